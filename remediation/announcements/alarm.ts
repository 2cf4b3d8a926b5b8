/**
 * An alarm of the stack, as CloudWatch reports it to EventBridge.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
import * as v from 'valibot';
import { parseEvent } from '../parse-event.ts';
import type { Message } from './message.ts';

const SOURCE = 'aws.cloudwatch';

const AlarmStateChange = v.object({
  source: v.literal(SOURCE),
  'detail-type': v.literal('CloudWatch Alarm State Change'),
  account: v.string(),
  region: v.string(),
  detail: v.object({
    alarmName: v.string(),
    state: v.object({ value: v.string(), reason: v.optional(v.string(), ''), timestamp: v.string() }),
    // What infra/alarms.cjs says of it, with the page of the runbook.
    configuration: v.optional(v.object({ description: v.optional(v.string(), '') }), {}),
  }),
});

export function isOfAlarm(event: unknown): boolean {
  return v.is(v.object({ source: v.literal(SOURCE) }), event);
}

/** @throws InvalidEvent when it is no change of an alarm. */
export function alarmMessage(event: unknown): Message {
  const { account, region, detail } = parseEvent(AlarmStateChange, event);
  const { alarmName, state, configuration } = detail;
  const console = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}`;
  return {
    title: `Alarm: ${alarmName}`,
    subject: `Alarm: ${alarmName}`,
    text: configuration?.description ?? '',
    facts: [
      ['Since', state.timestamp],
      ['CloudWatch', state.reason],
    ],
    copy: [],
    attention: state.value === 'ALARM' ? 'action' : 'done',
    context: [alarmName, account].join(' · '),
    links: [{ label: 'Alarm', url: `${console}#alarmsV2:alarm/${encodeURIComponent(alarmName)}` }],
  };
}
