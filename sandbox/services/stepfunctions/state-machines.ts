/** The state machines of the account. */
import { AwsError } from '../../wire/service.ts';
import type { Definition } from './definition.ts';

export interface StateMachineRecord {
  arn: string;
  name: string;
  roleArn: string;
  definition: Definition;
  createdAt: Date;
  updatedAt: Date;
}

export class StateMachines {
  readonly #machines = new Map<string, StateMachineRecord>();
  readonly #prefix: string;
  readonly #now: () => number;

  constructor({ account, region, now }: { account: string; region: string; now: () => number }) {
    this.#prefix = `arn:aws:states:${region}:${account}:stateMachine:`;
    this.#now = now;
  }

  /** Creates it, or changes the one of that name for executions to come. */
  put(given: Pick<StateMachineRecord, 'name' | 'roleArn' | 'definition'>): StateMachineRecord {
    const arn = this.#prefix + given.name;
    const updatedAt = new Date(this.#now());
    const createdAt = this.#machines.get(arn)?.createdAt ?? updatedAt;
    const record = { ...given, arn, createdAt, updatedAt };
    this.#machines.set(arn, record);
    return record;
  }

  /** @throws AwsError InvalidArn, StateMachineDoesNotExist */
  get(arn = ''): StateMachineRecord {
    checkArn(arn);
    const machine = this.#machines.get(arn);
    if (machine === undefined) {
      throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    }
    return machine;
  }

  /** In the order of their creation. */
  list(): StateMachineRecord[] {
    return [...this.#machines.values()];
  }
}

/** @throws AwsError InvalidArn */
export function checkArn(arn: string): void {
  if (!arn.startsWith('arn:')) throw new AwsError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
}
