/** Events, as Slack is told of them. */
import { describe, expect, test } from 'vitest';
import { ANNOUNCEMENTS } from '../../../remediation/announcements/announcement.ts';
import { InvalidEvent } from '../../../remediation/errors.ts';
import { newsOf } from '../../../remediation/slack/news.ts';
import { asEvent } from '../../doubles/announced.ts';
import { EXECUTION, EXECUTION_ARN, remediation } from '../../doubles/documents.ts';

const announced = (type: string) => {
  const claim = { alias: 'www.example.com', target: 'E9OTHEREXAMPLE' };
  const failure = { error: 'TargetGone', cause: 'It does not exist.' };
  const execution = { arn: EXECUTION_ARN, name: EXECUTION };
  return asEvent({ type, detail: { execution, remediation: remediation(), claim, failure } });
};

test.each(ANNOUNCEMENTS)('%s belongs in the thread of its execution', (type) => {
  const event = announced(type);
  expect(newsOf(event)).toMatchObject({
    message: { text: expect.any(String) },
    remediation: { execution: EXECUTION, at: event.time },
  });
});

test('each says where the remediation stands, but for the one that is about another call', () => {
  const silent = ANNOUNCEMENTS.filter((type) => !newsOf(announced(type)).remediation?.summary);
  expect(silent).toEqual(['Alias claimed']);
});

test('the channel sees what somebody has to act on, and what failed', () => {
  const isLoud = (type: string) => newsOf(announced(type)).remediation?.isLoud;
  expect(['Remediation opened', 'Alias claimed', 'Remediation failed'].map(isLoud)).toEqual([
    true,
    true,
    true,
  ]);
  expect(['Ownership proof seen', 'Alias moved', 'Alias confirmed'].map(isLoud)).toEqual([
    false,
    false,
    false,
  ]);
});

describe('what is no announcement', () => {
  test('an alarm belongs in no thread', () => {
    const news = newsOf({
      source: 'aws.cloudwatch',
      'detail-type': 'CloudWatch Alarm State Change',
      account: '111122223333',
      region: 'us-east-1',
      detail: { alarmName: 'old', state: { value: 'ALARM', timestamp: '2026-05-01T12:00:00Z' } },
    });
    expect(news).toEqual({ message: expect.objectContaining({ text: 'Alarm: old' }) });
  });

  test.each([undefined, {}, { source: 'cname-rescue' }, { source: 'aws.cloudwatch' }])('%j', (event) => {
    expect(() => newsOf(event)).toThrow(InvalidEvent);
  });
});
