/** Rules that run at a rate: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rate-expressions.html */
import { AwsError } from '../../wire/service.ts';

const unitsMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** The longest that a timer of Node can wait; nothing in a sandbox lives as long. */
const longestMs = 2 ** 31 - 1;

/**
 * Milliseconds between two runs.
 * @throws AwsError ValidationException for what AWS refuses, and for cron expressions, which no stack of ours has
 */
export function parseRate(rule: string, expression: string): number {
  const [, digits = '', unit = '', plural = ''] =
    /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  const value = Number(digits);
  // One is singular, more are plural.
  if (digits === '' || (plural === 's') !== value > 1) {
    throw new AwsError(
      'ValidationException',
      `Parameter ScheduleExpression is not valid: ${rule} has ${expression}; the sandbox knows rates such as rate(1 hour).`,
    );
  }
  const ms = value * (unitsMs[unit] ?? 0);
  if (ms > longestMs) {
    throw new AwsError('ValidationException', `Rule ${rule}: the sandbox waits for no ${expression}.`);
  }
  return ms;
}

export class Schedules {
  readonly #timers = new Map<string, NodeJS.Timeout>();

  /** Runs for the first time when the time is over once. Replaces what was scheduled under the key. */
  start(key: string, everyMs: number, run: () => void): void {
    this.stop(key);
    this.#timers.set(key, setInterval(run, everyMs));
  }

  /** Stopping what does not run is no error. */
  stop(key: string): void {
    clearInterval(this.#timers.get(key));
    this.#timers.delete(key);
  }

  close(): void {
    for (const key of [...this.#timers.keys()]) this.stop(key);
  }
}
