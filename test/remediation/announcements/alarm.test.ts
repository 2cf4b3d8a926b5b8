/** Alarms, as Slack is told of them. */
import { expect, test } from 'vitest';
import { told } from '../../../remediation/announcements/told.ts';
import { InvalidEvent } from '../../../remediation/errors.ts';
import { IN_JAPANESE } from '../../doubles/told-well.ts';

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

test('over: nobody has to act any more', () => {
  const message = told(event({ state: { value: 'OK', reason: '', timestamp: '2026-05-01T12:00:00Z' } }));
  expect(message).toMatchObject({ title: 'Over: cname-rescue-prod-old-remediation', attention: 'done' });
});

test('in Japanese; its page is a link where the pages can be read', () => {
  const description = 'It is old. See docs/runbook/old-remediation.md.';
  const runbookUrl = 'https://git.example.com/docs/runbook/';
  const message = told(event({ configuration: { description } }), { ...IN_JAPANESE, runbookUrl });
  expect(message.title).toBe('アラーム: cname-rescue-prod-old-remediation');
  expect(message.subject).toBe('Alarm: cname-rescue-prod-old-remediation');
  expect(message.text).toBe(`詳細 (英語): ${description}`);
  expect(message.links).toContainEqual({ label: 'ランブック', url: `${runbookUrl}old-remediation.md` });
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
