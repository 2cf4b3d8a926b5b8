/** Alarms, as Slack is told of them. */
import { expect, test } from 'vitest';
import { told } from '../../../remediation/announcements/told.ts';
import { InvalidEvent } from '../../../remediation/errors.ts';

const event = (detail: object) => ({
  source: 'aws.cloudwatch',
  'detail-type': 'CloudWatch Alarm State Change',
  account: '111122223333',
  region: 'us-east-1',
  detail: {
    alarmName: 'cname-rescue-prod-old-remediation',
    state: { value: 'ALARM', reason: 'Threshold Crossed', timestamp: '2026-05-01T12:00:00Z' },
    ...detail,
  },
});

test('what it means, since when, why, and where it is', () => {
  expect(
    told(event({ configuration: { description: 'It is old. See docs/runbook/old-remediation.md.' } })),
  ).toEqual({
    language: 'en',
    title: 'Alarm: cname-rescue-prod-old-remediation',
    subject: 'Alarm: cname-rescue-prod-old-remediation',
    attention: 'action',
    context: 'cname-rescue-prod-old-remediation · 111122223333',
    text: 'It is old. See docs/runbook/old-remediation.md.',
    facts: [
      ['Since', '2026-05-01 12:00:00 UTC'],
      ['CloudWatch', 'Threshold Crossed'],
    ],
    copy: [],
    links: [
      {
        label: 'Alarm',
        url: 'https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#alarmsV2:alarm/cname-rescue-prod-old-remediation',
      },
    ],
  });
});

test('without a description it is told all the same', () => {
  expect(told(event({}))).toMatchObject({ text: '' });
});

test('another event of CloudWatch, or of nobody, is refused', () => {
  expect(() => told({ ...event({}), 'detail-type': 'CloudWatch Alarm Configuration Change' })).toThrow(
    InvalidEvent,
  );
  expect(() => told({ source: 'orders' })).toThrow(InvalidEvent);
});
