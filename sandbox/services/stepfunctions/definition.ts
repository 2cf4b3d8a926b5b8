/** Definitions in Amazon States Language, as far as the sandbox runs them: JSONPath, everything but Map. */
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import * as v from 'valibot';
import { sentence } from '../../issues.ts';
import { recordOf } from '../../record-of.ts';
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

const StateType = v.picklist(
  ['Task', 'Parallel', 'Pass', 'Wait', 'Choice', 'Succeed', 'Fail'],
  ({ input }) => `The sandbox runs no state of type ${input}`,
);
export type StateType = v.InferOutput<typeof StateType>;

const path = v.nullish(v.string());

const State: v.GenericSchema<unknown, State> = v.looseObject({
  Type: StateType,
  Resource: v.optional(v.string()),
  Branches: v.optional(v.array(v.lazy(() => Scope))),
  ResultPath: path,
  TimeoutSeconds: v.optional(v.number()),
  TimeoutSecondsPath: v.optional(v.string()),
  Retry: v.optional(v.array(v.unknown())),
  QueryLanguage: v.optional(v.string()),
  Catch: v.optional(v.array(v.looseObject({ ResultPath: path }))),
});

const scope = {
  StartAt: v.string(),
  States: recordOf(State),
  QueryLanguage: v.optional(v.string()),
};
const Scope: v.GenericSchema<unknown, Scope> = v.looseObject(scope);
const Definition: v.GenericSchema<unknown, Definition> = v.looseObject({
  ...scope,
  TimeoutSeconds: v.optional(v.number()),
});

/** Valid in AWS, and silently ignored by the engine: a rehearsal would show something else than AWS does. */
const unsupportedFields = ['Assign', 'Arguments', 'Output', 'HeartbeatSeconds', 'HeartbeatSecondsPath'];

/** @throws AwsError InvalidDefinition */
export function parseDefinition(given: unknown): Definition {
  const definition = toJson(given);
  const parsed = v.safeParse(Definition, definition);
  if (!parsed.success) throw invalid(sentence(parsed.issues, 'the definition'));
  letEngineCheck(definition);
  refuseUnsupported(parsed.output);
  return parsed.output;
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
