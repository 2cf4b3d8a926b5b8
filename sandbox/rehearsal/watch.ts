/** Watches a sandbox while a scenario plays: keeps what was seen, and tells each new thing once. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { DeliveredMessage } from '../parts.ts';
import { type Execution, executions } from './execution.ts';
import type { SupportCase } from './scenario.ts';
import { fromHistory, fromMessage, type Seen, type TimelineEntry } from './timeline.ts';

/** Each look reads every history anew, which is much of what a rehearsal computes: no more often than people notice. */
const PAUSE_MS = 250;

/** What the timeline says when there is a case to read. */
const CASE_OPENED = 'Open support case: open';

export interface Watch {
  timeline: TimelineEntry[];
  /** As of the last look. */
  executions(): Execution[];
  say(text: string, details?: string[]): void;
  /** The last word, after `stop`. */
  end(text: string, details: string[]): void;
  /** Looks once more and ends. */
  stop(): Promise<void>;
}

export function watch(parts: {
  sfn: SFNClient;
  stateMachineArn: string;
  messages: () => DeliveredMessage[];
  /** The Support cases as they stand. */
  cases: () => Promise<SupportCase[]>;
  onEntry: (entry: TimelineEntry) => void;
}): Watch {
  const curtain = Date.now();
  const timeline: TimelineEntry[] = [];
  const seenEvents = new Map<string, number>();
  let seenMessages = 0;
  /** What people did since the last look: told in order with what the sandbox saw. */
  let stories: Seen[] = [];
  let current: Execution[] = [];
  let over = false;

  const tell = (time: number, entry: Omit<TimelineEntry, 'at'>) => {
    const told = { at: Math.max(0, (time - curtain) / 1000), ...entry };
    timeline.push(told);
    parts.onEntry(told);
  };

  const look = async () => {
    current = await executions(parts.sfn, parts.stateMachineArn);
    const news = current.flatMap((execution) => {
      const from = seenEvents.get(execution.arn) ?? 0;
      seenEvents.set(execution.arn, execution.history.length);
      const started = from === 0 ? [start(execution)] : [];
      return [...started, ...fromHistory(execution, from)];
    });
    const messages = parts.messages().slice(seenMessages);
    seenMessages += messages.length;
    news.push(...messages.map(fromMessage), ...stories);
    const opening = news.find(({ text }) => text.startsWith(CASE_OPENED));
    if (opening) news.push(...(await parts.cases()).map((each) => caseText(each, opening.time)));
    stories = [];
    for (const { time, ...entry } of news.toSorted((a, b) => a.time - b.time)) tell(time, entry);
  };

  const loop = (async () => {
    while (!over) {
      await look();
      await sleep(PAUSE_MS);
    }
    await look();
  })();
  // Whoever stops the watch hears of its failure; until then nobody does.
  loop.catch(() => {});

  return {
    timeline,
    executions: () => current,
    say: (text, details = []) => stories.push({ time: Date.now(), kind: 'story', text, details }),
    end: (text, details) => tell(Date.now(), { kind: 'end', text, details }),
    async stop() {
      over = true;
      await loop;
    },
  };
}

function caseText({ subject, body }: SupportCase, time: number): Seen {
  return { time, kind: 'story', text: `The case reads: ${subject}`, details: body.split('\n') };
}

function start({ name, history }: Execution) {
  const time = history[0]?.timestamp?.getTime() ?? Date.now();
  return { time, kind: 'state' as const, text: `Step Functions execution ${name} started.`, details: [] };
}
