/**
 * An alarm of the stack, as CloudWatch reports it to EventBridge.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
import * as v from 'valibot';
import { readable } from '../instant.ts';
import { parseEvent } from '../parse-event.ts';
import { LANGUAGES } from './languages.ts';
import type { Message } from './message.ts';
import type { Telling } from './telling.ts';

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
export function alarmMessage(event: unknown, { language, runbookUrl }: Telling): Message {
  const { account, region, detail } = parseEvent(AlarmStateChange, event);
  const { alarmName, state, configuration } = detail;
  const { alarm, labels, links } = LANGUAGES[language];
  const isOver = state.value !== 'ALARM';
  const description = configuration?.description ?? '';
  const console = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}`;
  return {
    language,
    title: alarm.title(alarmName, isOver),
    subject: LANGUAGES.en.alarm.title(alarmName, isOver),
    attention: isOver ? 'done' : 'action',
    text: alarm.text(description),
    facts: [
      [labels.since, readable(state.timestamp)],
      [labels.cloudWatch, state.reason],
    ],
    copy: [],
    context: [alarmName, account].join(' · '),
    links: [
      { label: links.alarm, url: `${console}#alarmsV2:alarm/${encodeURIComponent(alarmName)}` },
      ...pagesIn(description, runbookUrl).map((url) => ({ label: links.runbook, url })),
    ],
  };
}

/** The description names its page by its path. */
function pagesIn(description: string, runbookUrl: string): string[] {
  if (runbookUrl === '') return [];
  return [...description.matchAll(/docs\/runbook\/([\w-]+\.md)/g)].map(([, file]) => `${runbookUrl}${file}`);
}
