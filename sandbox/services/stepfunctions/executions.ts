/** The executions of all state machines: one name, one execution. */
import { randomUUID } from 'node:crypto';
import { AwsError } from '../../wire/service.ts';
import { Execution, type ExecutionParts } from './execution.ts';
import { checkArn, type StateMachineRecord } from './state-machines.ts';
import { MOST_DATA } from './task-attempt.ts';

/**
 * What a name must not have: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html, `name`.
 * White space, brackets, wildcards, special characters, control characters, surrogates and noncharacters.
 */
const forbiddenInName = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\uFFFE\uFFFF\u{10FFFE}\u{10FFFF}]/u;
const LONGEST_NAME = 80;

/** A redrive made with one of the last ten client tokens is not made again (API Reference, RedriveExecution). */
const REMEMBERED_TOKENS = 10;

export class Executions {
  readonly #parts: ExecutionParts;
  readonly #executions = new Map<string, Execution>();
  readonly #redrives = new Map<string, { token: string; redriveDate: Date }[]>();

  constructor(parts: ExecutionParts) {
    this.#parts = parts;
  }

  /**
   * Does nothing when the same is running already.
   * @throws AwsError InvalidName, InvalidExecutionInput, ValidationException, ExecutionAlreadyExists
   */
  start(machine: StateMachineRecord, name: string = randomUUID(), input = '{}'): Execution {
    if (name === '' || name.length > LONGEST_NAME || forbiddenInName.test(name)) {
      throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
    }
    checkInput(input);
    const arn = `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`;
    const known = this.#executions.get(arn);
    if (known !== undefined) {
      if (known.status === 'RUNNING' && known.input === input) return known;
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    const execution = new Execution({ arn, name, input }, machine, this.#parts);
    this.#executions.set(arn, execution);
    execution.start();
    return execution;
  }

  /** @throws AwsError InvalidArn, ExecutionDoesNotExist */
  get(arn = ''): Execution {
    checkArn(arn);
    const execution = this.#executions.get(arn);
    if (execution === undefined) {
      throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    }
    return execution;
  }

  /** Newest first. */
  of(machine: StateMachineRecord): Execution[] {
    return [...this.#executions.values()]
      .filter(({ stateMachine }) => stateMachine.arn === machine.arn)
      .reverse();
  }

  /** @throws AwsError ExecutionNotRedrivable */
  redrive(execution: Execution, token: string = randomUUID()): Date {
    const earlier = this.#redrives.get(execution.arn) ?? [];
    const same = earlier.find((redrive) => redrive.token === token);
    if (same !== undefined) return same.redriveDate;
    if (execution.notRedrivable !== undefined) {
      throw new AwsError('ExecutionNotRedrivable', execution.notRedrivable);
    }
    const redriveDate = execution.redrive();
    this.#redrives.set(execution.arn, [...earlier, { token, redriveDate }].slice(-REMEMBERED_TOKENS));
    return redriveDate;
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#executions.values()].map((execution) => execution.stop()));
  }
}

function checkInput(input: string): void {
  if (Buffer.byteLength(input) > MOST_DATA) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to ${MOST_DATA}`,
    );
  }
  try {
    JSON.parse(input);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`);
  }
}
