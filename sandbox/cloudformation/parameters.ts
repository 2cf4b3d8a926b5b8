/** The values of a template's parameters and of the pseudo parameters. */
import { createHash } from 'node:crypto';
import { DeploymentError, type Template, type TemplateParameter } from './template.ts';

/** What `{Ref: AWS::NoValue}` resolves to: the property or element is left out. */
export const noValue = Symbol('AWS::NoValue');

export interface StackIdentity {
  stackName: string;
  account: string;
  region: string;
}

/**
 * @param given overrides of the defaults
 * @returns by name, pseudo parameters included
 */
export function parameterValues(
  template: Template,
  given: Record<string, string>,
  { stackName, account, region }: StackIdentity,
): Map<string, unknown> {
  const declared = template.Parameters ?? {};
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(declared, name));
  if (unknown.length > 0) {
    throw new DeploymentError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  }
  const values = new Map<string, unknown>(
    Object.entries(declared).map(([name, parameter]) => [name, parameterValue(name, parameter, given[name])]),
  );
  // A stack's id ends in a UUID; this one is the same in every deployment.
  const uuid = createHash('sha256').update(`${account}/${region}/${stackName}`).digest('hex');
  const stackId = uuid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
  for (const [name, value] of Object.entries({
    AccountId: account,
    Region: region,
    Partition: 'aws',
    URLSuffix: 'amazonaws.com',
    StackName: stackName,
    StackId: `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/${stackId}`,
    NotificationARNs: [],
    NoValue: noValue,
  })) {
    values.set(`AWS::${name}`, value);
  }
  return values;
}

function parameterValue(name: string, parameter: TemplateParameter, given: string | undefined): unknown {
  const { Type, Default, AllowedValues, AllowedPattern } = parameter;
  if (!/^(String|Number|CommaDelimitedList|List<Number>)$/.test(Type)) {
    throw new DeploymentError(`Parameter ${name}: the sandbox has no values for the type ${Type}`);
  }
  const value = given ?? Default;
  if (value === undefined) throw new DeploymentError(`Parameters: [${name}] must have values`);
  const text = String(value);
  if (AllowedValues !== undefined && !AllowedValues.map(String).includes(text)) {
    throw new DeploymentError(`Parameter ${name}: ${text} is none of ${AllowedValues.join(', ')}`);
  }
  if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`).test(text)) {
    throw new DeploymentError(`Parameter ${name}: ${text} does not match ${AllowedPattern}`);
  }
  if (Type === 'String' || Type === 'Number') return text;
  return text === '' ? [] : text.split(',').map((item) => item.trim());
}
