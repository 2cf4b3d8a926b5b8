/**
 * The REST protocols, restXml and restJson1: the operation is in method and path, the input spread over labels, query, headers
 * and body as the HTTP binding traits say (https://smithy.io/2.0/spec/http-bindings.html).
 */
import { FromStringShapeDeserializer, ToStringShapeSerializer } from '@smithy/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { WireProtocol, WireRequest, WireResponse } from './protocol.ts';
import { type Route, routeTable } from './routes.ts';
import type { AwsError } from './service.ts';
import type { Codec, OperationModel, ServiceModel } from './service-model.ts';
import { errorDocument } from './xml-envelope.ts';

/** Schema number of date-time: the format of timestamps in query and labels; in headers the codec takes http-date by itself. */
const DATE_TIME = 5;
const BINDINGS = { httpBindings: true, timestampFormat: { useTrait: true, default: DATE_TIME } } as const;

interface Dialect {
  codes: WireProtocol['codes'];
  contentType: string;
  encodeError(model: ServiceModel, error: AwsError, requestId: string): Omit<WireResponse, 'status'>;
}

/** CloudFront, Route 53. CloudFront calls a missing member MalformedXML; MalformedInput is its name for a body it cannot read. */
const XML: Dialect = {
  codes: {
    unknownOperation: 'UnknownOperationException',
    undecodable: 'MalformedInput',
    invalid: 'MalformedXML',
    throttled: 'Throttling',
  },
  contentType: 'text/xml',
  encodeError: (model, error, requestId) => ({
    headers: { 'content-type': 'text/xml' },
    body: errorDocument(model.xmlNamespace, error, requestId),
  }),
};

/** Lambda. */
const JSON_DIALECT: Dialect = {
  codes: {
    unknownOperation: 'UnknownOperationException',
    undecodable: 'SerializationException',
    invalid: 'ValidationException',
    throttled: 'ThrottlingException',
  },
  contentType: 'application/json',
  encodeError: (_model, error) => ({
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
    body: JSON.stringify({ message: error.message }),
  }),
};

export const restXml = (model: ServiceModel): WireProtocol => rest(model, XML);
export const restJson = (model: ServiceModel): WireProtocol => rest(model, JSON_DIALECT);

function rest(model: ServiceModel, dialect: Dialect): WireProtocol {
  const route = routeTable(model.operations.values());
  const codec = model.codec();
  return {
    codes: dialect.codes,
    match(request) {
      const found = route(request.method, request.path, request.query);
      return found && { operation: found.operation, decode: () => decode(codec, found, request) };
    },
    encode: (operation, output) =>
      encode(codec, dialect.contentType, operation, new Map(Object.entries(output))),
    encodeError: (error, requestId) => ({
      status: model.error(error.code)?.status ?? error.status,
      ...dialect.encodeError(model, error, requestId),
    }),
  };
}

async function decode(codec: Codec, { operation, labels }: Route, request: WireRequest): Promise<unknown> {
  const strings = new FromStringShapeDeserializer(BINDINGS);
  const input: Record<string, unknown> = {};
  let inBody = false;
  for (const [name, member] of operation.input.structIterator()) {
    const { httpLabel, httpQuery, httpHeader, httpPayload } = member.getMergedTraits();
    if (httpLabel) {
      input[name] = strings.read(member, labels[name] ?? '');
    } else if (httpQuery) {
      const values = request.query.getAll(httpQuery);
      if (values.length === 0) continue;
      input[name] = member.isListSchema()
        ? values.map((value) => strings.read(member.getValueSchema(), value))
        : strings.read(member, values[0] ?? '');
    } else if (httpHeader) {
      const value = request.headers[httpHeader.toLowerCase()];
      if (value !== undefined) input[name] = strings.read(member, String(value));
    } else if (httpPayload) {
      if (request.body.length > 0) input[name] = await payload(codec, member, request.body);
    } else {
      inBody = true;
    }
  }
  if (!inBody || request.body.length === 0) return input;
  // Members bound elsewhere win: a body has no say about labels, query and headers.
  const body = await codec.createDeserializer().read(operation.input, request.body);
  return typeof body === 'object' ? { ...body, ...input } : body;
}

function payload(codec: Codec, member: NormalizedSchema, body: Uint8Array): unknown {
  if (member.isBlobSchema()) return body;
  if (member.isStringSchema()) return new TextDecoder().decode(body);
  return codec.createDeserializer().read(member, body);
}

function encode(
  codec: Codec,
  contentType: string,
  operation: OperationModel,
  output: Map<string, unknown>,
): WireResponse {
  const strings = new ToStringShapeSerializer(BINDINGS);
  const response: WireResponse = { status: operation.http?.[2] ?? 200, headers: {}, body: '' };
  const inBody: Record<string, unknown> = {};
  let hasBody = false;
  for (const [name, member] of operation.output.structIterator()) {
    const { httpHeader, httpPayload, httpResponseCode } = member.getMergedTraits();
    const value = output.get(name);
    if (httpResponseCode) {
      if (typeof value === 'number') response.status = value;
    } else if (httpHeader) {
      if (value == null) continue;
      strings.write(member, value);
      response.headers[httpHeader.toLowerCase()] = strings.flush();
    } else if (httpPayload) {
      if (value != null) response.body = write(codec, member, value);
    } else {
      hasBody = true;
      inBody[name] = value;
    }
  }
  if (hasBody) response.body = write(codec, operation.output, inBody);
  if (response.body.length > 0) response.headers['content-type'] ??= contentType;
  return response;
}

function write(codec: Codec, schema: NormalizedSchema, value: unknown): string | Uint8Array {
  if (value instanceof Uint8Array) return value;
  const serializer = codec.createSerializer();
  serializer.write(schema, value);
  return serializer.flush();
}
