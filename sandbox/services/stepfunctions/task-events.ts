/**
 * What a Task leaves in the history. A function called directly has events of its own; everything else (`arn:aws:states:::…`)
 * is a Task with a resource type.
 */
import type { Failure } from './failures.ts';
import { inputOf, type NewEvent, outputOf } from './history.ts';
import type { Json } from './json.ts';

export interface TaskEvents {
  scheduled(input: Json, timeoutInSeconds: number | undefined): NewEvent;
  started(): NewEvent;
  /** Only of a Task that waits for its token. */
  submitted(output: Json): NewEvent;
  succeeded(output: Json): NewEvent;
  failed(failure: Failure): NewEvent;
  timedOut(): NewEvent;
}

const timeout = { error: 'States.Timeout' };

export function taskEvents(resource: string, region: string): TaskEvents {
  const [, resourceType, action] = /^arn:aws:states:::([^:]+):(.+)$/.exec(resource) ?? [];
  return resourceType === undefined || action === undefined
    ? functionEvents(resource)
    : integrationEvents({ resourceType, resource: action }, region);
}

function functionEvents(resource: string): TaskEvents {
  return {
    scheduled: (input, timeoutInSeconds) => ({
      type: 'LambdaFunctionScheduled',
      lambdaFunctionScheduledEventDetails: { resource, ...inputOf(input), ...seconds(timeoutInSeconds) },
    }),
    started: () => ({ type: 'LambdaFunctionStarted' }),
    submitted: () => {
      throw new Error(`${resource} cannot wait for a token`);
    },
    succeeded: (output) => ({
      type: 'LambdaFunctionSucceeded',
      lambdaFunctionSucceededEventDetails: outputOf(output),
    }),
    failed: (failure) => ({
      type: 'LambdaFunctionFailed',
      lambdaFunctionFailedEventDetails: errorAndCause(failure),
    }),
    timedOut: () => ({ type: 'LambdaFunctionTimedOut', lambdaFunctionTimedOutEventDetails: timeout }),
  };
}

function integrationEvents(of: { resourceType: string; resource: string }, region: string): TaskEvents {
  return {
    scheduled: (input, timeoutInSeconds) => ({
      type: 'TaskScheduled',
      taskScheduledEventDetails: {
        ...of,
        region,
        parameters: JSON.stringify(input),
        ...seconds(timeoutInSeconds),
      },
    }),
    started: () => ({ type: 'TaskStarted', taskStartedEventDetails: of }),
    submitted: (output) => ({
      type: 'TaskSubmitted',
      taskSubmittedEventDetails: { ...of, ...outputOf(output) },
    }),
    succeeded: (output) => ({
      type: 'TaskSucceeded',
      taskSucceededEventDetails: { ...of, ...outputOf(output) },
    }),
    failed: (failure) => ({
      type: 'TaskFailed',
      taskFailedEventDetails: { ...of, ...errorAndCause(failure) },
    }),
    timedOut: () => ({ type: 'TaskTimedOut', taskTimedOutEventDetails: { ...of, ...timeout } }),
  };
}

function seconds(timeoutInSeconds: number | undefined) {
  return timeoutInSeconds === undefined ? {} : { timeoutInSeconds };
}

/** Without what is not there: AWS leaves the fields out. */
export function errorAndCause({ error, cause }: { error?: string | undefined; cause?: string | undefined }) {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}
