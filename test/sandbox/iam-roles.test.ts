import type { ContextEntry } from '@aws-sdk/client-iam';
import { beforeEach, expect, test } from 'vitest';
import { createRoles } from '../../sandbox/services/iam-roles.ts';
import { refusal, them, us } from './cloudfront/world.ts';

const RoleName = 'cname-rescue-sandbox-move-alias';
const arn = `arn:aws:iam::111122223333:role/${RoleName}`;
const distribution = 'arn:aws:cloudfront::111122223333:distribution/E2TARGETEXAMPLE';
const allow = (Action: string | string[], Resource = '*', Condition = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource, Condition }],
});

let roles = createRoles();
beforeEach(() => {
  roles = createRoles();
  const policies = [
    allow(['cloudfront:GetDistribution', 'sns:Publish'], 'arn:aws:cloudfront::111122223333:distribution/*'),
    allow('cloudfront:UpdateDistribution', '*', { StringEquals: { 'aws:ResourceTag/team': 'web' } }),
    { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 'sns:*', Resource: '*' } },
  ];
  roles.create({ account: '111122223333', name: RoleName, policies });
});

function decision(action: string, resource: string, ContextEntries: ContextEntry[] = []) {
  const { EvaluationResults: [result] = [] } = roles.operations.SimulatePrincipalPolicy(
    { PolicySourceArn: arn, ActionNames: [action], ResourceArns: [resource], ContextEntries },
    us,
  );
  return result;
}

test('a role is read by its name, by its own account', async () => {
  expect(roles.operations.GetRole({ RoleName }, us).Role).toMatchObject({ RoleName, Arn: arn });
  expect(await refusal(() => roles.operations.GetRole({ RoleName }, them))).toMatchObject({
    what: 'NoSuchEntity 404',
  });
});

test.for([
  ['cloudfront:GetDistribution', distribution, 'allowed'],
  ['cloudfront:getdistribution', distribution, 'allowed'],
  ['cloudfront:GetDistribution', distribution.replace('1111', '4444'), 'implicitDeny'],
  ['cloudfront:DeleteDistribution', distribution, 'implicitDeny'],
  ['sns:Publish', distribution, 'explicitDeny'],
] as const)('%s on %s: %s', ([action, resource, expected]) => {
  expect(decision(action, resource)).toMatchObject({ EvalActionName: action, EvalDecision: expected });
});

test('a condition holds by what is said of the request', () => {
  const tagged = (value: string) => [{ ContextKeyName: 'aws:ResourceTag/Team', ContextKeyValues: [value] }];
  const decided = (entries: ContextEntry[]) =>
    decision('cloudfront:UpdateDistribution', distribution, entries)?.EvalDecision;
  expect([decided([]), decided(tagged('mail')), decided(tagged('web'))]).toEqual([
    'implicitDeny',
    'implicitDeny',
    'allowed',
  ]);
});

test('a boundary takes away what it does not allow', async () => {
  const { CreatePolicy, PutRolePermissionsBoundary, DeleteRolePermissionsBoundary, GetRole } =
    roles.operations;
  const PermissionsBoundary = 'arn:aws:iam::111122223333:policy/boundary';
  const bounded = { RoleName, PermissionsBoundary };
  expect(await refusal(() => PutRolePermissionsBoundary(bounded, us))).toMatchObject({
    what: 'NoSuchEntity 404',
  });
  const PolicyDocument = JSON.stringify(allow('logs:*'));
  expect(CreatePolicy({ PolicyName: 'boundary', PolicyDocument }, us).Policy.Arn).toBe(PermissionsBoundary);
  PutRolePermissionsBoundary(bounded, us);
  expect(GetRole({ RoleName }, us).Role.PermissionsBoundary).toMatchObject({
    PermissionsBoundaryArn: PermissionsBoundary,
  });
  expect(decision('cloudfront:GetDistribution', distribution)).toMatchObject({
    EvalDecision: 'implicitDeny',
    PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
  });
  DeleteRolePermissionsBoundary({ RoleName }, us);
  expect(decision('cloudfront:GetDistribution', distribution)).toMatchObject({ EvalDecision: 'allowed' });
});
