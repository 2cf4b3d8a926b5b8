/**
 * What the engine is given to run: one level of states. The engine's own Parallel loses events of its branches
 * (they travel through a queue per branch, and the outer log closes before the last of them arrive), so that neither history nor
 * redrive could be told from it. Here a Parallel is a Task to the engine, which still evaluates its paths, Retry and Catch; its
 * branches are runs of their own.
 */
import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import { contextKey, withOwnContext } from './context-object.ts';
import type { Scope, State } from './definition.ts';
import { runtimeFailure } from './failures.ts';
import { isObject, type Json } from './json.ts';
import { LONGEST_TIMER_SECONDS } from './timer.ts';

/** Thrown to keep a Parallel waiting: the engine times every Task out, and a Parallel knows no timeout. */
export const STILL_RUNNING = 'Sandbox.StillRunning';
const keepWaiting = {
  ErrorEquals: [STILL_RUNNING],
  IntervalSeconds: 0,
  BackoffRate: 1,
  MaxAttempts: Number.MAX_SAFE_INTEGER,
};

export function engineDefinition(scope: Scope, startAt: string): StateMachineDefinition {
  const states = Object.entries(scope.States).map(([name, state], position) => {
    const derived = state.Type === 'Task' ? task(state) : state.Type === 'Parallel' ? parallel(state) : state;
    return [name, withOwnContext(withoutWholeResultPath(derived), contextKey(position))];
  });
  // Made from a definition that the engine has validated; its type is too narrow for fields computed here.
  return { StartAt: startAt, States: Object.fromEntries(states) } as StateMachineDefinition;
}

function parallel({ Branches: _, ...state }: State): State {
  return {
    ...state,
    Type: 'Task',
    Resource: 'sandbox:parallel',
    TimeoutSeconds: LONGEST_TIMER_SECONDS,
    Retry: [keepWaiting, ...(state.Retry ?? [])],
  };
}

function task({ Parameters, TimeoutSecondsPath, ...state }: State): State {
  if (TimeoutSecondsPath === undefined) {
    // The engine gives setTimeout every timeout as it is. Its default is 60 seconds, AWS's is 99999999 (Amazon States Language, "Task State").
    const seconds = Math.min(state.TimeoutSeconds ?? LONGEST_TIMER_SECONDS, LONGEST_TIMER_SECONDS);
    return { ...state, ...(Parameters === undefined ? {} : { Parameters }), TimeoutSeconds: seconds };
  }
  // AWS looks the timeout up in the state's input, the engine in what Parameters made of it: so it gets both in one.
  const input = Parameters === undefined ? { 'input.$': '$' } : { input: Parameters };
  return {
    ...state,
    Parameters: { ...input, 'timeoutSeconds.$': TimeoutSecondsPath },
    TimeoutSecondsPath: '$.timeoutSeconds',
  };
}

/**
 * A Task's input and timeout out of what the engine evaluated.
 * @throws TaskFailure States.Runtime when the timeout is none, or longer than can be waited here
 */
export function taskInput(state: State, evaluated: Json): { input: Json; timeoutSeconds?: number } {
  if (state.TimeoutSecondsPath === undefined || !isObject(evaluated)) {
    return {
      input: evaluated,
      ...(state.TimeoutSeconds === undefined ? {} : { timeoutSeconds: state.TimeoutSeconds }),
    };
  }
  const { input = null, timeoutSeconds } = evaluated;
  if (typeof timeoutSeconds !== 'number' || !Number.isInteger(timeoutSeconds) || timeoutSeconds < 1) {
    throw runtimeFailure(
      `The TimeoutSecondsPath parameter does not reference an integer value: ${state.TimeoutSecondsPath} == ${JSON.stringify(timeoutSeconds)}`,
    );
  }
  if (timeoutSeconds > LONGEST_TIMER_SECONDS) {
    throw runtimeFailure(`The sandbox can wait ${LONGEST_TIMER_SECONDS} seconds, not ${timeoutSeconds}.`);
  }
  return { input, timeoutSeconds };
}

/** `$` as ResultPath is the default: the result is the output. The engine would add a field named `$`. */
function withoutWholeResultPath(state: State): State {
  const catchers = state.Catch?.map(withoutWhole);
  return { ...withoutWhole(state), ...(catchers === undefined ? {} : { Catch: catchers }) };
}

function withoutWhole<Step extends { ResultPath?: string | null | undefined }>(step: Step): Step {
  if (step.ResultPath !== '$') return step;
  const { ResultPath: _, ...rest } = step;
  // Only an optional field is gone.
  return rest as Step;
}
