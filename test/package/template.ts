/** The template of the stage `sandbox`, which is packaged before any test: the whole stack, with its optional parts. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const Resource = v.looseObject({
  Type: v.string(),
  Condition: v.optional(v.string()),
  DeletionPolicy: v.optional(v.string()),
  UpdateReplacePolicy: v.optional(v.string()),
  Properties: v.optional(v.record(v.string(), v.unknown())),
});

const Template = v.looseObject({
  Conditions: v.record(v.string(), v.unknown()),
  Resources: v.record(v.string(), Resource),
});

/** As it was packaged. */
export function packagedTemplate(): v.InferOutput<typeof Template> {
  return v.parse(
    Template,
    JSON.parse(readFileSync('.sandbox/cloudformation-template-update-stack.json', 'utf8')),
  );
}

const { Resources } = packagedTemplate();

/** All of one type, by logical id. @throws Error when there is none, so that no test looks at nothing. */
export function ofType(type: string): [logicalId: string, resource: v.InferOutput<typeof Resource>][] {
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
