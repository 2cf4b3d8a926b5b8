/** A remediation as anybody can watch it: its execution and history, through the Step Functions API. */
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';

export interface Execution {
  arn: string;
  name: string;
  status: string;
  error?: string | undefined;
  cause?: string | undefined;
  redriveCount: number;
  history: HistoryEvent[];
}

export async function executions(sfn: SFNClient, stateMachineArn: string): Promise<Execution[]> {
  const { executions: listed = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn }));
  return Promise.all(listed.map(({ executionArn = '' }) => execution(sfn, executionArn)));
}

/** One of them, by its ARN. */
export async function execution(sfn: SFNClient, executionArn: string): Promise<Execution> {
  // The status first: whoever sees that it is over finds its end in the history.
  const {
    name = '',
    status = '',
    error,
    cause,
    redriveCount = 0,
  } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
  const history: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await sfn.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 1000, ...(nextToken && { nextToken }) }),
    );
    history.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  return { arn: executionArn, name, status, error, cause, redriveCount, history };
}

/** Names of the states in the order in which they were entered. */
export function statesEntered({ history }: Execution): string[] {
  return history.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
}
