/** The events of one execution, as GetExecutionHistory lists them. */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Json } from './json.ts';

export type NewEvent = Omit<HistoryEvent, 'id' | 'timestamp' | 'previousEventId'>;

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html: the last one is left for the end. */
const MOST_EVENTS = 25_000;

const untruncated = { truncated: false };

export class History {
  readonly #events: HistoryEvent[] = [];
  readonly #now: () => number;
  /** Called when an event was left out because nothing but the execution's end fits in any more. */
  onFull = () => {};

  constructor(now: () => number) {
    this.#now = now;
  }

  get isFull(): boolean {
    return this.#events.length >= MOST_EVENTS - 1;
  }

  get lastId(): number {
    return this.#events.length;
  }

  /**
   * @param previousEventId of the event before it on the same path; 0 for the first
   * @returns its id; the last id when it no longer fits in
   */
  add(event: NewEvent, previousEventId: number): number {
    if (this.isFull) this.onFull();
    else this.end(event, previousEventId);
    return this.lastId;
  }

  /** Adds what ends or restarts the execution: there is always room for it. */
  end(event: NewEvent, previousEventId: number): void {
    this.#events.push({ ...event, id: this.lastId + 1, previousEventId, timestamp: new Date(this.#now()) });
  }

  /** @param withData false leaves input and output of every event out */
  list({ reverse, withData }: { reverse: boolean; withData: boolean }): HistoryEvent[] {
    const events = reverse ? this.#events.toReversed() : [...this.#events];
    return withData ? events : events.map(withoutData);
  }
}

/** Fields of an event's details. */
export function inputOf(input: Json) {
  return { input: JSON.stringify(input), inputDetails: untruncated };
}

export function outputOf(output: Json) {
  return { output: JSON.stringify(output), outputDetails: untruncated };
}

const dataFields = new Set(['input', 'output', 'parameters']);

function withoutData(event: HistoryEvent): HistoryEvent {
  const kept = Object.entries(event).map(([name, value]) => [
    name,
    name.endsWith('EventDetails')
      ? Object.fromEntries(Object.entries(value).filter(([field]) => !dataFields.has(field)))
      : value,
  ]);
  // Every field that is left out is optional, but for TaskScheduled's parameters, which AWS leaves out as well.
  return Object.fromEntries(kept) as HistoryEvent;
}
