/** Whether the functions and the state machine are there and can run. */
import type { DeployedFunction } from '../../providers/operator/deployed-functions.ts';
import { stateMachineStatus } from '../../providers/operator/state-machine.ts';
import type { Stack } from '../stack.ts';
import type { Check } from './check.ts';
import { revertDrift } from './drift.ts';
import { allOr, type Judgement, problem } from './finding.ts';
import { FUNCTIONS, SLACK } from './parts.ts';

export const functions: Check = {
  name: 'functions',
  async look({ stack, fn }) {
    const [status, ...deployed] = await Promise.all([
      stateMachineStatus(stack.stateMachineArn),
      ...FUNCTIONS.map(async (name) => [name, await fn(name)] as const),
    ]);
    return judgeFunctions(new Map(deployed), status, stack);
  },
};

/** @param deployed by the names of their files */
export function judgeFunctions(
  deployed: ReadonlyMap<string, DeployedFunction | undefined>,
  stateMachine: string | undefined,
  stack: Stack,
): Judgement[] {
  const ofFunctions = [...deployed].flatMap(([name, found]) => {
    const called = stack.functionName(name);
    if (!found) return name === SLACK ? [] : [problem(`The function ${called} is gone.`, revertDrift(stack))];
    if (found.trouble === undefined) return [];
    return [problem(`The function ${called} cannot run as deployed: ${found.trouble}`, revertDrift(stack))];
  });
  const ofMachine =
    stateMachine === 'ACTIVE'
      ? []
      : [
          problem(
            `The state machine ${stack.name} is ${stateMachine ?? 'gone'}: nothing is started.`,
            revertDrift(stack),
          ),
        ];
  const there = [...deployed.values()].filter((found) => found !== undefined).length;
  return allOr(
    [...ofMachine, ...ofFunctions],
    `The state machine is active, and all ${there} functions can run.`,
  );
}
