/** The operations on executions, in the SDK's shapes. */
import type * as sdk from '@aws-sdk/client-sfn';
import type { Service } from '../../wire/service.ts';
import type { Execution } from './execution.ts';
import type { Executions } from './executions.ts';
import { cut } from './pages.ts';
import type { StateMachines } from './state-machines.ts';

const included = { included: true };

export function executionOperations(machines: StateMachines, executions: Executions): Service['operations'] {
  return {
    StartExecution({ stateMachineArn, name, input }: sdk.StartExecutionCommandInput) {
      const { arn, startDate } = executions.start(machines.get(stateMachineArn), name, input);
      return { executionArn: arn, startDate };
    },

    DescribeExecution({ executionArn }: sdk.DescribeExecutionCommandInput) {
      return describe(executions.get(executionArn));
    },

    ListExecutions({ stateMachineArn, statusFilter, ...paging }: sdk.ListExecutionsCommandInput) {
      const all = executions.of(machines.get(stateMachineArn));
      const wanted = statusFilter ? all.filter(({ status }) => status === statusFilter) : all;
      const { items, next } = cut(wanted, ({ arn }) => arn, paging);
      return { executions: items.map(summarise), nextToken: next };
    },

    GetExecutionHistory(input: sdk.GetExecutionHistoryCommandInput) {
      const { executionArn, reverseOrder = false, includeExecutionData = true, ...paging } = input;
      const { history } = executions.get(executionArn);
      const events = history.list({ reverse: reverseOrder, withData: includeExecutionData });
      const { items, next } = cut(events, ({ id }) => String(id), paging);
      return { events: items, nextToken: next };
    },

    async StopExecution({ executionArn, error, cause }: sdk.StopExecutionCommandInput) {
      return { stopDate: await executions.get(executionArn).stop(error, cause) };
    },

    RedriveExecution({ executionArn, clientToken }: sdk.RedriveExecutionCommandInput) {
      return { redriveDate: executions.redrive(executions.get(executionArn), clientToken) };
    },
  };
}

function summarise(execution: Execution) {
  const { arn, name, status, startDate, stopDate, redriveCount, redriveDate, stateMachine } = execution;
  return {
    executionArn: arn,
    stateMachineArn: stateMachine.arn,
    name,
    status,
    startDate,
    stopDate,
    redriveCount,
    redriveDate,
  };
}

function describe(execution: Execution) {
  const { input, output, error, cause, notRedrivable } = execution;
  return {
    ...summarise(execution),
    input,
    inputDetails: included,
    output,
    outputDetails: output === undefined ? undefined : included,
    error,
    cause,
    redriveStatus: notRedrivable === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    redriveStatusReason: notRedrivable,
  };
}
