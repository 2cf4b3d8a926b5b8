/** Remediations as an operator looks at them, the newest first: the executions of the state machine. */
import {
  DescribeExecutionCommand,
  type ExecutionListItem,
  type ExecutionStatus,
  paginateListExecutions,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { awsClient, awsError } from '../aws/client.ts';

export interface ListedRemediation {
  name: string;
  arn: string;
  status: ExecutionStatus;
  /** ISO 8601 in UTC, as all instants. */
  startedAt: string;
  stoppedAt?: string;
}

/** The most that a page can hold: the API's own maximum. */
const PAGE = 1000;

/** @returns undefined where there is no such state machine */
export async function listRemediations(
  stateMachineArn: string,
  { most, status }: { most: number; status?: ExecutionStatus },
): Promise<ListedRemediation[] | undefined> {
  const client = awsClient(new SFNClient({}));
  const found: ListedRemediation[] = [];
  const pages = paginateListExecutions(
    { client, pageSize: Math.min(most, PAGE) },
    { stateMachineArn, ...(status && { statusFilter: status }) },
  );
  try {
    for await (const { executions = [] } of pages) {
      found.push(...executions.flatMap((execution) => listed(execution) ?? []));
      if (found.length >= most) break;
    }
  } catch (error) {
    if (awsError(error)?.code === 'StateMachineDoesNotExist') return undefined;
    throw error;
  }
  return found.slice(0, most);
}

/** As a list has it and a description, of which the SDK declares nothing as certain. */
export function listed({
  name,
  executionArn: arn,
  status,
  startDate,
  stopDate,
}: Partial<ExecutionListItem>): ListedRemediation | undefined {
  if (!name || !arn || !status || !startDate) return undefined;
  return {
    name,
    arn,
    status,
    startedAt: startDate.toISOString(),
    ...(stopDate && { stoppedAt: stopDate.toISOString() }),
  };
}

/** @returns undefined where there is none of that name */
export async function describeRemediation(arn: string) {
  try {
    return await awsClient(new SFNClient({})).send(new DescribeExecutionCommand({ executionArn: arn }));
  } catch (error) {
    if (awsError(error)?.code === 'ExecutionDoesNotExist') return undefined;
    throw error;
  }
}
