/** What a supported resource type is: how its properties look, and what creating it does. */
import * as v from 'valibot';
import { sentence } from '../issues.ts';
import type { Created } from './intrinsics.ts';
import { physicalName } from './names.ts';
import type { StackIdentity } from './parameters.ts';
import type { EventPermissions } from './permissions.ts';
import type { FunctionSpec, Resources } from './resources.ts';
import { DeploymentError } from './template.ts';

/** What a resource is created in. */
export interface Context extends StackIdentity {
  logicalId: string;
  codeDir: string;
  resources: Resources;
  /**
   * Functions declared so far, by name. They are created when all resources are known, because the resources that
   * configure a function refer to it and so come after it.
   */
  functions: Map<string, FunctionSpec>;
  permissions: EventPermissions;
}

export interface ResourceType {
  /** @param properties resolved */
  create(properties: unknown, context: Context): Created | Promise<Created>;
}

/** @param schema of the properties that matter here; others have no effect in the sandbox */
export function resourceType<Schema extends v.GenericSchema>(
  schema: Schema,
  create: (properties: v.InferOutput<Schema>, context: Context) => Created | Promise<Created>,
): ResourceType {
  return {
    create(properties, context) {
      const parsed = v.safeParse(schema, properties);
      if (!parsed.success) throw new DeploymentError(sentence(parsed.issues, 'the properties'));
      return create(parsed.output, context);
    },
  };
}

/** The name given in the template, or one made up as CloudFormation does. */
export function nameOf(
  given: string | undefined,
  { stackName, logicalId }: Pick<Context, 'stackName' | 'logicalId'>,
  longest: number,
): string {
  return given ?? physicalName(stackName, logicalId, longest);
}

/** `arn:aws:<service>:<region>:<account>:<resource>` */
export function arnOf(service: string, { region, account }: StackIdentity, resource: string): string {
  return `arn:aws:${service}:${region}:${account}:${resource}`;
}
