/** The parts of a CloudFormation template that a deployment reads. */
import * as z from 'zod/mini';

/** What makes a deployment fail, in a sentence that names the place in the template. */
export class DeploymentError extends Error {}

const resource = z.object({
  Type: z.string(),
  Properties: z.optional(z.record(z.string(), z.unknown())),
  DependsOn: z.optional(z.union([z.string(), z.array(z.string())])),
  Condition: z.optional(z.string()),
});

const parameter = z.object({
  Type: z.string(),
  Default: z.optional(z.union([z.string(), z.number()])),
  AllowedValues: z.optional(z.array(z.union([z.string(), z.number()]))),
  AllowedPattern: z.optional(z.string()),
});

const templateSchema = z.object({
  Parameters: z.optional(z.record(z.string(), parameter)),
  Mappings: z.optional(z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())))),
  Conditions: z.optional(z.record(z.string(), z.unknown())),
  Transform: z.optional(z.unknown()),
  Resources: z.record(z.string(), resource),
  Outputs: z.optional(
    z.record(z.string(), z.object({ Value: z.unknown(), Condition: z.optional(z.string()) })),
  ),
});

export type Template = z.infer<typeof templateSchema>;
export type TemplateResource = z.infer<typeof resource>;
export type TemplateParameter = z.infer<typeof parameter>;

/** @throws DeploymentError when it is no template, or one that needs a macro */
export function parseTemplate(value: unknown): Template {
  const parsed = templateSchema.safeParse(value);
  if (!parsed.success) throw new DeploymentError(`Template format error: ${describeIssues(parsed.error)}`);
  if (parsed.data.Transform !== undefined) {
    throw new DeploymentError('Transform: the sandbox expands no macros.');
  }
  return parsed.data;
}

export function describeIssues({ issues }: z.core.$ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}
