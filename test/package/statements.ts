/** What the roles of a deployed stack are allowed, and who may take them: every reference resolved, as IAM has it. */
import * as v from 'valibot';
import { conditions } from '../../sandbox/cloudformation/conditions.ts';
import { resolve } from '../../sandbox/cloudformation/intrinsics.ts';
import { parameterValues } from '../../sandbox/cloudformation/parameters.ts';
import { parseTemplate } from '../../sandbox/cloudformation/template.ts';
import { STACK_NAME } from '../../sandbox/deployment.ts';
import type { deployedSandbox } from './sandbox-stage.ts';

const list = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((one) => [one].flat()),
);
const condition = v.optional(v.record(v.string(), v.record(v.string(), v.unknown())), {});

const Role = v.object({
  AssumeRolePolicyDocument: v.object({
    Statement: v.array(
      v.object({
        Effect: v.literal('Allow'),
        Principal: v.object({ Service: v.string() }),
        Action: v.literal('sts:AssumeRole'),
        Condition: condition,
      }),
    ),
  }),
  Policies: v.array(
    v.object({
      PolicyName: v.string(),
      PolicyDocument: v.object({
        Statement: v.array(
          v.strictObject({ Effect: v.literal('Allow'), Action: list, Resource: list, Condition: condition }),
        ),
      }),
    }),
  ),
});

export type Statement = v.InferOutput<typeof Role>['Policies'][number]['PolicyDocument']['Statement'][number];

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
    const role = v.parse(Role, resolve(Properties, scope, id));
    const trust = role.AssumeRolePolicyDocument.Statement;
    return role.Policies.map(({ PolicyName, PolicyDocument }) => ({
      id,
      name: PolicyName,
      trust,
      statements: PolicyDocument.Statement,
    }));
  });
}
