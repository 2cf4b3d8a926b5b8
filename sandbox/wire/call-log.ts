/** What was called, by whom, and what came of it. */
import type { Caller } from './service.ts';

/** The public form: `GET /_sandbox/calls`. */
export interface Call {
  /** ISO 8601: when the request arrived. */
  time: string;
  account: string;
  /** ARN of who called: a user's for people and their tools, a role's for functions. */
  principal: string;
  /** Signing name: `cloudfront`, `states`, `events`. */
  service: string;
  action: string;
  /** `ok`, or the error code that the caller got; an injected fault's code when there was one. */
  outcome: string;
  /** Whether AWS did it, whatever an injected fault told the caller. */
  done: boolean;
}

export interface CallRecord extends Call {
  caller: Caller;
  /** In the SDK's shape; undefined when it could not be read or an injected fault came before it. */
  input: unknown;
  /** How the call itself failed, whatever an injected fault told the caller instead. */
  error?: { code: string; message: string; status: number };
}

/** How many calls are remembered: days of polling must not fill the memory. */
const CAPACITY = 20_000;

export class CallLog {
  #records: CallRecord[] = [];

  add(record: CallRecord): void {
    this.#records.push(record);
    if (this.#records.length > CAPACITY) this.#records = this.#records.slice(-CAPACITY / 2);
  }

  /** Oldest first. */
  records(): readonly CallRecord[] {
    return this.#records;
  }

  /** Oldest first, in the public form. @param since ISO 8601; all that are remembered unless given */
  calls(since = ''): Call[] {
    return this.#records
      .filter(({ time }) => time >= since)
      .map(({ time, account, principal, service, action, outcome, done }) => ({
        time,
        account,
        principal,
        service,
        action,
        outcome,
        done,
      }));
  }
}
