/**
 * Executions of the remediation, by name: Step Functions as the rules need it. In parts, of which a function takes those that it needs:
 * its bundle carries no calls but theirs.
 */
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEventType,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Executions } from '../remediation/ports.ts';
import { awsClient, awsError } from './aws/client.ts';
import { failedState } from './failed-state.ts';

/** What a token that nobody waits for any more is answered with: the task timed out, ended, or was stopped. */
const SPENT = ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'];

/** How an execution ends that does not succeed. */
const ENDS: HistoryEventType[] = ['ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted'];

/** The failed Task's own entry is among these: its retries lie between it and the end, some five events each. */
const RECENT_EVENTS = 200;

type Part<Method extends keyof Executions> = Pick<Executions, Method>;

export function startedExecutions(stateMachineArn: string): Part<'start' | 'status' | 'arnOf'> {
  const client = createClient();
  const arnOf = (name: string) => `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  return {
    arnOf,

    async start(name, input) {
      try {
        await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
        return 'started';
      } catch (error) {
        // The name belongs to an execution that is over, or runs with the record's late addendum.
        if (awsError(error)?.code === 'ExecutionAlreadyExists') return 'exists';
        throw error;
      }
    },

    async status(name) {
      try {
        const { status } = await client.send(new DescribeExecutionCommand({ executionArn: arnOf(name) }));
        if (!status) throw new Error(`DescribeExecution ${name} answered without a status`);
        return status;
      } catch (error) {
        if (awsError(error)?.code === 'ExecutionDoesNotExist') return 'absent';
        throw error;
      }
    },
  };
}

export function parkedTasks(): Part<'resume'> {
  const client = createClient();
  return {
    async resume(taskToken) {
      try {
        await client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
      } catch (error) {
        if (!SPENT.includes(awsError(error)?.code ?? '')) throw error;
      }
    },
  };
}

export function failedExecutions(): Part<'failure'> {
  const client = createClient();
  return {
    async failure(executionArn) {
      // The history, not the execution: that one may be redriven already, and then knows of no failure.
      const { events = [] } = await client.send(
        new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: RECENT_EVENTS }),
      );
      const end = events.findIndex(({ type }) => type !== undefined && ENDS.includes(type));
      const entered = failedState(events.slice(Math.max(0, end)))?.stateEnteredEventDetails;
      const {
        executionFailedEventDetails: failed,
        executionTimedOutEventDetails: timedOut,
        executionAbortedEventDetails: aborted,
      } = events[end] ?? {};
      const { error, cause } = failed ?? timedOut ?? aborted ?? {};
      return {
        error: error ?? 'States.Unknown',
        cause: cause ?? '',
        ...(entered?.name !== undefined && { state: entered.name }),
        remediation: JSON.parse(entered?.input ?? '{}'),
      };
    },
  };
}

const createClient = () => awsClient(new SFNClient({}));
