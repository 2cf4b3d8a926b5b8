/** The template of the stage `sandbox`, which is packaged before any test: the whole stack, with its optional parts. */
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const Resource = z.looseObject({
  Type: z.string(),
  Condition: z.optional(z.string()),
  DeletionPolicy: z.optional(z.string()),
  UpdateReplacePolicy: z.optional(z.string()),
  Properties: z.optional(z.record(z.string(), z.unknown())),
});

const Template = z.looseObject({
  Conditions: z.record(z.string(), z.unknown()),
  Resources: z.record(z.string(), Resource),
});

/** As it was packaged. */
export function packagedTemplate(): z.infer<typeof Template> {
  return Template.parse(
    JSON.parse(readFileSync('.sandbox/cloudformation-template-update-stack.json', 'utf8')),
  );
}

const { Resources } = packagedTemplate();

/** All of one type, by logical id. @throws Error when there is none, so that no test looks at nothing. */
export function ofType(type: string): [logicalId: string, resource: z.infer<typeof Resource>][] {
  const found = Object.entries(Resources).filter(([, { Type }]) => Type === type);
  if (found.length === 0) throw new Error(`the stack has no ${type}`);
  return found;
}

/** @throws Error when the stack has no such resource. */
export function propertiesOf(logicalId: string): Record<string, unknown> {
  const { Properties } = Resources[logicalId] ?? {};
  if (!Properties) throw new Error(`the stack has no ${logicalId}`);
  return Properties;
}
