/** What every wire protocol of AWS does for the server: find the operation, read its input, write its output or its error. */
import type { IncomingHttpHeaders } from 'node:http';
import type { AwsError } from './service.ts';
import type { OperationModel } from './service-model.ts';

export interface WireRequest {
  method: string;
  /** Still percent-encoded, without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Uint8Array;
}

export interface WireResponse {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

export interface Match {
  operation: OperationModel;
  /**
   * The input in the SDK's shape, read by the schema but not yet checked against it.
   * Rejects with whatever the codec threw when the request cannot be read.
   */
  decode(): Promise<unknown>;
}

export interface WireProtocol {
  /** How the protocol's services call the failures that come before any operation. */
  readonly codes: { unknownOperation: string; undecodable: string; invalid: string; throttled: string };
  /** Undefined when AWS has no such operation in this service either. */
  match(request: WireRequest): Match | undefined;
  encode(operation: OperationModel, output: object, requestId: string): WireResponse;
  encodeError(error: AwsError, requestId: string): WireResponse;
}
