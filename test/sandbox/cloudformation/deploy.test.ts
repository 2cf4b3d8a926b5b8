import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { emptyAccount } from './account.ts';

const role = 'arn:aws:iam::111122223333:role/r';
const lambda = { Handler: 'dist/x.handler', Runtime: 'nodejs24.x', Role: role };

/** As `serverless package` wrote it for a small service that has one of everything. */
const packaged = JSON.parse(readFileSync(new URL('packaged-template.json', import.meta.url), 'utf8'));

describe('a packaged template', () => {
  test('becomes the resources that a deployment would make', async () => {
    const account = emptyAccount();
    const { outputs, physicalIds } = await account.deploy(packaged);

    const deadLetters = 'arn:aws:sqs:us-east-1:111122223333:example-sandbox-DeadLetters-';
    expect(account.functions).toMatchObject([
      {
        name: 'example-service-sandbox-move-alias',
        handler: 'dist/move-alias.handler',
        codeDir: '/bundles',
        environment: {
          TABLE: physicalIds.Ledger?.ref,
          BUS: 'example-sandbox',
          TOPIC: physicalIds.Topic?.attributes.TopicArn,
        },
        timeoutSeconds: 30,
        memorySize: 256,
        roleArn: 'arn:aws:iam::111122223333:role/example-sandbox-functions',
      },
      {
        name: 'example-service-sandbox-announce',
        deadLetterQueueArn: expect.stringContaining(deadLetters),
        maximumRetryAttempts: 1,
        maximumEventAgeSeconds: 3600,
      },
    ]);
    expect(account.functions[0]).not.toHaveProperty('maximumRetryAttempts');

    const moveAlias = 'arn:aws:lambda:us-east-1:111122223333:function:example-service-sandbox-move-alias';
    expect(account.stateMachines).toEqual([
      {
        name: 'example-sandbox-remediation',
        roleArn: 'arn:aws:iam::111122223333:role/example-sandbox-functions',
        definition: {
          StartAt: 'Move alias',
          States: {
            'Move alias': {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke',
              Parameters: { FunctionName: moveAlias },
              End: true,
            },
          },
        },
      },
    ]);

    const failureRule = physicalIds.FailureRule?.ref;
    expect(account.created).toContainEqual([
      'rule',
      { Name: failureRule, EventPattern: '{"source":["aws.cloudfront"]}', State: 'ENABLED' },
    ]);
    expect(account.created).toContainEqual([
      'targets',
      {
        Rule: failureRule,
        EventBusName: undefined,
        Targets: [
          {
            Id: 'receive',
            Arn: moveAlias,
            DeadLetterConfig: { Arn: expect.stringContaining(deadLetters) },
            RetryPolicy: { MaximumRetryAttempts: 4, MaximumEventAgeInSeconds: 3600 },
            InputTransformer: {
              InputPathsMap: { id: '$.detail.eventID' },
              InputTemplate: '{"id": <id>}',
            },
          },
        ],
      },
    ]);
    expect(account.created).toContainEqual([
      'queue',
      expect.stringMatching(/^example-sandbox-DeadLetters-[0-9A-Z]{12}$/),
      { MessageRetentionPeriod: '1209600' },
    ]);
    expect(account.created).toContainEqual([
      'table',
      {
        TableName: physicalIds.Ledger?.ref,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      },
    ]);
    expect(outputs).toMatchObject({
      BusName: 'example-sandbox',
      MoveDashaliasLambdaFunctionQualifiedArn: `${moveAlias}:1`,
    });
  });

  test('has the same names every time', async () => {
    const [first, second] = await Promise.all([
      emptyAccount().deploy(packaged),
      emptyAccount().deploy(packaged),
    ]);
    expect(first).toEqual(second);
  });
});

describe('order', () => {
  test('follows references and DependsOn, whatever the order of the template', async () => {
    const account = emptyAccount();
    await account.deploy({
      Resources: {
        Last: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'last' }, DependsOn: ['Middle'] },
        Middle: {
          Type: 'AWS::SSM::Parameter',
          Properties: { Name: 'm', Type: 'String', Value: { 'Fn::Sub': `see \${First}` } },
        },
        First: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'first' } },
      },
    });
    expect(account.created.map(([what, input]) => [what, input])).toEqual([
      ['topic', 'first'],
      ['parameter', { Name: 'm', Type: 'String', Value: 'see arn:aws:sns:us-east-1:111122223333:first' }],
      ['topic', 'last'],
    ]);
  });

  test('a cycle is named', async () => {
    const topic = (other: string) => ({
      Type: 'AWS::SNS::Topic',
      Properties: { TopicName: { 'Fn::GetAtt': [other, 'TopicName'] } },
    });
    const Resources = { A: topic('B'), B: topic('C'), C: topic('A') };
    await expect(emptyAccount().deploy({ Resources })).rejects.toThrow(
      'Circular dependency between resources: A -> B -> C -> A',
    );
  });

  test('what is not there cannot be depended on, unless a condition left it out', async () => {
    const topic = { Type: 'AWS::SNS::Topic', DependsOn: 'Optional' };
    await expect(emptyAccount().deploy({ Resources: { A: topic } })).rejects.toThrow(
      'A: there is no Optional among the resources to depend on',
    );
    const Conditions = { Never: { 'Fn::Equals': [1, 2] } };
    const optional = { Type: 'AWS::SNS::Topic', Condition: 'Never' };
    const account = emptyAccount();
    const stack = await account.deploy({ Conditions, Resources: { A: topic, Optional: optional } });
    expect(Object.keys(stack.physicalIds)).toEqual(['A']);
    const reference = { Type: 'AWS::SNS::Topic', Properties: { TopicName: { Ref: 'Optional' } } };
    await expect(
      emptyAccount().deploy({ Conditions, Resources: { A: reference, Optional: optional } }),
    ).rejects.toThrow('A: there is no Optional');
  });
});

describe('a rule for a function', () => {
  const rule = {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: 'r',
      EventPattern: { source: ['a'] },
      Targets: [{ Id: 't', Arn: { 'Fn::GetAtt': ['Function', 'Arn'] } }],
    },
  };
  const permission = {
    Action: 'lambda:InvokeFunction',
    FunctionName: { Ref: 'Function' },
    Principal: 'events.amazonaws.com',
  };
  const deployed = (properties?: object) =>
    emptyAccount().deploy({
      Resources: {
        Function: { Type: 'AWS::Lambda::Function', Properties: { ...lambda, FunctionName: 'f' } },
        Rule: rule,
        ...(properties ? { Permission: { Type: 'AWS::Lambda::Permission', Properties: properties } } : {}),
      },
    });

  test.each<[what: string, properties: object]>([
    ['for every rule', permission],
    ['for this rule', { ...permission, SourceArn: { 'Fn::GetAtt': ['Rule', 'Arn'] } }],
    ['for rules of its kind', { ...permission, SourceArn: 'arn:aws:events:*:111122223333:rule/?' }],
    ['by the ARN of the function', { ...permission, FunctionName: { 'Fn::GetAtt': ['Function', 'Arn'] } }],
    ['for its account', { ...permission, SourceAccount: { Ref: 'AWS::AccountId' } }],
  ])('deploys with a permission %s', async (_, properties) => {
    await expect(deployed(properties)).resolves.toBeDefined();
  });

  test.each<[what: string, properties: object | undefined]>([
    ['no permission', undefined],
    ['a permission for another service', { ...permission, Principal: 'sns.amazonaws.com' }],
    ['a permission for another function', { ...permission, FunctionName: 'g' }],
    ['a permission for a version of it only', { ...permission, FunctionName: 'f:1' }],
    [
      'a permission for another rule',
      { ...permission, SourceArn: 'arn:aws:events:us-east-1:111122223333:rule/s' },
    ],
    ['a permission for another account', { ...permission, SourceAccount: '444455556666' }],
    ['a permission for another action', { ...permission, Action: 'lambda:GetFunction' }],
  ])('does not deploy with %s', async (_, properties) => {
    await expect(deployed(properties)).rejects.toThrow(
      /^Rule \(AWS::Events::Rule\): no AWS::Lambda::Permission lets events\.amazonaws\.com invoke arn:aws:lambda:us-east-1:111122223333:function:f for arn:aws:events:us-east-1:111122223333:rule\/r;/,
    );
  });
});

test('rules on another bus have a Ref of two parts', async () => {
  const { physicalIds } = await emptyAccount().deploy({
    Resources: {
      Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'own' } },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: { Name: 'r', EventBusName: { Ref: 'Bus' }, EventPattern: { source: ['a'] } },
      },
    },
  });
  expect(physicalIds.Rule).toEqual({
    ref: 'own|r',
    attributes: { Arn: 'arn:aws:events:us-east-1:111122223333:rule/own/r' },
  });
});

test('a definition as a string, and substitutions everywhere in it', async () => {
  const account = emptyAccount();
  const bus = `\${Bus}`;
  const machine = (properties: object) => ({
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { RoleArn: role, DefinitionSubstitutions: { Bus: 'own', Seconds: 5 }, ...properties },
  });
  await account.deploy({
    Resources: {
      Text: machine({
        StateMachineName: 't',
        DefinitionString: `{"Wait": \${Seconds}, "Bus": "\${Bus}-\${Bus}"}`,
      }),
      Object: machine({ StateMachineName: 'o', Definition: { [`on ${bus}`]: [bus, `\${Other}`, 1] } }),
    },
  });
  expect(account.stateMachines.map(({ definition }) => definition)).toEqual([
    { Wait: 5, Bus: 'own-own' },
    { 'on own': ['own', `\${Other}`, 1] },
  ]);
});

test('topics with subscriptions, queues with policies', async () => {
  const account = emptyAccount();
  const { physicalIds } = await account.deploy({
    Resources: {
      Topic: {
        Type: 'AWS::SNS::Topic',
        Properties: { TopicName: 't', Subscription: [{ Protocol: 'email', Endpoint: 'a@example.com' }] },
      },
      More: {
        Type: 'AWS::SNS::Subscription',
        Properties: {
          TopicArn: { Ref: 'Topic' },
          Protocol: 'sqs',
          Endpoint: { 'Fn::GetAtt': ['Queue', 'Arn'] },
          RawMessageDelivery: true,
          FilterPolicy: { kind: ['x'] },
        },
      },
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: { QueueName: 'q', VisibilityTimeout: 30, RedrivePolicy: { maxReceiveCount: 3 } },
      },
    },
  });
  const TopicArn = 'arn:aws:sns:us-east-1:111122223333:t';
  expect(account.created).toEqual([
    ['topic', 't'],
    ['subscription', { TopicArn, Protocol: 'email', Endpoint: 'a@example.com' }],
    ['queue', 'q', { VisibilityTimeout: '30', RedrivePolicy: '{"maxReceiveCount":3}' }],
    [
      'subscription',
      {
        TopicArn,
        Protocol: 'sqs',
        Endpoint: 'arn:aws:sqs:us-east-1:111122223333:q',
        Attributes: { RawMessageDelivery: 'true', FilterPolicy: '{"kind":["x"]}' },
      },
    ],
  ]);
  expect(physicalIds.More?.ref).toBe(`${TopicArn}:subscription`);
});

test('long names are cut to what the service takes, and stay different', async () => {
  const long = 'VeryLongLogicalIdOfAFunctionWhoseNameWouldNotFitIntoSixtyFourCharacters';
  const { physicalIds } = await emptyAccount().deploy({
    Resources: {
      [`${long}A`]: { Type: 'AWS::Lambda::Function', Properties: lambda },
      [`${long}B`]: { Type: 'AWS::Lambda::Function', Properties: lambda },
    },
  });
  const names = Object.values(physicalIds).map(({ ref }) => ref);
  expect(names.map((name) => name.length)).toEqual([64, 64]);
  expect(new Set(names).size).toBe(2);
});
