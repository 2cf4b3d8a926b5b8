/**
 * What a target receives: the event, a part of it (InputPath), a constant (Input), or a text made of it (InputTransformer).
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
import type { Target } from '@aws-sdk/client-eventbridge';
import type { AwsEvent } from '../../parts.ts';
import { AwsError } from '../../wire/service.ts';
import { parseJsonPath, readJsonPath } from './json-path.ts';

/** Where an event is on its way, as the predefined variables of a template tell it. */
export interface Origin {
  event: AwsEvent;
  ruleArn: string;
  ruleName: string;
  /** ISO 8601. */
  ingestionTime: string;
}

/** Makes the text that is sent to the target: JSON, unless a template makes something else of it. */
export type TargetInput = (origin: Origin) => string;

/** @throws AwsError ValidationException when the target asks for what EventBridge would not accept */
export function compileTargetInput(target: Target): TargetInput {
  const given = [target.Input, target.InputPath, target.InputTransformer].filter((one) => one !== undefined);
  if (given.length > 1) {
    throw invalid(
      `Only one of Input, InputPath, or InputTransformer must be provided for target ${target.Id}.`,
    );
  }
  if (target.Input !== undefined) return constant(target.Input, target.Id);
  if (target.InputPath !== undefined) {
    const read = compilePath(target.InputPath, `InputPath for target ${target.Id}`);
    return ({ event }) => JSON.stringify(read(event) ?? null);
  }
  if (target.InputTransformer !== undefined) return transformer(target.InputTransformer, target.Id);
  return ({ event }) => JSON.stringify(event);
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

function constant(input: string, id: string | undefined): TargetInput {
  try {
    JSON.parse(input);
  } catch {
    throw invalid(`JSON syntax error in input for target ${id}.`);
  }
  return () => input;
}

function compilePath(path: string, what: string): (event: AwsEvent) => unknown {
  const steps = parseJsonPath(path);
  if (steps === undefined) throw invalid(`${what} is invalid: ${path} is not a JSON path in dot notation.`);
  return (event) => readJsonPath(steps, event);
}

/** Variables that every template may use; names that start with AWS cannot be declared. */
const predefined: Record<string, (origin: Origin) => unknown> = {
  'aws.events.rule-arn': ({ ruleArn }) => ruleArn,
  'aws.events.rule-name': ({ ruleName }) => ruleName,
  'aws.events.event.ingestion-time': ({ ingestionTime }) => ingestionTime,
  'aws.events.event.json': ({ event }) => event,
  // Recorded from AWS by LocalStack's tests: without the detail, and with this spelling of the detail-type.
  'aws.events.event': ({ event: { detail, 'detail-type': detailType, ...envelope } }) => ({
    ...envelope,
    detailType,
  }),
};

/** Limits of InputPathsMap and InputTemplate in the API model. */
const mostVariables = 100;
const longestTemplate = 8192;

const placeholder = /<([^<>\s]+)>/g;

function transformer(
  { InputPathsMap: paths = {}, InputTemplate: template = '' }: NonNullable<Target['InputTransformer']>,
  id: string | undefined,
): TargetInput {
  if (template.length === 0 || template.length > longestTemplate) {
    throw invalid(`InputTemplate for target ${id} must have 1 to ${longestTemplate} characters.`);
  }
  if (Object.keys(paths).length > mostVariables) {
    throw invalid(`InputPathsMap for target ${id} has more than ${mostVariables} entries.`);
  }
  const variables = new Map(Object.entries(predefined));
  for (const [name, path] of Object.entries(paths)) {
    if (/^aws/i.test(name))
      throw invalid(`InputPathsMap for target ${id} contains the reserved key ${name}.`);
    const read = compilePath(path, `InputPathsMap for target ${id}`);
    variables.set(name, ({ event }) => read(event));
  }
  for (const [, name = ''] of template.matchAll(placeholder)) {
    if (!variables.has(name)) {
      throw invalid(`InputTemplate for target ${id} contains invalid placeholder ${name}.`);
    }
  }
  return (origin) =>
    minified(
      template.replaceAll(placeholder, (_, name: string, offset: number) => {
        const value = variables.get(name)?.(origin);
        return insideString(template, offset) ? asText(value) : asJson(value);
      }),
    );
}

/** Whether the character at `offset` of a template stands between quotes. */
function insideString(template: string, offset: number): boolean {
  return (template.slice(0, offset).match(/\\.|"/g) ?? []).filter((mark) => mark === '"').length % 2 === 1;
}

/** Outside of strings, EventBridge quotes what needs quotes. A value that is not there becomes an empty string. */
function asJson(value: unknown): string {
  return JSON.stringify(value === undefined ? '' : value);
}

/**
 * Inside a string, EventBridge escapes nothing, and takes the quotes out of objects and arrays.
 * A value that is not there leaves nothing behind.
 */
function asText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value).replaceAll('"', '');
}

function minified(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
