/** What a dead letter tells: which event it is, and why it is there. Pure. */
import * as v from 'valibot';
import { foreign } from '../remediation/foreign-text.ts';
import { parseIncident } from '../remediation/incident.ts';
import { listed } from '../remediation/wording.ts';

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
  /** Each once: the calls, or the names of the remediations. Those of which it can be read. */
  about: string[];
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

/** An event of the stack's own tells of a remediation, one of CloudTrail's of a call. */
const OfRemediation = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ detail: v.object({ execution: v.object({ name: v.string() }) }) }),
);

function aboutWhat(body: string): string | undefined {
  const parsed = v.safeParse(OfRemediation, body);
  if (parsed.success) return oneLine(parsed.output.detail.execution.name);
  try {
    const { action, target, aliases } = parseIncident(JSON.parse(body));
    return oneLine(`${action} ${'id' in target ? target.id : ''} (${listed(aliases)})`);
  } catch {
    // It may be there for that very reason.
    return undefined;
  }
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
    const about = aboutWhat(body);
    const kind = kinds.get(key) ?? {
      ...(event !== undefined && { event }),
      about: [],
      error,
      count: 0,
      since,
    };
    kind.count += 1;
    if (about !== undefined && !kind.about.includes(about)) kind.about.push(about);
    kinds.set(key, kind);
  }
  return [...kinds.values()];
}
