/** From a request to what goes back: authenticate, find the operation, decode, execute or fail as ordered, encode, log. */
import { randomUUID } from 'node:crypto';
import type { Identities } from './account.ts';
import type { CallLog, CallRecord } from './call-log.ts';
import { readCredentialScope } from './credential-scope.ts';
import type { FaultOrder, Faults } from './faults.ts';
import { checkInput, missingMessage } from './input-check.ts';
import { jsonRpc } from './json-rpc.ts';
import type { Match, WireProtocol, WireRequest, WireResponse } from './protocol.ts';
import { query } from './query.ts';
import { restJson, restXml } from './rest.ts';
import { AwsError, type Caller, type Operation, type Service } from './service.ts';
import { readServiceModel, type ServiceModel } from './service-model.ts';
import { encodeForStranger } from './stranger.ts';

/** `silence`: the connection stays open and nothing comes. `reset`: it breaks. */
export type Reply = { kind: 'response'; response: WireResponse } | { kind: 'silence' } | { kind: 'reset' };

export interface DispatchOptions {
  services: Service[];
  identities: Identities;
  calls: CallLog;
  faults: Faults;
  onCall?: (record: CallRecord) => void;
  /** A `crash` fault: ends the instance whose key made the call, if it was one. */
  onCrash?: (accessKeyId: string) => boolean;
}

interface Endpoint {
  model: ServiceModel;
  protocol: WireProtocol;
  operations: Service['operations'];
}

/** @throws Error when two services sign alike or one speaks a protocol that the wire does not. */
export function dispatcher(options: DispatchOptions): (request: WireRequest) => Promise<Reply> {
  const endpoints = new Map<string, Endpoint>();
  for (const service of options.services) {
    const model = readServiceModel(service);
    if (endpoints.has(model.signingName)) throw new Error(`Two services sign as '${model.signingName}'.`);
    endpoints.set(model.signingName, { model, protocol: protocolOf(model), operations: service.operations });
  }

  return async (request) => {
    const requestId = randomUUID();
    try {
      const scope = readCredentialScope(request);
      const caller: Caller = {
        ...options.identities.resolve(scope.accessKeyId),
        region: scope.region,
        accessKeyId: scope.accessKeyId,
        requestId,
        userAgent: request.headers['user-agent'] ?? '',
      };
      const call = new CallInProgress(options, scope.service, caller);
      const endpoint = endpoints.get(scope.service);
      if (endpoint) return await serve(endpoint, request, call, options);
      const error = new AwsError(
        'UnknownOperationException',
        `The sandbox has no service that signs as '${scope.service}'. It has: ${[...endpoints.keys()].sort().join(', ')}.`,
        400,
      );
      call.end({ action: guessAction(request), error, done: false });
      return respond(requestId, encodeForStranger(request.headers, error, requestId));
    } catch (error) {
      // Only readCredentialScope gets here: without a signature there is no service to log the call for.
      if (error instanceof AwsError)
        return respond(requestId, encodeForStranger(request.headers, error, requestId));
      throw error;
    }
  };
}

async function serve(
  endpoint: Endpoint,
  request: WireRequest,
  call: CallInProgress,
  options: DispatchOptions,
): Promise<Reply> {
  const { model, protocol } = endpoint;
  const { requestId } = call.caller;
  const found = findOperation(endpoint, request);
  if ('error' in found) {
    call.end({ ...found, done: false });
    return respond(requestId, protocol.encodeError(found.error, requestId));
  }
  const { action, match, operation } = found;
  const fault = options.faults.take(model.signingName, action, call.caller.arn);
  const ended: Ended = { action, done: false };
  if (fault?.when === 'before') return strike(fault, protocol, call, ended, options);

  let response: WireResponse;
  try {
    ended.input = await readInput(protocol, match);
    // as: the schema has just been held against the input; its static type is the operation's own business.
    const output = await operation(ended.input as never, call.caller);
    ended.done = true;
    response = protocol.encode(match.operation, output, requestId);
  } catch (thrown) {
    ended.error = thrown instanceof AwsError ? thrown : internalFailure(thrown, model.signingName, action);
    response = protocol.encodeError(ended.error, requestId);
  }
  if (fault) return strike(fault, protocol, call, ended, options);
  call.end(ended);
  return respond(requestId, response);
}

/** An operation that AWS has and the sandbox has not is refused by its name. */
function findOperation(
  { model, protocol, operations }: Endpoint,
  request: WireRequest,
):
  | { action: string; match: Match; operation: Operation<never, object> }
  | { action: string; error: AwsError } {
  let match: Match | undefined;
  try {
    match = protocol.match(request);
  } catch (thrown) {
    return { action: guessAction(request), error: undecodable(protocol, thrown) };
  }
  const action = match?.operation.name ?? guessAction(request);
  const operation = operations[action];
  if (match && operation) return { action, match, operation };
  const known = Object.keys(operations).sort().join(', ');
  const message = `The sandbox does not know ${model.signingName} ${action}. Of ${model.signingName} it knows: ${known}.`;
  return { action, error: new AwsError(protocol.codes.unknownOperation, message, 400) };
}

async function readInput(protocol: WireProtocol, match: Match): Promise<unknown> {
  let input: unknown;
  try {
    input = await match.decode();
  } catch (thrown) {
    throw undecodable(protocol, thrown);
  }
  const { wrongType, missing } = checkInput(match.operation.input, input);
  if (wrongType.length > 0) throw new AwsError(protocol.codes.undecodable, `${wrongType.join('; ')}.`);
  if (missing.length > 0) throw new AwsError(protocol.codes.invalid, missingMessage(missing));
  return input;
}

function undecodable(protocol: WireProtocol, thrown: unknown): AwsError {
  const why = thrown instanceof Error ? thrown.message : String(thrown);
  return new AwsError(protocol.codes.undecodable, `The request cannot be read: ${why}`);
}

/** A mistake of the sandbox itself: the caller sees what AWS would show, the developer sees the stack. */
function internalFailure(thrown: unknown, service: string, action: string): AwsError {
  console.error(`sandbox: ${service} ${action} failed`, thrown);
  return new AwsError('InternalFailure', 'The sandbox failed; its stderr says why.', 500);
}

/** Carries out an injected fault. The log names its code, and keeps how the operation ended if it was reached. */
function strike(
  { kind }: FaultOrder,
  protocol: WireProtocol,
  call: CallInProgress,
  ended: Ended,
  { onCrash }: DispatchOptions,
): Reply {
  if (kind === 'crash') {
    call.end(ended, 'Crash');
    // Who dies hears nothing: an error in the last moment could still be caught.
    return { kind: onCrash?.(call.caller.accessKeyId) ? 'silence' : 'reset' };
  }
  if (kind === 'timeout' || kind === 'reset') {
    call.end(ended, kind === 'timeout' ? 'Timeout' : 'ConnectionReset');
    return { kind: kind === 'timeout' ? 'silence' : 'reset' };
  }
  const error =
    kind === 'throttle'
      ? new AwsError(protocol.codes.throttled, 'Rate exceeded')
      : kind === 'error500'
        ? new AwsError(
            'InternalFailure',
            'The request processing has failed because of an injected fault.',
            500,
          )
        : new AwsError(kind.code, kind.message, kind.status);
  call.end(ended, error.code);
  return respond(call.caller.requestId, protocol.encodeError(error, call.caller.requestId));
}

interface Ended {
  action: string;
  done: boolean;
  input?: unknown;
  error?: AwsError;
}

/** A call between its arrival and its entry in the log. */
class CallInProgress {
  readonly caller: Caller;
  readonly #options: DispatchOptions;
  readonly #service: string;
  readonly #time = new Date().toISOString();

  constructor(options: DispatchOptions, service: string, caller: Caller) {
    this.#options = options;
    this.#service = service;
    this.caller = caller;
  }

  /** @param outcome what the caller sees, when that is not how the call ended. */
  end({ action, done, input, error }: Ended, outcome = error?.code ?? 'ok'): void {
    const record: CallRecord = {
      time: this.#time,
      account: this.caller.account,
      principal: this.caller.arn,
      service: this.#service,
      action,
      outcome,
      done,
      caller: this.caller,
      input,
      ...(error && { error: { code: error.code, message: error.message, status: error.status } }),
    };
    this.#options.calls.add(record);
    try {
      this.#options.onCall?.(record);
    } catch (error) {
      // A listener's mistake must not change what the caller of AWS sees.
      console.error('sandbox: onCall failed', error);
    }
  }
}

function respond(requestId: string, response: WireResponse): Reply {
  return {
    kind: 'response',
    response: { ...response, headers: { ...response.headers, 'x-amzn-requestid': requestId } },
  };
}

function protocolOf(model: ServiceModel): WireProtocol {
  switch (model.protocol) {
    case 'aws.protocols#restXml':
      return restXml(model);
    case 'aws.protocols#restJson1':
      return restJson(model);
    case 'aws.protocols#awsJson1_0':
      return jsonRpc(model, '1.0');
    case 'aws.protocols#awsJson1_1':
      return jsonRpc(model, '1.1');
    case 'aws.protocols#awsQuery':
      return query(model);
    default:
      throw new Error(`The wire does not speak ${model.protocol}.`);
  }
}

/** What an operation is called that is not known: by its target, its Action, or its method and path. */
function guessAction(request: WireRequest): string {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? target;
  const form = /(?:^|&)Action=(\w+)/.exec(new TextDecoder().decode(request.body));
  return form?.[1] ?? `${request.method} ${request.path}`;
}
