/** Errors for a caller whose service, and with it the protocol, is not known: the request's own looks decide. */
import { errorBody } from './json-rpc.ts';
import type { WireRequest, WireResponse } from './protocol.ts';
import type { AwsError } from './service.ts';
import { errorDocument } from './xml-envelope.ts';

export function encodeForStranger(
  headers: WireRequest['headers'],
  error: AwsError,
  requestId: string,
): WireResponse {
  const type = headers['content-type'] ?? '';
  if (headers['x-amz-target'] === undefined && !type.includes('json')) {
    return {
      status: error.status,
      headers: { 'content-type': 'text/xml' },
      body: errorDocument('', error, requestId),
    };
  }
  return {
    status: error.status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
    body: errorBody(error.code, error),
  };
}
