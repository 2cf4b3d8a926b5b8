/**
 * What the XML protocols wrap around outputs and errors, itself written by schema: the codec takes care of names, namespaces and
 * escaping. Formats: https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html and …/aws-query-protocol.html.
 */
import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { AwsError } from './service.ts';
import type { OperationModel, SchemaRef } from './service-model.ts';

/** Schema numbers: 0 is a string, 5 a timestamp in date-time format (the default of both XML protocols), 3 a structure. */
const STRING = 0;
const DATE_TIME = 5;
const structure = (name: string, members: Record<string, SchemaRef>): SchemaRef => [
  3,
  '',
  name,
  0,
  Object.keys(members),
  Object.values(members),
];

const METADATA = structure('ResponseMetadata', { RequestId: STRING });
const ERROR = structure('ErrorResponse', {
  Error: structure('Error', { Type: STRING, Code: STRING, Message: STRING }),
  RequestId: STRING,
});

/** `<XResponse><XResult>…</XResult><ResponseMetadata>…`; the result is left out when the operation has no output. */
export function queryDocument(
  xmlNamespace: string,
  operation: OperationModel,
  output: object,
  requestId: string,
): string {
  const result = `${operation.name}Result`;
  const schema = structure(`${operation.name}Response`, {
    ...(operation.output.isUnitSchema() ? {} : { [result]: operation.output.getSchema() }),
    ResponseMetadata: METADATA,
  });
  return write(xmlNamespace, schema, { [result]: output, ResponseMetadata: { RequestId: requestId } });
}

/** `<ErrorResponse><Error><Type/><Code/><Message/></Error><RequestId/></ErrorResponse>` */
export function errorDocument(xmlNamespace: string, error: AwsError, requestId: string): string {
  const Type = error.status < 500 ? 'Sender' : 'Receiver';
  return write(xmlNamespace, ERROR, {
    Error: { Type, Code: error.code, Message: error.message },
    RequestId: requestId,
  });
}

function write(xmlNamespace: string, schema: SchemaRef, value: object): string {
  const serializer = new XmlShapeSerializer({
    httpBindings: false,
    timestampFormat: { useTrait: true, default: DATE_TIME },
    xmlNamespace,
    serviceNamespace: '',
  });
  serializer.write(NormalizedSchema.of(schema), value);
  return `<?xml version="1.0"?>\n${serializer.flush()}`;
}
