/** What a Task can call: a function, directly or through `lambda:invoke`, and `events:putEvents`. */
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { sentence } from '../../issues.ts';
import type { EventBuses, Functions } from '../../parts.ts';
import { recordOf } from '../../record-of.ts';
import type { FaultOrder } from '../../wire/faults.ts';
import { AwsError } from '../../wire/service.ts';
import { nameAndMessage, runtimeFailure, TaskFailure } from './failures.ts';
import { type Json, toJson } from './json.ts';

export interface TaskRequest {
  /** Its name. */
  state: string;
  resource: string;
  input: Json;
  /** Settles when somebody answers the Task's token. */
  answer: Promise<Json>;
  /** Called when the request was accepted, before the answer to the token. */
  onSubmitted(output: Json): void;
  /** ARNs of state machine and execution: EventBridge gets them as the resources of every event. */
  origin: string[];
}

const Invoke = v.object({ FunctionName: v.string(), Payload: v.optional(v.unknown()) });

const Entries = v.object({
  Entries: v.array(
    v.object({
      Source: v.optional(v.string()),
      DetailType: v.optional(v.string()),
      Detail: v.optional(v.union([v.string(), recordOf(v.unknown())], 'Expected an object, or one as text')),
      EventBusName: v.optional(v.string()),
      Resources: v.optional(v.array(v.string())),
    }),
  ),
});
type Entry = v.InferOutput<typeof Entries>['Entries'][number];

export class Resources {
  readonly #functions: Functions;
  readonly #buses: EventBuses;
  readonly #account: string;
  readonly #region: string;
  readonly #faults: ResourceParts['faults'];

  constructor({ functions, buses, account, region, faults }: ResourceParts) {
    this.#faults = faults;
    this.#functions = functions;
    this.#buses = buses;
    this.#account = account;
    this.#region = region;
  }

  /** @throws TaskFailure */
  async call(request: TaskRequest): Promise<Json> {
    const { resource, input, state } = request;
    if (/^arn:aws:lambda:[^:]+:\d{12}:function:/.test(resource)) return this.#invoke(resource, input, state);
    switch (resource) {
      case 'arn:aws:states:::lambda:invoke':
        return this.#lambdaInvoke(input, state);
      case 'arn:aws:states:::lambda:invoke.waitForTaskToken':
        return this.#lambdaInvokeAndWait(request);
      case 'arn:aws:states:::events:putEvents':
        return this.#underFaults('events', 'PutEvents', state, async () => this.#putEvents(request));
      default:
        throw runtimeFailure(`The sandbox cannot call the resource ${resource}.`);
    }
  }

  async #lambdaInvoke(input: Json, state: string): Promise<Json> {
    const { FunctionName, Payload } = parse(Invoke, input);
    const arn = FunctionName.startsWith('arn:')
      ? FunctionName
      : `arn:aws:lambda:${this.#region}:${this.#account}:function:${FunctionName}`;
    const payload = await this.#invoke(arn, toJson(Payload === undefined ? {} : Payload), state);
    return { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 };
  }

  /** The answer counts even when it comes before the function has returned; then the function's own end is of no interest. */
  #lambdaInvokeAndWait({ state, input, answer, onSubmitted }: TaskRequest): Promise<Json> {
    const submitted = this.#lambdaInvoke(input, state).then((output) => {
      onSubmitted(output);
      return answer;
    });
    return Promise.race([answer, submitted]);
  }

  async #invoke(arn: string, payload: Json, state: string): Promise<Json> {
    const invocation = await this.#underFaults('lambda', 'Invoke', state, () =>
      this.#functions.invoke(arn, payload).catch((error: unknown) => {
        throw serviceFailure(error);
      }),
    );
    if (invocation.ok) return toJson(invocation.payload);
    const { errorMessage, errorType, trace } = invocation.error;
    throw new TaskFailure(errorType, JSON.stringify({ errorMessage, errorType, trace }));
  }

  /** What happens to calls over the wire can happen to those of a Task. */
  async #underFaults<Answer>(
    service: keyof typeof TROUBLE,
    action: string,
    state: string,
    call: () => Promise<Answer>,
  ): Promise<Answer> {
    const fault = this.#faults?.(service, action, state);
    if (fault?.when === 'before') throw struck(service, fault);
    const answer = await call();
    if (fault) throw struck(service, fault);
    return answer;
  }

  #putEvents({ input, origin }: TaskRequest): Json {
    const results = parse(Entries, input).Entries.map((entry) => this.#putEvent(entry, origin));
    const failed = results.filter((result) => 'ErrorCode' in result).length;
    const output = { Entries: results, FailedEntryCount: failed };
    if (failed > 0) throw new TaskFailure('EventBridge.FailedEntry', JSON.stringify(output));
    return output;
  }

  /** What PutEvents answers for one entry. */
  #putEvent(
    entry: Entry,
    origin: string[],
  ): { EventId: string } | { ErrorCode: string; ErrorMessage: string } {
    const { Source: source, DetailType: detailType } = entry;
    if (!source) return missing('Source');
    if (source.startsWith('aws.')) {
      return {
        ErrorCode: 'NotAuthorizedForSourceException',
        ErrorMessage: 'Not authorized for the source.',
      };
    }
    if (!detailType) return missing('DetailType');
    if (entry.Detail === undefined) return missing('Detail');
    const detail = detailOf(entry.Detail);
    if (detail === undefined) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
    const id = randomUUID();
    const resources = [...(entry.Resources ?? []), ...origin];
    try {
      this.#buses.put(
        { id, source, 'detail-type': detailType, account: this.#account, detail, resources },
        entry.EventBusName,
      );
      return { EventId: id };
    } catch (error) {
      const { name, message } = nameAndMessage(error);
      return { ErrorCode: name, ErrorMessage: message };
    }
  }
}

export interface ResourceParts {
  functions: Functions;
  buses: EventBuses;
  account: string;
  region: string;
  /** The injected fault that is due for a call, by signing name, action and the name of the state. */
  faults?: ((service: string, action: string, state: string) => FaultOrder | undefined) | undefined;
}

/**
 * What a Task fails with when the service itself is in trouble. Lambda's names: "Handle transient Lambda service exceptions" in
 * https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html; those of EventBridge are assumed alike.
 */
const TROUBLE = {
  lambda: {
    timeout: 'Lambda.ClientExecutionTimeoutException',
    reset: 'Lambda.SdkClientException',
    throttle: 'Lambda.TooManyRequestsException',
    error500: 'Lambda.ServiceException',
    crash: 'Lambda.Unknown',
  },
  events: {
    timeout: 'EventBridge.SdkClientException',
    reset: 'EventBridge.SdkClientException',
    throttle: 'EventBridge.ThrottlingException',
    error500: 'EventBridge.InternalException',
    crash: 'EventBridge.InternalException',
  },
} as const;

function struck(service: keyof typeof TROUBLE, { kind }: FaultOrder): TaskFailure {
  if (typeof kind === 'string') return new TaskFailure(TROUBLE[service][kind], 'An injected fault.');
  return new TaskFailure(`${service === 'lambda' ? 'Lambda' : 'EventBridge'}.${kind.code}`, kind.message);
}

function parse<Schema extends v.GenericSchema>(schema: Schema, input: Json): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, input);
  if (!parsed.success) {
    throw runtimeFailure(`The Parameters are not valid: ${sentence(parsed.issues, 'all of them')}`);
  }
  return parsed.output;
}

/** A JSON object, or one as text; undefined for anything else. */
function detailOf(detail: string | Record<string, unknown>): unknown {
  if (typeof detail !== 'string') return detail;
  try {
    const parsed: unknown = JSON.parse(detail);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function missing(parameter: string) {
  return {
    ErrorCode: 'InvalidArgument',
    ErrorMessage: `Parameter ${parameter} is not valid. Reason: ${parameter} is a required argument.`,
  };
}

/** An error of Lambda itself, the function not being there for one, as Step Functions passes it on. */
function serviceFailure(error: unknown): TaskFailure {
  const { name, message } = nameAndMessage(error);
  const status = error instanceof AwsError ? error.status : 500;
  return new TaskFailure(
    `Lambda.${name}`,
    `${message} (Service: AWSLambda; Status Code: ${status}; Error Code: ${name}; Request ID: ${randomUUID()}; Proxy: null)`,
  );
}
