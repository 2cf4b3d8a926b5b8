/** What a dead letter tells: which event it is, and why it is there. Pure. */
import * as v from 'valibot';
import { foreign } from '../remediation/foreign-text.ts';

interface Letter {
  body: string;
  attributes: Readonly<Record<string, string>>;
  /** ISO 8601. */
  since: string;
}

const Event = v.pipe(v.string(), v.parseJson(), v.object({ 'detail-type': v.string() }));

/** Letters alike. */
export interface Kind {
  /** In the words of its sender: the `detail-type`. None where it is no event, and so for no function. */
  event?: string;
  error: string;
  count: number;
  /** Since when the oldest lies there. */
  since: string;
}

/** @returns undefined for what is no event. All that the stack puts into these queues is one. */
export function eventIn(body: string): string | undefined {
  const parsed = v.safeParse(Event, body);
  return parsed.success ? oneLine(parsed.output['detail-type']) : undefined;
}

/**
 * EventBridge says why it could not hand it over, Lambda what the function threw.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
 */
function errorIn({ ERROR_CODE, ERROR_MESSAGE, ErrorMessage }: Letter['attributes']): string {
  if (ErrorMessage !== undefined) return oneLine(ErrorMessage);
  if (ERROR_CODE === undefined) return 'Nothing says why.';
  return oneLine(`EventBridge: ${ERROR_CODE}${ERROR_MESSAGE ? `: ${ERROR_MESSAGE}` : ''}`);
}

/** What comes from outside is shown in a terminal: nothing in it is to steer that. */
function oneLine(text: string): string {
  return foreign(text.replace(/\s+/g, ' ').trim());
}

/** The oldest first. */
export function kindsOf(letters: readonly Letter[]): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const { body, attributes, since } of letters.toSorted((a, b) => a.since.localeCompare(b.since))) {
    const event = eventIn(body);
    const error = errorIn(attributes);
    const key = JSON.stringify([event, error]);
    const known = kinds.get(key);
    if (known) known.count += 1;
    else kinds.set(key, { ...(event !== undefined && { event }), error, count: 1, since });
  }
  return [...kinds.values()];
}
