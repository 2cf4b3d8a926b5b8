/** Definitions in Amazon States Language, as far as the sandbox runs them: JSONPath, everything but Map. */
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import * as z from 'zod/mini';
import { AwsError } from '../../wire/service.ts';
import { type Json, toJson } from './json.ts';

/** A state machine without its outer shell, or one branch of a Parallel: names and what they lead to. */
export interface Scope {
  StartAt: string;
  States: Record<string, State>;
  QueryLanguage?: string | undefined;
}

export interface State {
  Type: StateType;
  Resource?: string | undefined;
  Branches?: Scope[] | undefined;
  Parameters?: unknown;
  ResultPath?: string | null | undefined;
  TimeoutSeconds?: number | undefined;
  TimeoutSecondsPath?: string | undefined;
  Retry?: unknown[] | undefined;
  QueryLanguage?: string | undefined;
  Catch?: { ResultPath?: string | null | undefined }[] | undefined;
  [field: string]: unknown;
}

export interface Definition extends Scope {
  TimeoutSeconds?: number | undefined;
}

const StateType = z.enum(['Task', 'Parallel', 'Pass', 'Wait', 'Choice', 'Succeed', 'Fail'], {
  error: ({ input }) => `The sandbox runs no state of type ${input}`,
});
export type StateType = z.infer<typeof StateType>;

const path = z.optional(z.nullable(z.string()));

const State: z.ZodMiniType<State> = z.looseObject({
  Type: StateType,
  Resource: z.optional(z.string()),
  Branches: z.optional(z.array(z.lazy(() => Scope))),
  ResultPath: path,
  TimeoutSeconds: z.optional(z.number()),
  TimeoutSecondsPath: z.optional(z.string()),
  Retry: z.optional(z.array(z.unknown())),
  QueryLanguage: z.optional(z.string()),
  Catch: z.optional(z.array(z.looseObject({ ResultPath: path }))),
});

const scope = {
  StartAt: z.string(),
  States: z.record(z.string(), State),
  QueryLanguage: z.optional(z.string()),
};
const Scope: z.ZodMiniType<Scope> = z.looseObject(scope);
const Definition: z.ZodMiniType<Definition> = z.looseObject({
  ...scope,
  TimeoutSeconds: z.optional(z.number()),
});

/** Valid in AWS, and silently ignored by the engine: a rehearsal would show something else than AWS does. */
const unsupportedFields = ['Assign', 'Arguments', 'Output', 'HeartbeatSeconds', 'HeartbeatSecondsPath'];

/** @throws AwsError InvalidDefinition */
export function parseDefinition(given: unknown): Definition {
  const definition = toJson(given);
  const parsed = Definition.safeParse(definition);
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error));
  letEngineCheck(definition);
  refuseUnsupported(parsed.data);
  return parsed.data;
}

/** Texts of definitions that the engine has found valid. Its check compiles its schemas anew each time: a tenth of a second. */
const found = new Set<string>();

function letEngineCheck(definition: Json): void {
  const text = JSON.stringify(definition);
  if (found.has(text)) return;
  try {
    // Its constructor checks that this is the type it asks for.
    new StateMachine(definition as unknown as StateMachineDefinition);
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error));
  }
  found.add(text);
}

function refuseUnsupported({ States, QueryLanguage }: Scope): void {
  if (QueryLanguage === 'JSONata') throw invalid('JSONata is not supported by the sandbox');
  for (const [name, state] of Object.entries(States)) {
    const field = unsupportedFields.find((field) => field in state);
    if (field !== undefined) throw invalid(`${field} of state '${name}' is not supported by the sandbox`);
    if (state.QueryLanguage === 'JSONata') {
      throw invalid(`JSONata in state '${name}' is not supported by the sandbox`);
    }
    for (const branch of state.Branches ?? []) refuseUnsupported(branch);
  }
}

function invalid(why: string): AwsError {
  return new AwsError('InvalidDefinition', `Invalid State Machine Definition: '${why}'`);
}
