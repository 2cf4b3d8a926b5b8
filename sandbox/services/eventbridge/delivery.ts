/**
 * Delivery of an event to one target: retries, and the dead-letter queue when they are used up.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html
 */
import type { AwsEvent, Functions, Queues } from '../../parts.ts';
import { AwsError } from '../../wire/service.ts';
import type { RuleTarget } from './buses.ts';
import type { Origin } from './target-input.ts';

/** A delivery that was given up. `deadLetterQueue` is absent when the event is lost. */
export interface Undelivered {
  event: AwsEvent;
  ruleArn: string;
  targetArn: string;
  errorCode: string;
  errorMessage: string;
  deadLetterQueue?: string;
}

export interface DeliveryRoutes {
  functions: Pick<Functions, 'invokeLater'>;
  queues: Queues;
  /** Puts an event, unchanged, on another bus. @throws AwsError ResourceNotFoundException */
  forward(event: AwsEvent, busArn: string): void;
  onUndelivered?: ((undelivered: Undelivered) => void) | undefined;
}

/** What a RetryPolicy means where it says nothing: 24 hours and 185 attempts. */
const defaultRetries = 185;
const defaultEventAgeSeconds = 86_400;

/** AWS backs off exponentially with jitter and does not say how fast; this keeps retries visible in a rehearsal. */
const firstRetryMs = 1_000;
const longestRetryMs = 60_000;

/** Errors that retrying cannot mend go to the dead-letter queue at once, under the code that AWS documents for them. */
const permanent: Record<string, string> = {
  ResourceNotFoundException: 'NO_RESOURCE',
  QueueDoesNotExist: 'NO_RESOURCE',
  InvalidRequestContentException: 'INVALID_JSON',
};

export class Delivery {
  readonly #routes: DeliveryRoutes;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(routes: DeliveryRoutes) {
    this.#routes = routes;
  }

  /** Delivers soon, never within the call: whoever puts an event does not wait for its targets. */
  send(target: RuleTarget, origin: Origin): void {
    this.#later(0, () => this.#attempt(target, origin, 0));
  }

  /** Gives up what is under way. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #later(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, ms);
    this.#timers.add(timer);
  }

  #attempt(target: RuleTarget, origin: Origin, retries: number): void {
    try {
      this.#deliver(target, origin);
    } catch (error) {
      this.#afterFailure(target, origin, retries, error);
    }
  }

  #deliver({ kind, given, input }: RuleTarget, origin: Origin): void {
    const { functions, queues, forward } = this.#routes;
    if (kind === 'bus') forward(origin.event, given.Arn);
    else if (kind === 'sqs') queues.send(given.Arn, input(origin), {});
    else functions.invokeLater(given.Arn, parsePayload(input(origin)));
  }

  #afterFailure(target: RuleTarget, origin: Origin, retries: number, error: unknown): void {
    const { MaximumRetryAttempts: mostRetries, MaximumEventAgeInSeconds: mostAge } =
      target.given.RetryPolicy ?? {};
    const permanentCode = error instanceof AwsError ? permanent[error.code] : undefined;
    const delay = Math.min(firstRetryMs * 2 ** retries, longestRetryMs);
    const age = Date.now() + delay - Date.parse(origin.ingestionTime);
    const exhausted =
      retries >= (mostRetries ?? defaultRetries)
        ? 'MaximumRetryAttempts'
        : age > (mostAge ?? defaultEventAgeSeconds) * 1000
          ? 'MaximumEventAgeInSeconds'
          : undefined;
    if (permanentCode === undefined && exhausted === undefined) {
      this.#later(delay, () => this.#attempt(target, origin, retries + 1));
      return;
    }
    this.#giveUp(target, origin, {
      ERROR_CODE: permanentCode ?? 'ERROR_FROM_TARGET',
      ERROR_MESSAGE: error instanceof Error ? error.message : String(error),
      ...(permanentCode === undefined && exhausted !== undefined
        ? { EXHAUSTED_RETRY_CONDITION: exhausted }
        : {}),
      RETRY_ATTEMPTS: String(retries),
    });
  }

  #giveUp(
    { given }: RuleTarget,
    { event, ruleArn }: Origin,
    why: { ERROR_CODE: string; ERROR_MESSAGE: string; RETRY_ATTEMPTS: string },
  ): void {
    const queue = given.DeadLetterConfig?.Arn;
    let kept = false;
    if (queue !== undefined) {
      const attributes = { RULE_ARN: ruleArn, TARGET_ARN: given.Arn, ...why };
      try {
        this.#routes.queues.send(queue, JSON.stringify(event), attributes);
        kept = true;
      } catch {
        // The queue is gone as well: AWS counts InvocationsFailedToBeSentToDlq and drops the event. It is reported below.
      }
    }
    this.#routes.onUndelivered?.({
      event,
      ruleArn,
      targetArn: given.Arn,
      errorCode: why.ERROR_CODE,
      errorMessage: why.ERROR_MESSAGE,
      ...(kept && queue !== undefined ? { deadLetterQueue: queue } : {}),
    });
  }
}

function parsePayload(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError('InvalidRequestContentException', `Could not parse request body into json: ${reason}`);
  }
}
