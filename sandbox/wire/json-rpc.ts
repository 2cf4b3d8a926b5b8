/**
 * AWS JSON 1.0 and 1.1: the operation is in X-Amz-Target, input and output are the body.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
import type { WireProtocol } from './protocol.ts';
import type { AwsError } from './service.ts';
import type { ServiceModel } from './service-model.ts';

/** 1.0: DynamoDB, Step Functions, SQS. 1.1: ACM, SSM, EventBridge, Support. */
export function jsonRpc(model: ServiceModel, version: '1.0' | '1.1'): WireProtocol {
  const codec = model.codec();
  const contentType = `application/x-amz-json-${version}`;
  return {
    codes: {
      unknownOperation: 'UnknownOperationException',
      undecodable: 'SerializationException',
      invalid: 'ValidationException',
      throttled: 'ThrottlingException',
    },
    match(request) {
      const [target, name] = String(request.headers['x-amz-target'] ?? '').split('.');
      const operation = target === model.target ? model.operations.get(name ?? '') : undefined;
      return (
        operation && {
          operation,
          decode: async () => codec.createDeserializer().read(operation.input, request.body),
        }
      );
    },
    encode(operation, output) {
      if (operation.output.isUnitSchema())
        return { status: 200, headers: { 'content-type': contentType }, body: '{}' };
      const serializer = codec.createSerializer();
      serializer.write(operation.output, output);
      return { status: 200, headers: { 'content-type': contentType }, body: serializer.flush() };
    },
    encodeError(error) {
      const modelled = model.error(error.code);
      const name = modelled?.name ?? error.code;
      const status = modelled?.status ?? error.status;
      const queryError = `${modelled?.queryCode ?? error.code};${status < 500 ? 'Sender' : 'Receiver'}`;
      return {
        status,
        headers: {
          'content-type': contentType,
          'x-amzn-errortype': name,
          ...(model.queryCompatible ? { 'x-amzn-query-error': queryError } : {}),
        },
        body: errorBody(name, error),
      };
    },
  };
}

export function errorBody(type: string, error: AwsError): string {
  return JSON.stringify({ __type: type, message: error.message });
}
