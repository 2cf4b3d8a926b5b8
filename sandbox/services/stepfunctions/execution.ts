/** One execution: its status, its history, and how it is started, stopped and redriven. */
import type { ExecutionStatus } from '@aws-sdk/client-sfn';
import type { ExecutionContext } from './context-object.ts';
import type { Failure } from './failures.ts';
import { History, outputOf } from './history.ts';
import type { Json } from './json.ts';
import type { Resources } from './resources.ts';
import { Run } from './run.ts';
import type { Outcome, Standing } from './standing.ts';
import type { StateMachineRecord } from './state-machines.ts';
import { errorAndCause } from './task-events.ts';
import type { TaskTokens } from './task-tokens.ts';
import { afterSeconds } from './timer.ts';

/** What executions need of the service. */
export interface ExecutionParts {
  resources: Resources;
  tokens: TaskTokens;
  region: string;
  now: () => number;
  /** For how long after its end an execution can be redriven, milliseconds. */
  redrivableMs: () => number;
  /** Called after every change of status. Must not throw. */
  onStatus(execution: Execution): void;
}

/** `TIMED_OUT`: the TimeoutSeconds of the definition; AWS gives no error with it. */
type Ending =
  | { status: 'ABORTED'; error?: string | undefined; cause?: string | undefined }
  | { status: 'TIMED_OUT' }
  | ({ status: 'FAILED' } & Failure);

export class Execution {
  readonly arn: string;
  readonly name: string;
  readonly stateMachine: StateMachineRecord;
  /** As it was given: JSON text. */
  readonly input: string;
  readonly history: History;
  readonly startDate: Date;
  status: ExecutionStatus = 'RUNNING';
  stopDate: Date | undefined;
  output: string | undefined;
  error: string | undefined;
  cause: string | undefined;
  redriveCount = 0;
  redriveDate: Date | undefined;

  readonly #parts: ExecutionParts;
  #run: Run | undefined;
  #ending: Ending | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(
    { arn, name, input }: { arn: string; name: string; input: string },
    stateMachine: StateMachineRecord,
    parts: ExecutionParts,
  ) {
    this.arn = arn;
    this.name = name;
    this.input = input;
    this.stateMachine = stateMachine;
    this.#parts = parts;
    this.history = new History(parts.now);
    this.startDate = new Date(parts.now());
  }

  start(): void {
    const { roleArn } = this.stateMachine;
    const executionStartedEventDetails = { input: this.input, inputDetails: { truncated: false }, roleArn };
    this.history.add({ type: 'ExecutionStarted', executionStartedEventDetails }, 0);
    // In AWS, the first state does not name the start as what it follows.
    this.#drive(0);
  }

  /** Ends it as ABORTED. @returns when it stopped, also when it had before */
  async stop(error?: string, cause?: string): Promise<Date> {
    this.#halt({ status: 'ABORTED', error, cause });
    await this.#ended;
    return this.stopDate ?? new Date(this.#parts.now());
  }

  /** Goes on where it failed. Only when `notRedrivable` has no objection. @returns the time of the redrive */
  redrive(): Date {
    const standing = this.#run?.standing;
    const previous = this.history.lastId;
    this.redriveCount += 1;
    this.redriveDate = new Date(this.#parts.now());
    this.status = 'RUNNING';
    this.stopDate = this.output = this.error = this.cause = undefined;
    const executionRedrivenEventDetails = { redriveCount: this.redriveCount };
    this.history.end({ type: 'ExecutionRedriven', executionRedrivenEventDetails }, previous);
    this.#drive(this.history.lastId, standing);
    return this.redriveDate;
  }

  /** Why it cannot be redriven, in the words of DescribeExecution; undefined when it can. */
  get notRedrivable(): string | undefined {
    if (this.status === 'RUNNING' || this.status === 'SUCCEEDED') {
      return `Execution is ${this.status} and cannot be redriven`;
    }
    if (this.history.isFull) return 'Execution history event limit exceeded';
    const stoppedFor = this.#parts.now() - (this.stopDate?.getTime() ?? 0);
    return stoppedFor > this.#parts.redrivableMs() ? 'Execution redrivable period exceeded' : undefined;
  }

  #drive(previousEventId: number, from?: Standing): void {
    const { history } = this;
    const { resources, tokens, region, now } = this.#parts;
    const { definition } = this.stateMachine;
    const around = { history, resources, tokens, region, now, context: this.#context() };
    const run = new Run(definition, around, previousEventId);
    this.#run = run;
    this.#ending = undefined;
    this.#parts.onStatus(this);
    const cancelTimeout =
      definition.TimeoutSeconds === undefined
        ? () => {}
        : afterSeconds(definition.TimeoutSeconds, () => this.#halt({ status: 'TIMED_OUT' }));
    history.onFull = () =>
      this.#halt({
        status: 'FAILED',
        error: 'States.Runtime',
        cause: 'The execution reached the maximum number of history events (25000).',
      });
    this.#ended = run.start(this.#parsedInput, from).then((outcome) => {
      cancelTimeout();
      this.#end(outcome, run.lastEventId);
    });
  }

  #halt(ending: Ending): void {
    if (this.status !== 'RUNNING') return;
    this.#ending ??= ending;
    this.#run?.stop();
  }

  #end(outcome: Outcome, lastEventId: number): void {
    this.stopDate = new Date(this.#parts.now());
    if (outcome.kind === 'succeeded') this.#succeed(outcome.output, lastEventId);
    else if (outcome.kind === 'failed') this.#endAs({ status: 'FAILED', ...outcome.failure }, lastEventId);
    else this.#endAs(this.#ending ?? { status: 'ABORTED' }, 0);
    this.#parts.onStatus(this);
  }

  #succeed(output: Json, lastEventId: number): void {
    this.status = 'SUCCEEDED';
    this.output = JSON.stringify(output);
    this.history.end(
      { type: 'ExecutionSucceeded', executionSucceededEventDetails: outputOf(output) },
      lastEventId,
    );
  }

  #endAs(ending: Ending, lastEventId: number): void {
    this.status = ending.status;
    if (ending.status === 'TIMED_OUT') {
      this.history.end({ type: 'ExecutionTimedOut', executionTimedOutEventDetails: {} }, lastEventId);
      return;
    }
    this.error = ending.error;
    this.cause = ending.cause;
    const details = errorAndCause(ending);
    this.history.end(
      ending.status === 'FAILED'
        ? { type: 'ExecutionFailed', executionFailedEventDetails: details }
        : { type: 'ExecutionAborted', executionAbortedEventDetails: details },
      lastEventId,
    );
  }

  get #parsedInput(): Json {
    return JSON.parse(this.input);
  }

  #context(): ExecutionContext {
    const { arn, name, roleArn } = this.stateMachine;
    return {
      Execution: {
        Id: this.arn,
        Input: this.#parsedInput,
        Name: this.name,
        RoleArn: roleArn,
        StartTime: this.startDate.toISOString(),
        RedriveCount: this.redriveCount,
        ...(this.redriveDate && { RedriveTime: this.redriveDate.toISOString() }),
      },
      StateMachine: { Id: arn, Name: name },
    };
  }
}
