/** An alarm of the stack, as CloudWatch reports it: by the shipped rule and bundle into Slack. */
import { expect, test } from 'vitest';
import { until } from '../../sandbox/rehearsal/until.ts';
import { sandbox, stage } from './sandbox.ts';

const told = () => sandbox.messages().map((message) => ({ ...message, text: JSON.stringify(message) }));

test('Slack is told what the alarm means, and which page of the runbook helps', async () => {
  await stage.control('POST', 'events', {
    source: 'aws.cloudwatch',
    'detail-type': 'CloudWatch Alarm State Change',
    account: '111122223333',
    region: 'us-east-1',
    detail: {
      alarmName: 'cname-rescue-sandbox-old-remediation',
      state: { value: 'ALARM', reason: 'Threshold Crossed <!channel>', timestamp: '2026-05-01T12:00:00Z' },
      configuration: { description: 'A remediation is old. See docs/runbook/old-remediation.md.' },
    },
  });
  const [message] = await until('the alarm is told', async () => {
    const found = told().filter(({ text }) => text.includes('Alarm: cname-rescue-sandbox-old-remediation'));
    return found.length > 0 && found;
  });
  expect(message?.channel).toBe('slack');
  expect(message?.text).toContain('A remediation is old. See docs/runbook/old-remediation.md.');
  expect(message?.text).toContain('#alarmsV2:alarm/cname-rescue-sandbox-old-remediation');
  expect(message?.text).not.toContain('<!channel>');
});
