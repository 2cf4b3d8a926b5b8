/** Where a remediation stands, seen from outside: what Step Functions describes, and as much of its history as that takes. */
import {
  type DescribeExecutionCommandOutput,
  type ExecutionStatus,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  paginateGetExecutionHistory,
  SFNClient,
} from '@aws-sdk/client-sfn';
import type { Remediation } from '../../remediation/document.ts';
import { messageOfCause } from '../../remediation/failure-cause.ts';
import { awsClient } from '../aws/client.ts';
import { failedState } from '../failed-state.ts';
import {
  beginningTellsTheRest,
  type CurrentState,
  currentStates,
  documentOf,
  parsedDocument,
  reachBackFarEnough,
} from './history.ts';
import { describeRemediation, type ListedRemediation, listed } from './remediations.ts';

export interface Standing extends ListedRemediation {
  redriveCount: number;
  /** The document; none where an execution was started with something else. */
  remediation: Remediation | undefined;
  /** Those that it is in, while it runs. */
  states: CurrentState[];
  /** What it failed of, or was stopped with. */
  failure?: { state?: string; error: string; cause: string };
  /** Of one that did not succeed: whether it can be redriven, and why not, in the words of Step Functions. */
  redrive?: { possible: boolean; reason?: string };
}

/** A look at a gate leaves some ten events, each with the whole document: so both gates are in sight as a rule. */
const RECENT = 100;
/** The most that a page can hold: the API's own maximum. */
const PAGE = 1000;

/** @returns undefined where there is none of that ARN */
export async function standingOf(arn: string): Promise<Standing | undefined> {
  // The status first: whoever sees that it is over finds its end in the history.
  const described = await describeRemediation(arn);
  const found = described && listed(described);
  if (!described || !found) return undefined;
  const base = { ...found, redriveCount: described.redriveCount ?? 0, states: [] };
  // Its output is the document.
  if (found.status === 'SUCCEEDED') return { ...base, remediation: parsedDocument(described.output) };
  const { recent, remediation = parsedDocument(described.input) } = await documentFromHistory(arn);
  if (isRunning(found.status)) return { ...base, remediation, states: currentStates(recent) };
  return {
    ...base,
    remediation,
    failure: failureOf(described, recent),
    redrive: {
      possible: described.redriveStatus === 'REDRIVABLE',
      ...(described.redriveStatusReason !== undefined && { reason: described.redriveStatusReason }),
    },
  };
}

/** It has not ended, or is about to go on. */
export function isRunning(status: ExecutionStatus): boolean {
  return status === 'RUNNING' || status === 'PENDING_REDRIVE';
}

function failureOf(
  { status, error, cause }: DescribeExecutionCommandOutput,
  recent: readonly HistoryEvent[],
): NonNullable<Standing['failure']> {
  const state = failedState(recent)?.stateEnteredEventDetails?.name;
  return {
    ...(state !== undefined && { state }),
    // AWS gives no error with the state machine's own timeout.
    error: error ?? (status === 'TIMED_OUT' ? 'States.Timeout' : ''),
    cause: messageOfCause(cause ?? ''),
  };
}

/** @returns `recent`: the events without a gap, newest first */
async function documentFromHistory(
  executionArn: string,
): Promise<{ recent: HistoryEvent[]; remediation: Remediation | undefined }> {
  const client = awsClient(new SFNClient({}));
  const newestFirst = { executionArn, reverseOrder: true };
  const { events: recent = [], nextToken } = await client.send(
    new GetExecutionHistoryCommand({ ...newestFirst, maxResults: RECENT }),
  );
  if (nextToken === undefined || reachBackFarEnough(recent))
    return { recent, remediation: documentOf(recent) };
  const { events: first = [] } = await client.send(
    new GetExecutionHistoryCommand({ executionArn, maxResults: RECENT }),
  );
  const beginning = [...first].reverse();
  if (beginningTellsTheRest(recent, beginning))
    return { recent, remediation: documentOf([...recent, ...beginning]) };
  const all: HistoryEvent[] = [];
  for await (const { events = [] } of paginateGetExecutionHistory({ client, pageSize: PAGE }, newestFirst)) {
    all.push(...events);
    if (reachBackFarEnough(all)) break;
  }
  return { recent: all, remediation: documentOf(all) };
}

export interface LatestEvent {
  /** As long as it is the same, nothing has happened. */
  id: number;
  /** It is the end of the execution. */
  ends: boolean;
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html */
const ENDS = ['ExecutionSucceeded', 'ExecutionFailed', 'ExecutionAborted', 'ExecutionTimedOut'];

/** Of its history, by which something that happened is seen without a description of all. */
export async function latestEventOf(executionArn: string): Promise<LatestEvent | undefined> {
  const { events = [] } = await awsClient(new SFNClient({})).send(
    new GetExecutionHistoryCommand({
      executionArn,
      reverseOrder: true,
      includeExecutionData: false,
      maxResults: 1,
    }),
  );
  const { id, type = '' } = events[0] ?? {};
  return id === undefined ? undefined : { id, ends: ENDS.includes(type) };
}
