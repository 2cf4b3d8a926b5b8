/** What happened, in the order in which it was seen: from the execution's history, the messages and the people. */
import * as v from 'valibot';
import type { DeliveredMessage } from '../parts.ts';
import { recordOf } from '../record-of.ts';
import type { Execution } from './execution.ts';

export interface TimelineEntry {
  /** Seconds since the curtain rose. */
  at: number;
  kind: 'story' | 'enter' | 'state' | 'slack' | 'sns' | 'end';
  text: string;
  /** Lines that belong to it. */
  details: string[];
}

const Section = v.object({
  verdict: v.string(),
  reason: v.string(),
  nextCheckAt: v.optional(v.string()),
});
const ServerTable = v.object({
  aliases: v.array(
    v.object({
      alias: v.string(),
      /** Not where it is about the alias's own record. */
      record: v.optional(v.object({ name: v.string(), type: v.string(), value: v.string() })),
      servers: v.array(
        v.object({
          server: v.string(),
          address: v.string(),
          verdict: v.string(),
          detail: v.optional(v.string()),
          ttl: v.optional(v.number()),
        }),
      ),
    }),
  ),
});
const Document = recordOf(v.unknown());

/** Which section of the document a state writes. */
const SECTION: Record<string, string> = {
  'Diagnose conflict': 'diagnosis',
  'Diagnose conflict again': 'diagnosis',
  'Diagnose conflict without proof': 'diagnosis',
  'Diagnose conflict with record in the way': 'diagnosis',
  'Check ownership proof': 'proof',
  'Check alias record': 'aliasRecord',
  'Check certificate': 'certificate',
  'Attach certificate': 'attachment',
  'Move alias': 'move',
  'Add alias': 'addition',
  'Draft support case': 'draft',
  'Open support case': 'case',
  'Check support case': 'case',
  'Confirm alias': 'confirmation',
};
/** Which section says until when a state waits. */
const WAITS: Record<string, string> = {
  'Wait for DNS': 'proof',
  'Wait for alias record': 'aliasRecord',
  'Wait before adding': 'addition',
  'Wait for certificate': 'certificate',
  'Wait until settled': 'move',
  'Wait for deployment': 'confirmation',
  'Await Support': 'case',
  'Wait before asking': 'case',
  'Wait before diagnosing': 'case',
  'Wait to move again': 'move',
  'Wait to diagnose again': 'move',
  'Wait to add again': 'addition',
  'Wait to ask again': 'case',
};

export type Seen = Omit<TimelineEntry, 'at'> & { time: number };

/** What the history tells from the event with this index on. */
export function fromHistory({ history }: Execution, from: number): Seen[] {
  return history.slice(from).flatMap((event): Seen[] => {
    const time = event.timestamp?.getTime() ?? 0;
    const { stateEnteredEventDetails: entered, stateExitedEventDetails: exited } = event;
    if (entered?.name)
      return [{ time, kind: 'enter', text: entering(entered.name, entered.input), details: [] }];
    if (exited?.name && SECTION[exited.name]) return settled(time, exited.name, exited.output);
    const failed = event.executionFailedEventDetails;
    if (failed)
      return [{ time, kind: 'state', text: `Failed: ${failed.error}`, details: [messageOf(failed.cause)] }];
    if (event.type === 'ExecutionRedriven') return [{ time, kind: 'state', text: 'Redriven', details: [] }];
    return [];
  });
}

/** A state that waits says until when; why, the section before it has said. */
function entering(state: string, input: string | undefined): string {
  const { nextCheckAt } = sectionOf(input, WAITS[state]) ?? {};
  if (!nextCheckAt) return state;
  return `${state}: ${state === 'Await Support' ? 'looks at it by itself at' : 'until'} ${clock(nextCheckAt)}`;
}

function settled(time: number, state: string, output: string | undefined): Seen[] {
  const name = SECTION[state];
  const section = sectionOf(output, name);
  if (!section) return [];
  const details = name === 'proof' || name === 'aliasRecord' ? table(documentOf(output)[name]) : [];
  return [{ time, kind: 'state', text: `${state}: ${section.verdict}. ${section.reason}`, details }];
}

function documentOf(json: string | undefined): Record<string, unknown> {
  return v.parse(Document, JSON.parse(json ?? '{}'));
}

function sectionOf(json: string | undefined, name: string | undefined) {
  const section = name === undefined ? undefined : documentOf(json)[name];
  return v.is(Section, section) ? section : undefined;
}

/** The server table, a line an address. */
function table(section: unknown): string[] {
  if (!v.is(ServerTable, section)) return [];
  return section.aliases.flatMap(({ alias, record, servers }) => [
    record ? `${record.name} ${record.type} "${record.value}"` : alias,
    ...servers.map(({ server, address, verdict, detail, ttl }) =>
      [
        `  ${server.padEnd(18)}`,
        address.padEnd(15),
        verdict.padEnd(11),
        ttl === undefined ? '' : `TTL ${ttl}`,
        // That a server has exactly what it should have, its verdict says.
        detail === `"${record?.value}"` ? '' : (detail ?? ''),
      ]
        .join(' ')
        .trimEnd(),
    ),
  ]);
}

const LambdaCause = v.object({ errorMessage: v.string() });

/** A person's part of a cause: Lambda's errors arrive as JSON. */
export function messageOf(cause: string | undefined): string {
  try {
    return v.parse(LambdaCause, JSON.parse(cause ?? '')).errorMessage;
  } catch {
    // Not Lambda's JSON: shown as it is.
    return cause ?? '';
  }
}

/** `2026-11-20T01:02:03.456Z` -> `01:02:03 UTC` */
function clock(instant: string): string {
  return `${instant.slice(11, 19)} UTC`;
}

const SlackBody = v.object({
  text: v.string(),
  blocks: v.array(
    v.object({
      type: v.string(),
      text: v.optional(v.object({ text: v.string() })),
      fields: v.optional(v.array(v.object({ text: v.string() }))),
      elements: v.optional(
        v.array(v.object({ elements: v.optional(v.array(v.object({ text: v.string() }))) })),
      ),
    }),
  ),
});

export function fromMessage({ time, channel, subject, body }: DeliveredMessage): Seen {
  const at = Date.parse(time);
  if (channel === 'sns') return { time: at, kind: 'sns', text: `Mail: ${subject ?? ''}`, details: [] };
  const { text, blocks } = v.parse(SlackBody, body);
  const details = blocks
    .filter(({ type }) => type === 'section' || type === 'rich_text')
    .flatMap(({ text: words, fields = [], elements = [] }) => [
      words,
      ...fields,
      ...elements.flatMap((quotation) => quotation.elements ?? []),
    ])
    .flatMap((each) => (each ? unescaped(each.text).split('\n') : []));
  // What notifications show says more than the title.
  const title = blocks.find(({ type }) => type === 'header')?.text?.text ?? unescaped(text);
  return { time: at, kind: 'slack', text: `Slack: ${title}`, details };
}

/** As Slack would show it. */
function unescaped(text: string): string {
  return text
    .replaceAll('```', '')
    .replaceAll(/^\*(.*)\*\n`?(.*?)`?$/g, '$1: $2')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
