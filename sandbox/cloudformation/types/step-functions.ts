/** AWS::StepFunctions::StateMachine */
import * as v from 'valibot';
import { isRecord } from '../../is-record.ts';
import { recordOf } from '../../record-of.ts';
import { nameOf, type ResourceType, resourceType } from '../resource-type.ts';
import { text } from '../scalars.ts';
import { DeploymentError } from '../template.ts';

const stateMachine = resourceType(
  v.object({
    StateMachineName: v.optional(v.string()),
    StateMachineType: v.optional(v.string()),
    RoleArn: v.string(),
    Definition: v.optional(recordOf(v.unknown())),
    DefinitionString: v.optional(v.string()),
    DefinitionSubstitutions: v.optional(recordOf(text)),
  }),
  async (properties, context) => {
    const { StateMachineType: type = 'STANDARD', Definition, DefinitionString, RoleArn } = properties;
    if (type !== 'STANDARD') throw new DeploymentError(`the sandbox runs no ${type} state machines`);
    const substitutions = properties.DefinitionSubstitutions ?? {};
    const definition =
      Definition !== undefined
        ? inEveryString(Definition, substitutions)
        : parseDefinition(substitute(DefinitionString ?? '', substitutions));
    if (!isRecord(definition)) throw new DeploymentError('the definition is not an object');
    const name = nameOf(properties.StateMachineName, context, 80);
    const arn = await context.resources.createStateMachine({ name, definition, roleArn: RoleArn });
    return { ref: arn, attributes: { Arn: arn, Name: name } };
  },
);

function parseDefinition(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DeploymentError('needs a Definition, or a DefinitionString that is JSON');
  }
}

function inEveryString(value: unknown, substitutions: Record<string, string>): unknown {
  if (typeof value === 'string') return substitute(value, substitutions);
  if (Array.isArray(value)) return value.map((item) => inEveryString(item, substitutions));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      substitute(key, substitutions),
      inEveryString(item, substitutions),
    ]),
  );
}

/** `${Name}` of a declared substitution; what nobody declared stays as it is. */
function substitute(text: string, substitutions: Record<string, string>): string {
  return text.replaceAll(/\$\{([\w]+)\}/g, (whole, name: string) =>
    Object.hasOwn(substitutions, name) ? (substitutions[name] ?? whole) : whole,
  );
}

export const stepFunctionsTypes: Record<string, ResourceType> = {
  'AWS::StepFunctions::StateMachine': stateMachine,
};
