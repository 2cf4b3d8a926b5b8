/** The parts of a CloudFormation template that a deployment reads. */
import * as v from 'valibot';
import { sentence } from '../issues.ts';
import { recordOf } from '../record-of.ts';

/** What makes a deployment fail, in a sentence that names the place in the template. */
export class DeploymentError extends Error {}

const resource = v.object({
  Type: v.string(),
  Properties: v.optional(recordOf(v.unknown())),
  DependsOn: v.optional(v.union([v.string(), v.array(v.string())])),
  Condition: v.optional(v.string()),
});

const parameter = v.object({
  Type: v.string(),
  Default: v.optional(v.union([v.string(), v.number()])),
  AllowedValues: v.optional(v.array(v.union([v.string(), v.number()]))),
  AllowedPattern: v.optional(v.string()),
});

const templateSchema = v.object({
  Parameters: v.optional(recordOf(parameter)),
  Mappings: v.optional(recordOf(recordOf(recordOf(v.unknown())))),
  Conditions: v.optional(recordOf(v.unknown())),
  Transform: v.optional(v.unknown()),
  Resources: recordOf(resource),
  Outputs: v.optional(recordOf(v.object({ Value: v.unknown(), Condition: v.optional(v.string()) }))),
});

export type Template = v.InferOutput<typeof templateSchema>;
export type TemplateResource = v.InferOutput<typeof resource>;
export type TemplateParameter = v.InferOutput<typeof parameter>;

/** @throws DeploymentError when it is no template, or one that needs a macro */
export function parseTemplate(value: unknown): Template {
  const parsed = v.safeParse(templateSchema, value);
  if (!parsed.success) {
    throw new DeploymentError(`Template format error: ${sentence(parsed.issues, 'the template')}`);
  }
  if (parsed.output.Transform !== undefined) {
    throw new DeploymentError('Transform: the sandbox expands no macros.');
  }
  return parsed.output;
}
