/** The roles of the packaged stack are as narrow as AWS allows. */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { parseTemplate } from '../../sandbox/cloudformation/template.ts';
import { tooWide } from './least-privilege.ts';
import { deployedSandbox } from './sandbox-stage.ts';
import { rolesOf } from './statements.ts';

const GetAtt = v.object({ 'Fn::GetAtt': v.strictTuple([v.string(), v.literal('Arn')]) });

const deployed = await deployedSandbox();
const roles = rolesOf(deployed);

test.for(roles)('$name: no action and no resource is wider than it could be', async ({ statements }) => {
  const found = await Promise.all(statements.map(tooWide));
  expect(found.flat()).toEqual([]);
});

/**
 * Only our own machine may take its role, should Step Functions be tricked into using it:
 * https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html. For the role of a function, Lambda's guide
 * names no such condition.
 */
test('each role is trusted to its one service; that of the state machine, to our state machine', () => {
  const trusted = new Map(
    roles.map(({ name, trust }) => [
      name,
      trust.map(({ Principal, Condition }) => [Principal.Service, Condition]),
    ]),
  );
  const { remediation, ...functions } = Object.fromEntries(trusted);
  expect(remediation).toEqual([
    [
      'states.amazonaws.com',
      {
        StringEquals: { 'aws:SourceAccount': '111122223333' },
        ArnLike: {
          'aws:SourceArn': 'arn:aws:states:us-east-1:111122223333:stateMachine:*',
        },
      },
    ],
  ]);
  for (const trust of Object.values(functions)) expect(trust).toEqual([['lambda.amazonaws.com', {}]]);
});

test('a role is there only where its function is', () => {
  const { Resources } = parseTemplate(deployed.template);
  for (const [id, { Type, Properties, Condition }] of Object.entries(Resources)) {
    if (Type !== 'AWS::Lambda::Function') continue;
    const [role = ''] = v.parse(GetAtt, Properties?.Role)['Fn::GetAtt'];
    expect([id, Resources[role]?.Condition]).toEqual([id, Condition]);
  }
});

const distribution = 'arn:aws:cloudfront::111122223333:distribution/*';
const machine = 'arn:aws:states:us-east-1:111122223333:stateMachine:example';

test.for<[action: string, resource: string, problem?: string]>([
  ['cloudfront:GetDistribution', distribution],
  ['cloudfront:ListDistributions', '*'],
  ['states:SendTaskSuccess', machine],
  ['cloudfront:*', distribution, 'there is no such action'],
  ['cloudfront:GetDistributions', distribution, 'there is no such action'],
  ['cloudfront:GetDistribution', '*', '* where it could be arn:'],
  ['cloudfront:GetDistribution', 'arn:aws:cloudfront::111122223333:*', 'is none of'],
  ['cloudfront:GetDistribution', 'arn:aws:cloudfront::*:distribution/*', 'is none of'],
  ['cloudfront:GetDistributionTenant', distribution, 'is none of'],
  ['cloudfront:ListDistributions', distribution, 'it never matches'],
  ['states:StartExecution', machine.replace('us-east-1', '*'), 'is none of'],
  ['sqs:SendMessage', 'arn:aws:sns:us-east-1:111122223333:example', 'is none of'],
])('%s on %s', async ([action, resource, problem]) => {
  const found = await tooWide({ Effect: 'Allow', Action: [action], Resource: [resource], Condition: {} });
  expect(found).toEqual(problem === undefined ? [] : [expect.stringContaining(problem)]);
});

test.for<[action: string, key: string, known: boolean]>([
  ['cloudfront:UpdateDistribution', 'aws:ResourceTag/team', true],
  ['cloudfront:UpdateDistribution', 'aws:RequestTag/team', false],
  ['cloudfront:UpdateDistribution', 'aws:SourceArn', true],
  ['dynamodb:GetItem', 'dynamodb:LeadingKeys', true],
  ['dynamodb:GetItem', 'dynamodb:LeadingKey', false],
])('%s under a condition on %s: %s', async ([action, key, known]) => {
  const resource = action.startsWith('cloudfront:')
    ? distribution
    : 'arn:aws:dynamodb:us-east-1:111122223333:table/example';
  const Condition = { StringEquals: { [key]: 'example' } };
  const found = await tooWide({ Effect: 'Allow', Action: [action], Resource: [resource], Condition });
  expect(found).toEqual(known ? [] : [`${action}: it knows no ${key}`]);
});
