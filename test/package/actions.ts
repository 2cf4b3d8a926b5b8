/** What the roles of a template may do. */
import * as v from 'valibot';

const Role = v.object({
  Type: v.literal('AWS::IAM::Role'),
  Properties: v.object({
    Policies: v.array(
      v.object({
        PolicyName: v.string(),
        PolicyDocument: v.object({
          Statement: v.array(
            v.object({ Effect: v.literal('Allow'), Action: v.union([v.string(), v.array(v.string())]) }),
          ),
        }),
      }),
    ),
  }),
});

/** Actions by the name of the policy, which is the function's; without those that write its log and its traces. Whatever is no role is passed over. */
export function actionsByPolicy(resources: Record<string, unknown>): Map<string, string[]> {
  const roles = Object.values(resources).flatMap((resource) => (v.is(Role, resource) ? [resource] : []));
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
