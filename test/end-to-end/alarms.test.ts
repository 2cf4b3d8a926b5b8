/** An alarm of the stack, as CloudWatch reports it: by the shipped rule and bundle into Slack. */
import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { until } from '../../sandbox/rehearsal/until.ts';
import { sandbox } from './sandbox.ts';

const told = () => sandbox.messages().map((message) => ({ ...message, text: JSON.stringify(message) }));

test('Slack is told what the alarm means, and which page of the runbook helps', async () => {
  const { endpoint, region, account } = sandbox;
  const credentials = { accessKeyId: account, secretAccessKey: 'any' };
  await new CloudWatchClient({ endpoint, region, credentials }).send(
    new SetAlarmStateCommand({
      AlarmName: 'cname-rescue-sandbox-old-remediation',
      StateValue: 'ALARM',
      StateReason: 'Threshold Crossed <!channel>',
    }),
  );
  const [message] = await until('the alarm is told', async () => {
    const found = told().filter(({ text }) => text.includes('Alarm: cname-rescue-sandbox-old-remediation'));
    return found.length > 0 && found;
  });
  expect(message?.channel).toBe('slack');
  expect(message?.text).toContain('than all that it may wait for. See docs/runbook/old-remediation.md.');
  expect(message?.text).toContain('#alarmsV2:alarm/cname-rescue-sandbox-old-remediation');
  expect(message?.text).not.toContain('<!channel>');
});
