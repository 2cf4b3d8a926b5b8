/** Faults to order: what the network and a busy AWS do to a client now and then, on demand and exactly once. */
import * as v from 'valibot';

/** `POST /_sandbox/faults` */
export const FaultOrder = v.strictObject({
  /** Signing name, as in the call log; `slack` for Slack. */
  service: v.string(),
  /** `POST` of Slack's webhook, `chat.postMessage` or `chat.update` of its Web API. */
  action: v.string(),
  /** Whose calls: a part of the caller's ARN, or of the name of the state whose Task makes the call. Everybody's unless given. */
  by: v.optional(v.string(), ''),
  /** Which matching call from now on: 1 is the next. */
  nth: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
  /** How many calls in a row. SDKs retry by themselves, so one fault often stays unseen. */
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
  /** `before`: the operation does not happen. `after`: it happens, and the caller does not learn of it. */
  when: v.picklist(['before', 'after']),
  kind: v.union([
    /** `crash`: the instance of the function that makes the call dies. A caller that is no function sees a `reset`. */
    v.picklist(['timeout', 'reset', 'throttle', 'error500', 'crash']),
    v.strictObject({
      code: v.pipe(v.string(), v.minLength(1)),
      message: v.string(),
      status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
    }),
  ]),
});
export type FaultOrder = v.InferOutput<typeof FaultOrder>;

interface Pending {
  order: FaultOrder;
  seen: number;
  left: number;
}

export class Faults {
  #pending: Pending[] = [];

  /** @throws ValiError when the order is not one. */
  add(order: v.InferInput<typeof FaultOrder>): FaultOrder {
    const parsed = v.parse(FaultOrder, order);
    this.#pending.push({ order: parsed, seen: 0, left: parsed.times });
    return parsed;
  }

  /** The orders that are not used up, and how many calls each has left. */
  pending(): (FaultOrder & { left: number })[] {
    return this.#pending.map(({ order, left }) => ({ ...order, left }));
  }

  clear(): void {
    this.#pending = [];
  }

  /** Counts one call and takes the fault that is due for it, if any. Of two that are due the older goes first, the other waits. */
  take(service: string, action: string, by: string): FaultOrder | undefined {
    const matching = this.#pending.filter(
      ({ order }) => order.service === service && order.action === action && by.includes(order.by),
    );
    for (const pending of matching) pending.seen += 1;
    const due = matching.find(({ order, seen }) => seen >= order.nth);
    if (!due) return undefined;
    due.left -= 1;
    if (due.left === 0) this.#pending = this.#pending.filter((pending) => pending !== due);
    return due.order;
  }
}
