/** What the roles of a deployed stack are allowed, and who may take them: every reference resolved, as IAM has it. */
import * as z from 'zod/mini';
import { conditions } from '../../sandbox/cloudformation/conditions.ts';
import { resolve } from '../../sandbox/cloudformation/intrinsics.ts';
import { parameterValues } from '../../sandbox/cloudformation/parameters.ts';
import { parseTemplate } from '../../sandbox/cloudformation/template.ts';
import { STACK_NAME } from '../../sandbox/deployment.ts';
import type { deployedSandbox } from './sandbox-stage.ts';

const list = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((one) => [one].flat()),
);
const condition = z._default(z.record(z.string(), z.record(z.string(), z.unknown())), {});

const Role = z.object({
  AssumeRolePolicyDocument: z.object({
    Statement: z.array(
      z.object({
        Effect: z.literal('Allow'),
        Principal: z.object({ Service: z.string() }),
        Action: z.literal('sts:AssumeRole'),
        Condition: condition,
      }),
    ),
  }),
  Policies: z.array(
    z.object({
      PolicyName: z.string(),
      PolicyDocument: z.object({
        Statement: z.array(
          z.strictObject({ Effect: z.literal('Allow'), Action: list, Resource: list, Condition: condition }),
        ),
      }),
    }),
  ),
});

export type Statement = z.infer<typeof Role>['Policies'][number]['PolicyDocument']['Statement'][number];

/** Each with its logical id, and the name of its policy, which is the function's. */
export function rolesOf({
  template,
  stack,
}: Pick<Awaited<ReturnType<typeof deployedSandbox>>, 'template' | 'stack'>) {
  const parsed = parseTemplate(template);
  const identity = { stackName: STACK_NAME, account: '111122223333', region: 'us-east-1' };
  const base = { parameters: parameterValues(parsed, {}, identity), mappings: parsed.Mappings };
  const created = new Map(Object.entries(stack.physicalIds));
  const scope = { ...base, condition: conditions(parsed, base), created };
  return Object.entries(parsed.Resources).flatMap(([id, { Type, Properties }]) => {
    if (Type !== 'AWS::IAM::Role') return [];
    const role = Role.parse(resolve(Properties, scope, id));
    const trust = role.AssumeRolePolicyDocument.Statement;
    return role.Policies.map(({ PolicyName, PolicyDocument }) => ({
      id,
      name: PolicyName,
      trust,
      statements: PolicyDocument.Statement,
    }));
  });
}
