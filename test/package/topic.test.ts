/** Who may publish to the topics, and use their key. CloudWatch tells nobody when it may not: an alarm would be heard by no one. */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { emptyAccount } from '../sandbox/cloudformation/account.ts';
import { ofType, packagedTemplate, propertiesOf } from './template.ts';

const Alarm = v.object({ AlarmActions: v.array(v.unknown()) });
const Statement = v.object({
  Effect: v.string(),
  Principal: v.unknown(),
  Action: v.union([v.string(), v.array(v.string())]),
  Condition: v.optional(v.unknown()),
});
const Policy = v.object({ Statement: v.array(Statement) });
const Role = v.object({
  RoleName: v.string(),
  Policies: v.array(v.object({ PolicyDocument: v.object({ Statement: v.array(v.unknown()) }) })),
});

const [ACCOUNT, REGION] = [`\${AWS::AccountId}`, `\${AWS::Region}`];
const arn = (text: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${text}` });
const topic = { Ref: 'Announcements' };
const ofAlarms = {
  Principal: { Service: 'cloudwatch.amazonaws.com' },
  Condition: {
    StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
    ArnLike: { 'aws:SourceArn': arn(`cloudwatch:${REGION}:${ACCOUNT}:alarm:*`) },
  },
};
const useOfTheKey = ['kms:Decrypt', 'kms:GenerateDataKey'];

test('every alarm goes to the topic for people, and the key of both topics is rotated', () => {
  for (const [, { Properties }] of ofType('AWS::CloudWatch::Alarm')) {
    expect(v.parse(Alarm, Properties).AlarmActions).toEqual([topic]);
  }
  for (const topic of ['Announcements', 'AnnouncementsAsJson']) {
    expect(propertiesOf(topic).KmsMasterKeyId).toEqual({ Ref: 'AnnouncementsKey' });
  }
  expect(propertiesOf('AnnouncementsKey').EnableKeyRotation).toBe(true);
});

test('whoever wants to subscribe finds them among the outputs', async () => {
  const { outputs } = await emptyAccount().deploy(packagedTemplate());
  expect(outputs.TopicArn).toMatch(/^arn:aws:sns:us-east-1:111122223333:\S+Announcements/);
  expect(outputs.JsonTopicArn).toMatch(/^arn:aws:sns:us-east-1:111122223333:\S+AnnouncementsAsJson/);
});

test('alarms of this account may publish to the topic for people, and nobody to either without TLS', () => {
  const { Statement: statements } = v.parse(Policy, propertiesOf('AnnouncementsPolicy').PolicyDocument);
  const withoutTls = {
    Effect: 'Deny',
    Principal: '*',
    Action: 'sns:Publish',
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  expect(statements).toEqual([{ Effect: 'Allow', Action: 'sns:Publish', ...ofAlarms }, withoutTls]);
  // No alarm is what a program expects.
  const forPrograms = v.parse(Policy, propertiesOf('AnnouncementsAsJsonPolicy').PolicyDocument);
  expect(forPrograms.Statement).toEqual([withoutTls]);
});

test('the key is used by alarms of this account and by the one role that publishes; others may only administer it', () => {
  const { Statement: statements } = v.parse(Policy, propertiesOf('AnnouncementsKey').KeyPolicy);
  const [administration, ...users] = statements;
  expect(administration?.Principal).toEqual({ AWS: arn(`iam::${ACCOUNT}:root`) });
  const usesData = /^kms:(\*|Create\*|.*(crypt|DataKey|Sign|Verify|Mac|Secret|CreateGrant))/;
  expect([administration?.Action ?? 'kms:*'].flat().filter((action) => usesData.test(action))).toEqual([]);

  const [announceBySns] = ofType('AWS::IAM::Role').flatMap(([, { Properties }]) => {
    const role = v.parse(Role, Properties);
    return JSON.stringify(role.Policies).includes('"sns:Publish"') ? [role] : [];
  });
  const ofTheRole = {
    Principal: { AWS: arn(`iam::${ACCOUNT}:root`) },
    Condition: {
      ArnEquals: { 'aws:PrincipalArn': arn(`iam::${ACCOUNT}:role/${announceBySns?.RoleName}`) },
    },
  };
  expect(users).toEqual([
    { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], ...ofAlarms },
    { Effect: 'Allow', Action: useOfTheKey, ...ofTheRole },
  ]);
  // To the account's root is to its policies: the role needs its own besides.
  expect(announceBySns?.Policies[0]?.PolicyDocument.Statement).toContainEqual({
    Effect: 'Allow',
    Action: useOfTheKey,
    Resource: { 'Fn::GetAtt': ['AnnouncementsKey', 'Arn'] },
  });
});
