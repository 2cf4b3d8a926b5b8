/** A removal takes functions, table and topic away from under whatever runs, so it comes after the last remediation. */
import { paginateListExecutions, type SFNClient, StateMachineDoesNotExist } from '@aws-sdk/client-sfn';
import { listed } from '../../remediation/wording.ts';

/** Names of the executions that run; none where there is no state machine. */
export async function runningRemediations(client: SFNClient, stateMachineArn: string): Promise<string[]> {
  const names: string[] = [];
  try {
    const pages = paginateListExecutions({ client }, { stateMachineArn, statusFilter: 'RUNNING' });
    for await (const { executions = [] } of pages) names.push(...executions.map(({ name = '' }) => name));
  } catch (error) {
    if (!(error instanceof StateMachineDoesNotExist)) throw error;
  }
  return names;
}

/** `undefined` where nothing runs. */
export function stopFirst(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const what = names.length === 1 ? 'A remediation is running' : `${names.length} remediations are running`;
  return `${what}: ${listed(names)}. Nothing is removed: it would be cut off in the middle, and an open Support case would go unwatched. Wait for the end, or stop what runs (README.md, Stop), and remove then.`;
}
