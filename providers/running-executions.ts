/** The executions that run: which they are, and which states they entered lately. */
import { GetExecutionHistoryCommand, paginateListExecutions, SFNClient } from '@aws-sdk/client-sfn';
import type { RunningExecutions } from '../remediation/ports.ts';
import { atMost } from './at-most.ts';
import { awsClient } from './aws/client.ts';

/** The most that a page of either call can hold: the API's own maximum. */
const PAGE = 1000;

/** The newest are listed first, so that beyond this the oldest would be missed. So many at once say enough by their number. */
const MOST = 10 * PAGE;

/**
 * Both gates write into one history, about ten events a look. An open gate looks every quarter of an hour and the other one every
 * hour, so of both there is something among these; a Task that is tried again leaves some five events a try, ten times at most.
 */
const RECENT_EVENTS = 200;

/** The account shares one quota of these calls: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const AT_ONCE = 5;

export function createRunningExecutions(stateMachineArn: string): RunningExecutions {
  const client = awsClient(new SFNClient({}));
  const queue = atMost(AT_ONCE);

  return {
    async list() {
      const running: Awaited<ReturnType<RunningExecutions['list']>> = [];
      const pages = paginateListExecutions(
        { client, pageSize: PAGE },
        { stateMachineArn, statusFilter: 'RUNNING' },
      );
      for await (const { executions = [] } of pages) {
        for (const { executionArn, name, startDate } of executions) {
          if (executionArn && name && startDate)
            running.push({ arn: executionArn, name, startedAt: startDate.getTime() });
        }
        if (running.length >= MOST) break;
      }
      return running;
    },

    statesEntered: (executionArn) =>
      queue(async () => {
        const { events = [] } = await client.send(
          new GetExecutionHistoryCommand({
            executionArn,
            reverseOrder: true,
            includeExecutionData: false,
            maxResults: RECENT_EVENTS,
          }),
        );
        return events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
      }),
  };
}
