/** awsQuery: a form in, XML out. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
import { XmlShapeDeserializer } from '@aws-sdk/core/protocols';
import type { WireProtocol } from './protocol.ts';
import { AwsError } from './service.ts';
import type { ServiceModel } from './service-model.ts';
import { errorDocument, queryDocument } from './xml-envelope.ts';

/** Schema number of a timestamp in date-time format. */
const DATE_TIME = 5;

/** SNS, STS, IAM. */
export function query(model: ServiceModel): WireProtocol {
  const headers = { 'content-type': 'text/xml' };
  const deserializer = new XmlShapeDeserializer({
    httpBindings: false,
    timestampFormat: { useTrait: true, default: DATE_TIME },
    xmlNamespace: model.xmlNamespace,
    serviceNamespace: model.namespace,
  });
  return {
    codes: {
      unknownOperation: 'InvalidAction',
      undecodable: 'MalformedQueryString',
      invalid: 'ValidationError',
      throttled: 'Throttling',
    },
    match(request) {
      const form = new URLSearchParams(new TextDecoder().decode(request.body));
      const operation = model.operations.get(form.get('Action') ?? '');
      return (
        operation && {
          operation,
          decode: async () => deserializer.readSchema(operation.input, asDocument(form)),
        }
      );
    },
    encode: (operation, output, requestId) => ({
      status: 200,
      headers,
      body: queryDocument(model.xmlNamespace, operation, output, requestId),
    }),
    encodeError(error, requestId) {
      const modelled = model.error(error.code);
      const onWire = new AwsError(
        modelled?.queryCode ?? error.code,
        error.message,
        modelled?.status ?? error.status,
      );
      return { status: onWire.status, headers, body: errorDocument(model.xmlNamespace, onWire, requestId) };
    },
  };
}

/** A tree of form fields: `A.member.1.B=x` is A > member > 1 > B > "x". */
type Tree = Map<string, Tree | string>;

/**
 * The form as the tree that an XML document with the same content would parse into, so that the codec's XML reader can apply
 * the schema: both protocols name lists (`member`), maps (`entry`, `key`, `value`) and flattened members alike.
 */
function asDocument(form: URLSearchParams): unknown {
  const root: Tree = new Map();
  for (const [path, value] of form) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let node = root;
    for (const name of names) {
      const child = node.get(name) ?? new Map();
      if (typeof child === 'string') throw new SyntaxError(`${name} in ${path} has both a value and members`);
      node.set(name, child);
      node = child;
    }
    if (node.has(last)) throw new SyntaxError(`${path} is given twice`);
    node.set(last, value);
  }
  return unfold(root);
}

/** Children that are all numbered are the items of a list, in the order of their numbers. */
function unfold(node: Tree | string): unknown {
  if (typeof node === 'string') return node;
  const children = [...node].map(([name, child]) => [name, unfold(child)] as const);
  if (children.length > 0 && children.every(([name]) => /^\d+$/.test(name))) {
    return children.sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => child);
  }
  return Object.fromEntries(children);
}
