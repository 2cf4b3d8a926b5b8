/** What the roles of a template may do. */
import * as z from 'zod/mini';

const Role = z.object({
  Type: z.literal('AWS::IAM::Role'),
  Properties: z.object({
    Policies: z.array(
      z.object({
        PolicyName: z.string(),
        PolicyDocument: z.object({
          Statement: z.array(
            z.object({ Effect: z.literal('Allow'), Action: z.union([z.string(), z.array(z.string())]) }),
          ),
        }),
      }),
    ),
  }),
});

/** Actions by the name of the policy, which is the function's; without those that write its log and its traces. Whatever is no role is passed over. */
export function actionsByPolicy(resources: Record<string, unknown>): Map<string, string[]> {
  const roles = Object.values(resources).flatMap((resource) => Role.safeParse(resource).data ?? []);
  const policies = roles.flatMap(({ Properties }) => Properties.Policies);
  return new Map(
    policies.map(({ PolicyName, PolicyDocument }) => [
      PolicyName,
      PolicyDocument.Statement.flatMap(({ Action }) => Action)
        .filter((action) => !/^(logs|xray):/.test(action))
        .toSorted(),
    ]),
  );
}
