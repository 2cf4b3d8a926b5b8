/** Step Functions in memory: executions by name, started once, in whatever state the test puts them. */
import * as v from 'valibot';
import { Remediation } from '../../remediation/document.ts';
import type { ExecutionStatus, Executions } from '../../remediation/ports.ts';

export class ExecutionsDouble implements Executions {
  readonly byName = new Map<string, { status: ExecutionStatus; input: unknown }>();
  readonly resumed: string[] = [];
  /** How often an execution really began. */
  started = 0;
  ended: Awaited<ReturnType<Executions['failure']>> = {
    error: 'States.Unknown',
    cause: '',
    remediation: undefined,
  };

  /** Arrow functions, as the steps take the ports apart. */
  start = async (name: string, input: unknown) => {
    if (this.byName.has(name)) return 'exists' as const;
    this.byName.set(name, { status: 'RUNNING', input });
    this.started += 1;
    return 'started' as const;
  };

  status = async (name: string) => this.byName.get(name)?.status ?? ('absent' as const);

  arnOf = (name: string) => `arn:aws:states:us-east-1:111122223333:execution:cname-rescue-prod:${name}`;

  resume = async (taskToken: string) => {
    this.resumed.push(taskToken);
  };

  failure = async () => this.ended;

  end(name: string, status: ExecutionStatus): void {
    const execution = this.byName.get(name);
    if (!execution) throw new Error(`no execution ${name}`);
    execution.status = status;
  }

  /** The aliases that an execution was started with. */
  aliasesOf(name: string): string[] {
    const { incident } = v.parse(Remediation, this.byName.get(name)?.input);
    return incident.aliases;
  }
}
