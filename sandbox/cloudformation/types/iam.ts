/** AWS::IAM::Role. Nothing is refused by its policies; they are there to be looked at. */
import * as v from 'valibot';
import { nameOf, type ResourceType, resourceType } from '../resource-type.ts';

const role = resourceType(
  v.object({
    RoleName: v.optional(v.string()),
    Policies: v.optional(v.array(v.object({ PolicyDocument: v.unknown() }))),
  }),
  async ({ RoleName, Policies = [] }, context) => {
    const name = nameOf(RoleName, context, 64);
    const policies = Policies.map(({ PolicyDocument }) => PolicyDocument);
    const arn = await context.resources.createRole({ name, policies });
    return { ref: name, attributes: { Arn: arn, RoleId: name } };
  },
);

export const iamTypes: Record<string, ResourceType> = { 'AWS::IAM::Role': role };
