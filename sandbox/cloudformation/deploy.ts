/**
 * Deploys the template that `serverless package` writes, as CloudFormation would, into the sandbox.
 *
 * What it does not do: change sets, updates, rollback. IAM and resource policies are not enforced, with one exception
 * (see `permissions.ts`).
 */
import { conditions } from './conditions.ts';
import { type Created, resolve, type Scope } from './intrinsics.ts';
import { creationOrder } from './order.ts';
import { noValue, parameterValues } from './parameters.ts';
import { EventPermissions } from './permissions.ts';
import type { Context, ResourceType } from './resource-type.ts';
import type { Resources } from './resources.ts';
import { DeploymentError, parseTemplate, type Template, type TemplateResource } from './template.ts';
import { cloudwatchTypes } from './types/cloudwatch.ts';
import { eventsTypes } from './types/events.ts';
import { iamTypes } from './types/iam.ts';
import { lambdaTypes } from './types/lambda.ts';
import { messagingTypes } from './types/messaging.ts';
import { stepFunctionsTypes } from './types/step-functions.ts';
import { storageTypes } from './types/storage.ts';
import { typesWithoutEffect } from './types/without-effect.ts';

const types: Record<string, ResourceType> = {
  ...iamTypes,
  ...lambdaTypes,
  ...stepFunctionsTypes,
  ...cloudwatchTypes,
  ...eventsTypes,
  ...messagingTypes,
  ...storageTypes,
  ...typesWithoutEffect,
};

export interface Deployment {
  /** Parsed JSON. */
  template: unknown;
  stackName: string;
  account: string;
  region: string;
  /** Where the bundles are, `Handler` being relative to it. */
  codeDir: string;
  resources: Resources;
  /** Values for the template's parameters, lists comma-separated; defaults apply where there is none. */
  parameters?: Record<string, string>;
}

export interface Stack {
  outputs: Record<string, unknown>;
  physicalIds: Record<string, Created>;
}

/** @throws DeploymentError saying which resource could not be created, and why */
export async function deploy(deployment: Deployment): Promise<Stack> {
  const { stackName, account, region, codeDir, resources, parameters = {} } = deployment;
  const template = parseTemplate(deployment.template);
  const created = new Map<string, Created>();
  const values = parameterValues(template, parameters, { stackName, account, region });
  const base = { parameters: values, mappings: template.Mappings };
  const scope: Scope = { ...base, condition: conditions(template, base), created };

  const { wanted, left } = byCondition(template, scope);
  for (const [id, { Type }] of wanted) typeOf(id, Type);
  const shared = {
    stackName,
    account,
    region,
    codeDir,
    resources,
    functions: new Map(),
    permissions: new EventPermissions(),
  } satisfies Omit<Context, 'logicalId'>;

  for (const id of creationOrder(wanted, left, scope)) {
    const resource = wanted.get(id);
    if (resource === undefined) continue;
    const properties = resolve(resource.Properties ?? {}, scope, `Resources.${id}.Properties`);
    const make = () => typeOf(id, resource.Type).create(properties, { ...shared, logicalId: id });
    created.set(id, await during(`${id} (${resource.Type})`, make));
  }
  shared.permissions.check();
  for (const spec of shared.functions.values()) {
    await during(`Function ${spec.name}`, () => resources.createFunction(spec));
  }
  return { outputs: outputs(template, scope), physicalIds: Object.fromEntries(created) };
}

function byCondition(template: Template, { condition }: Scope) {
  const wanted = new Map<string, TemplateResource>();
  const left = new Set<string>();
  for (const [id, resource] of Object.entries(template.Resources)) {
    if (resource.Condition === undefined || condition(resource.Condition)) wanted.set(id, resource);
    else left.add(id);
  }
  return { wanted, left };
}

function typeOf(id: string, name: string): ResourceType {
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  if (type === undefined) throw new DeploymentError(`${id}: the sandbox has no resources of type ${name}`);
  return type;
}

async function during<T>(what: string, run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DeploymentError(`${what}: ${reason}`, { cause: error });
  }
}

function outputs(template: Template, scope: Scope): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(template.Outputs ?? {})
      .filter(([, { Condition }]) => Condition === undefined || scope.condition(Condition))
      .map(([name, { Value }]) => [name, resolve(Value, scope, `Outputs.${name}`)])
      .filter(([, value]) => value !== noValue),
  );
}
