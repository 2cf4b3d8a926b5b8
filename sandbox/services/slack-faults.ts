/** How a call of Slack fails that was told to: by an injected fault, or as Slack does that has no time, or no luck. */
import type { FaultOrder } from '../wire/faults.ts';
import type { Cut } from '../wire/server.ts';

export interface SlackAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A word of Slack's as the one who calls is used to it. */
export type Say = (status: number, word: string, headers?: Record<string, string>) => SlackAnswer;

/** `POST /_sandbox/slack/fail` */
export type SlackFault = { status: 429; retryAfterSeconds: number } | { status: 500 };

export class SlackFaults {
  readonly #due: (action: string) => FaultOrder | undefined;
  readonly #ordered: SlackFault[] = [];

  /** @param due the injected fault that is due for a call of this action: `POST` of the webhook, `chat.postMessage` */
  constructor(due: (action: string) => FaultOrder | undefined = () => undefined) {
    this.#due = due;
  }

  /** The next calls fail, as many as `count` says, whatever they hold. */
  failNext(count: number, fault: SlackFault): void {
    this.#ordered.push(...Array.from({ length: count }, () => fault));
  }

  /** The answer, unless the call is to fail: `before` it does anything, or `after`. */
  pass(action: string, answer: () => SlackAnswer, say: Say): SlackAnswer | Cut {
    const injected = this.#due(action);
    if (injected?.when === 'before') return strike(injected, say);
    const fault = this.#ordered.shift();
    if (fault?.status === 429) return tooMany(say, fault.retryAfterSeconds);
    if (fault) return say(500, 'rollup_error');
    const answered = answer();
    return injected ? strike(injected, say) : answered;
  }
}

function strike({ kind }: FaultOrder, say: Say): SlackAnswer | Cut {
  switch (kind) {
    case 'timeout':
      return 'timeout';
    case 'reset':
    // Who posts shows no key of AWS, so nobody knows which instance would have to die.
    case 'crash':
      return 'reset';
    case 'throttle':
      return tooMany(say, 1);
    case 'error500':
      return say(500, 'rollup_error');
    default:
      return say(kind.status, kind.code);
  }
}

function tooMany(say: Say, seconds: number): SlackAnswer {
  return say(429, 'rate_limited', { 'retry-after': String(seconds) });
}
