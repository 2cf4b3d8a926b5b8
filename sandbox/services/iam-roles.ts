/** IAM's roles, as far as one asks what they may do. */
import type * as sdk from '@aws-sdk/client-iam';
import * as v from 'valibot';
import { sentence } from '../issues.ts';
import { AwsError, type Caller } from '../wire/service.ts';
import { decide, PolicyDocument } from './iam-policy.ts';

export interface RoleSpec {
  account: string;
  name: string;
  /** Inline policies, parsed. */
  policies: readonly unknown[];
}

interface Role {
  account: string;
  name: string;
  arn: string;
  createdAt: Date;
  policies: PolicyDocument[];
  boundary?: string;
}

export function createRoles() {
  const roles: Role[] = [];
  /** Managed policies, by ARN. */
  const managed = new Map<string, PolicyDocument>();

  function role(name: string | undefined, { account }: Caller): Role {
    const found = roles.find((one) => one.account === account && one.name === name);
    if (found) return found;
    throw new AwsError('NoSuchEntity', `The role with name ${name} cannot be found.`, 404);
  }

  function boundaryOf({ boundary }: Role): PolicyDocument | undefined {
    return boundary === undefined ? undefined : managed.get(boundary);
  }

  return {
    /** @returns its ARN */
    create({ account, name, policies }: RoleSpec): string {
      const arn = `arn:aws:iam::${account}:role/${name}`;
      roles.push({ account, name, arn, createdAt: new Date(), policies: policies.map(parsed) });
      return arn;
    },

    operations: {
      GetRole({ RoleName }: sdk.GetRoleRequest, caller: Caller) {
        const { name, arn, createdAt, boundary } = role(RoleName, caller);
        return {
          Role: {
            Path: '/',
            RoleName: name,
            RoleId: `AROA${name}`,
            Arn: arn,
            CreateDate: createdAt,
            ...(boundary !== undefined && {
              PermissionsBoundary: {
                PermissionsBoundaryType: 'Policy',
                PermissionsBoundaryArn: boundary,
              },
            }),
          },
        };
      },

      CreatePolicy({ PolicyName, PolicyDocument: document }: sdk.CreatePolicyRequest, { account }: Caller) {
        const Arn = `arn:aws:iam::${account}:policy/${PolicyName}`;
        managed.set(Arn, parsed(JSON.parse(document ?? '')));
        return { Policy: { PolicyName, Arn } };
      },

      PutRolePermissionsBoundary(
        { RoleName, PermissionsBoundary }: sdk.PutRolePermissionsBoundaryRequest,
        caller: Caller,
      ) {
        const bounded = role(RoleName, caller);
        if (!managed.has(PermissionsBoundary ?? ''))
          throw new AwsError('NoSuchEntity', `Policy ${PermissionsBoundary} does not exist.`, 404);
        if (PermissionsBoundary) bounded.boundary = PermissionsBoundary;
        return {};
      },

      DeleteRolePermissionsBoundary({ RoleName }: sdk.DeleteRolePermissionsBoundaryRequest, caller: Caller) {
        delete role(RoleName, caller).boundary;
        return {};
      },

      SimulatePrincipalPolicy(
        input: sdk.SimulatePrincipalPolicyRequest,
        caller: Caller,
      ): sdk.SimulatePolicyResponse {
        const { PolicySourceArn = '', ActionNames = [], ResourceArns = ['*'], ContextEntries = [] } = input;
        const simulated = role(PolicySourceArn.split('/').at(-1), caller);
        const boundary = boundaryOf(simulated);
        const context = new Map(
          ContextEntries.map(({ ContextKeyName = '', ContextKeyValues = [] }) => [
            ContextKeyName.toLowerCase(),
            ContextKeyValues,
          ]),
        );
        const results = ActionNames.flatMap((action) =>
          ResourceArns.map((resource): sdk.EvaluationResult => {
            const request = { action, resource, context };
            const own = decide(simulated.policies, request);
            const bounded = boundary ? decide([boundary], request) : 'allowed';
            return {
              EvalActionName: action,
              EvalResourceName: resource,
              EvalDecision: own === 'allowed' ? bounded : own,
              ...(boundary && {
                PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: bounded === 'allowed' },
              }),
            };
          }),
        );
        return { EvaluationResults: results, IsTruncated: false };
      },
    },
  };
}

function parsed(document: unknown): PolicyDocument {
  const result = v.safeParse(PolicyDocument, document);
  if (result.success) return result.output;
  throw new AwsError('MalformedPolicyDocument', sentence(result.issues, 'the policy'));
}
