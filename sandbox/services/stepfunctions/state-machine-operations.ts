/** The operations on state machines, in the SDK's shapes. There is none to create one: the deployment does that. */
import type * as sdk from '@aws-sdk/client-sfn';
import type { Service } from '../../wire/service.ts';
import type { Executions } from './executions.ts';
import { cut } from './pages.ts';
import type { StateMachineRecord, StateMachines } from './state-machines.ts';

export function stateMachineOperations(
  machines: StateMachines,
  executions: Executions,
): Service['operations'] {
  return {
    DescribeStateMachine({ stateMachineArn }: sdk.DescribeStateMachineCommandInput) {
      const machine = machines.get(stateMachineArn);
      return {
        ...describe(machine),
        status: 'ACTIVE',
        type: 'STANDARD',
        creationDate: machine.createdAt,
      };
    },

    DescribeStateMachineForExecution({ executionArn }: sdk.DescribeStateMachineForExecutionCommandInput) {
      const { stateMachine } = executions.get(executionArn);
      return { ...describe(stateMachine), updateDate: stateMachine.updatedAt };
    },

    ListStateMachines(paging: sdk.ListStateMachinesCommandInput) {
      const { items, next } = cut(machines.list(), ({ arn }) => arn, paging);
      const stateMachines = items.map(({ arn, name, createdAt }) => ({
        stateMachineArn: arn,
        name,
        type: 'STANDARD',
        creationDate: createdAt,
      }));
      return { stateMachines, nextToken: next };
    },
  };
}

function describe({ arn, name, roleArn, definition }: StateMachineRecord) {
  return {
    stateMachineArn: arn,
    name,
    roleArn,
    definition: JSON.stringify(definition),
    loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: { enabled: false },
  };
}
