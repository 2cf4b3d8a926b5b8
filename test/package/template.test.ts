/** CloudFormation would take the packaged template. */
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { expect, test } from 'vitest';
import { parseTemplate, type Template } from '../../sandbox/cloudformation/template.ts';
import { sandboxTemplate } from './sandbox-stage.ts';
import { wrongProperties } from './template-properties.ts';
import { danglingReferences } from './template-references.ts';

const specification = loadAwsServiceSpecSync();

const packaged = (): Template => parseTemplate(sandboxTemplate());

/** @returns the packaged template, in which the properties of one resource are others */
function withProperties(id: string, properties: Record<string, unknown>): Template {
  const template = packaged();
  const resource = template.Resources[id];
  if (!resource) throw new Error(`The template has no ${id}`);
  return {
    ...template,
    Resources: { [id]: { ...resource, Properties: { ...resource.Properties, ...properties } } },
  };
}

test('each property is one that the type of its resource has, and of the right type; none is missing', () => {
  expect(wrongProperties(packaged(), specification)).toEqual([]);
});

test('whatever is referred to is there', () => {
  expect(danglingReferences(packaged(), specification)).toEqual([]);
});

const target = { Id: 'a', Arn: 'arn:aws:lambda:us-east-1:111122223333:function:example' };

test.for<[id: string, properties: Record<string, unknown>, ...problems: string[]]>([
  ['Ledger', { TimeToLive: {} }, 'Ledger: there is no property TimeToLive'],
  [
    'Ledger',
    { TimeToLiveSpecification: { Attribute: 'expiresAt' } },
    'Ledger/TimeToLiveSpecification: Enabled is missing',
    'Ledger/TimeToLiveSpecification: there is no property Attribute',
  ],
  [
    'FailedCalls',
    { Targets: [target, { ...target, RetryPolicy: { MaximumRetryAttempts: 'often' } }] },
    'FailedCalls/Targets/1/RetryPolicy/MaximumRetryAttempts: "often" is no integer',
  ],
  [
    'FailedCalls',
    { Targets: { 'Fn::If': ['SlackConfigured', [target], target] } },
    `FailedCalls/Targets: ${JSON.stringify(target)} is no array`,
  ],
  ['FailedCalls', { Targets: { 'Fn::Sub': 'text' } }, 'FailedCalls/Targets: text, where array is wanted'],
  ['FailedCalls', { State: 'ON' }, 'FailedCalls/State: "ON" is no string'],
  [
    'MoveDashaliasLambdaFunction',
    { Timeout: 'long', Environment: { Variables: ['A'] }, TracingConfig: 'Active' },
    'MoveDashaliasLambdaFunction/Environment/Variables: ["A"] is no map',
    'MoveDashaliasLambdaFunction/Timeout: "long" is no integer',
    'MoveDashaliasLambdaFunction/TracingConfig: "Active" is no ref',
  ],
  ['Announcements', { Tags: [{ Key: 'team' }] }, 'Announcements/Tags/0: {"Key":"team"} is no tag'],
  ['ReceiveFailureDeadLetters', { SqsManagedSseEnabled: 'yes' }, '"yes" is no boolean'],
])('%s with the properties %o is refused', ([id, properties, ...problems]) => {
  const found = wrongProperties(withProperties(id, properties), specification);
  expect(found.toSorted()).toEqual(problems.map((problem) => expect.stringContaining(problem)));
});

test('a type that CloudFormation does not know is refused', () => {
  const template = { Resources: { Ledger: { Type: 'AWS::DynamoDB::Tabel' } } };
  expect(wrongProperties(template, specification)).toEqual(['Ledger: there is no type AWS::DynamoDB::Tabel']);
});

test('what is not there is named, wherever it is referred to', () => {
  const template = parseTemplate({
    Conditions: { Here: { 'Fn::Equals': ['a', 'a'] } },
    Parameters: { Given: { Type: 'String' } },
    Resources: {
      Queue: { Type: 'AWS::SQS::Queue' },
      Topic: {
        Type: 'AWS::SNS::Topic',
        Condition: 'Gone',
        DependsOn: ['Queue', 'Rule'],
        Properties: {
          TopicName: { Ref: 'Bus' },
          DisplayName: { 'Fn::If': ['There', { Ref: 'AWS::Region' }, { Ref: 'Given' }] },
          Subscription: [
            { Protocol: 'sqs', Endpoint: { 'Fn::GetAtt': ['Queue', 'Name'] } },
            { Protocol: 'sqs', Endpoint: { 'Fn::GetAtt': 'Table.Arn' } },
          ],
          KmsMasterKeyId: {
            'Fn::Sub': ['${Own}${!Literal}${Other}${Queue.Address}', { Own: { Ref: 'Key' } }],
          },
        },
      },
    },
    Outputs: { Address: { Value: { 'Fn::Join': ['/', [{ Ref: 'Queue' }, { Ref: 'Website' }]] } } },
  });
  expect(danglingReferences(template, specification)).toEqual([
    'Topic/Condition: there is no condition Gone',
    'Topic/DependsOn: there is no resource Rule',
    'Topic/TopicName/Ref: there is no Bus',
    'Topic/DisplayName/Fn::If: there is no condition There',
    'Topic/Subscription/0/Endpoint/Fn::GetAtt: AWS::SQS::Queue has no attribute Name',
    'Topic/Subscription/1/Endpoint/Fn::GetAtt: there is no resource Table',
    'Topic/KmsMasterKeyId/Fn::Sub: there is no Other',
    'Topic/KmsMasterKeyId/Fn::Sub: AWS::SQS::Queue has no attribute Address',
    'Topic/KmsMasterKeyId/Fn::Sub/Own/Ref: there is no Key',
    'Outputs/Address/Value/Fn::Join/1/1/Ref: there is no Website',
  ]);
});
