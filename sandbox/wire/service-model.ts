/**
 * What the SDK's client module knows about a service: protocol, signing name, operations, errors. The clients export every
 * shape as a schema, an array whose first element tells the kind: 9 is an operation, -3 an error.
 */
import { NormalizedSchema } from '@smithy/core/schema';
import type { Service } from './service.ts';

export type SchemaRef = NormalizedSchema['ref'];

export interface OperationModel {
  name: string;
  /** Method, URI template, status of success; absent in RPC protocols. */
  http?: [string, string, number];
  input: NormalizedSchema;
  output: NormalizedSchema;
}

export interface ErrorModel {
  /** Shape name, which is the SDK's `error.name`. */
  name: string;
  /** What the query protocol calls it, and AWS JSON where it replaced the query protocol (SQS). */
  queryCode?: string;
  status?: number;
}

/** Writes and reads document bodies by schema. */
export interface Codec {
  createSerializer(): { write(schema: SchemaRef, value: unknown): void; flush(): string | Uint8Array };
  createDeserializer(): { read(schema: SchemaRef, data: Uint8Array): unknown };
}

export interface ServiceModel {
  signingName: string;
  /** Shape id: `aws.protocols#restXml`. */
  protocol: string;
  namespace: string;
  xmlNamespace: string;
  /** Prefix of X-Amz-Target. */
  target: string;
  /** The service once spoke the query protocol and still gives its error codes in a header. */
  queryCompatible: boolean;
  /** The protocol's document codec. Only the query protocol has none: its requests are not documents. */
  codec(): Codec;
  operations: ReadonlyMap<string, OperationModel>;
  /** By shape name or by query code. */
  error(code: string): ErrorModel | undefined;
}

/** The part of an SDK v3 client that is read here; all of them have it. */
interface Client {
  config: {
    defaultSigningName: string;
    protocol: { getShapeId(): string; getPayloadCodec(): Codec };
    protocolSettings: {
      defaultNamespace: string;
      xmlNamespace?: string;
      serviceTarget?: string;
      awsQueryCompatible?: boolean;
    };
  };
  destroy(): void;
}

/** @throws Error when the module has no such client: a mistake in the service's declaration. */
export function readServiceModel(service: Service): ServiceModel {
  const { config } = instantiate(service);
  const operations = new Map<string, OperationModel>();
  const errors = new Map<string, ErrorModel>();
  for (const exported of Object.values(service.sdk)) {
    if (isSchema(exported, 9)) {
      const { http } = NormalizedSchema.of(exported).getOwnTraits();
      const [, , name, , input, output] = exported;
      operations.set(name, {
        name,
        ...(http ? { http } : {}),
        input: NormalizedSchema.of(input),
        output: NormalizedSchema.of(output),
      });
    } else if (isSchema(exported, -3)) {
      const { awsQueryError, httpError } = NormalizedSchema.of(exported).getOwnTraits();
      const model: ErrorModel = {
        name: exported[2],
        ...(Array.isArray(awsQueryError) ? { queryCode: String(awsQueryError[0]) } : {}),
        ...(typeof httpError === 'number' ? { status: httpError } : {}),
      };
      errors.set(model.name, model);
      if (model.queryCode) errors.set(model.queryCode, model);
    }
  }
  return {
    signingName: config.defaultSigningName,
    protocol: config.protocol.getShapeId(),
    namespace: config.protocolSettings.defaultNamespace,
    xmlNamespace: config.protocolSettings.xmlNamespace ?? '',
    target: config.protocolSettings.serviceTarget ?? '',
    queryCompatible: config.protocolSettings.awsQueryCompatible === true,
    codec: () => config.protocol.getPayloadCodec(),
    operations,
    error: (code) => errors.get(code),
  };
}

function instantiate(service: Service): Client {
  const ClientClass: unknown = Reflect.get(service.sdk, service.client);
  if (typeof ClientClass !== 'function')
    throw new Error(`The SDK module has no client named ${service.client}.`);
  // as: the module is known at run time only. The region is never used: the client makes no calls.
  const client = Reflect.construct(ClientClass, [{ region: 'us-east-1' }]) as Client;
  client.destroy();
  return client;
}

/** An operation is [9, namespace, name, traits, input, output]; an error [-3, namespace, name, traits, members, schemas]. */
type StaticSchema = [number, string, string, object | number, SchemaRef, SchemaRef];

function isSchema(value: unknown, kind: 9 | -3): value is StaticSchema & Extract<SchemaRef, unknown[]> {
  return Array.isArray(value) && value[0] === kind && value.length >= 6;
}
