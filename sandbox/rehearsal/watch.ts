/** Watches a sandbox while a scenario plays: keeps what was seen, and tells each new thing once. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { DeliveredMessage } from '../parts.ts';
import { type Execution, executions } from './execution.ts';
import { fromHistory, fromMessage, type Seen, type TimelineEntry } from './timeline.ts';

const PAUSE_MS = 100;

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
  onEntry: (entry: TimelineEntry) => void;
}): Watch {
  const start = Date.now();
  const timeline: TimelineEntry[] = [];
  const seenEvents = new Map<string, number>();
  let seenMessages = 0;
  /** What people did since the last look: told in order with what the sandbox saw. */
  let stories: Seen[] = [];
  let current: Execution[] = [];
  let over = false;

  const tell = (time: number, entry: Omit<TimelineEntry, 'at'>) => {
    const told = { at: Math.max(0, (time - start) / 1000), ...entry };
    timeline.push(told);
    parts.onEntry(told);
  };

  const look = async () => {
    current = await executions(parts.sfn, parts.stateMachineArn);
    const news = current.flatMap((execution) => {
      const from = seenEvents.get(execution.arn) ?? 0;
      seenEvents.set(execution.arn, execution.history.length);
      const started = from === 0 ? [opening(execution)] : [];
      return [...started, ...fromHistory(execution, from)];
    });
    const messages = parts.messages().slice(seenMessages);
    seenMessages += messages.length;
    news.push(...messages.map(fromMessage), ...stories);
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

function opening({ name, history }: Execution) {
  const time = history[0]?.timestamp?.getTime() ?? Date.now();
  return { time, kind: 'state' as const, text: `Step Functions execution ${name} started.`, details: [] };
}
