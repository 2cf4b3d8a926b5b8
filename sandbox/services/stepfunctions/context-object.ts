/**
 * The Context Object. The engine has one for a whole execution and writes its own Input and StartTime into it, anew in every
 * branch of a Parallel and after a redrive. So each state gets a complete one of its own, and its paths are led there.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 */
import type { Json } from './json.ts';

/** What is the same in all states of an execution. */
export interface ExecutionContext {
  Execution: {
    Id: string;
    Input: Json;
    Name: string;
    RoleArn: string;
    /** ISO 8601. */
    StartTime: string;
    RedriveCount: number;
    /** ISO 8601; absent until the first redrive. */
    RedriveTime?: string;
  };
  StateMachine: { Id: string; Name: string };
}

/** Where the Context Object of a state lies in what the engine is given. By position: state names hold spaces and quotes. */
export function contextKey(position: number): string {
  return `state${position}`;
}

/** `$$` as a path begins, alone or as an argument of an intrinsic function. */
const contextPath = /(^|[\s,(])\$\$(?=$|[.[\s,)])/g;

/** The state with every path into the Context Object led to its own. */
export function withOwnContext<State>(state: State, key: string): State {
  // The walk keeps the shape and changes strings only.
  return redirect(state, '', key) as State;
}

function redirect(value: unknown, field: string, key: string): unknown {
  if (typeof value === 'string') {
    return isPath(field) ? value.replace(contextPath, (_, before) => `${before}$$.${key}`) : value;
  }
  if (Array.isArray(value)) return value.map((item) => redirect(item, field, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    // What Pass hands out is data, whatever it looks like.
    Object.entries(value).map(([name, item]) => [name, name === 'Result' ? item : redirect(item, name, key)]),
  );
}

function isPath(field: string): boolean {
  return field.endsWith('.$') || field.endsWith('Path') || field === 'Variable';
}

/** What the engine may ask about the state it is about to run. */
export interface StateAtWork {
  /** Epoch milliseconds. */
  enteredAt(): number;
  retries(): number;
  /** The token of the attempt that begins; absent for a state that waits for none. */
  token?: () => string;
}

/** The Context Object of one state. It is read in the moment the state begins, so what changes is looked up then. */
export function stateContext(shared: ExecutionContext, name: string, state: StateAtWork): object {
  const { token } = state;
  return {
    ...shared,
    State: {
      Name: name,
      get EnteredTime() {
        return new Date(state.enteredAt()).toISOString();
      },
      get RetryCount() {
        return state.retries();
      },
    },
    ...(token && {
      Task: {
        get Token() {
          return token();
        },
      },
    }),
  };
}
