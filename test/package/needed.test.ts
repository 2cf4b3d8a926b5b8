/** What is found in bundles and definitions, and what it needs. That the roles allow just that is in package.test.ts. */
import { expect, test } from 'vitest';
import { callsIn } from './bundle-calls.ts';
import { actionsFor } from './needed-actions.ts';
import { neededBy } from './needed-by-function.ts';
import { neededByStateMachine } from './needed-by-state-machine.ts';

const ssm = 'var Qd=1;$a=Yb(Zc,"AmazonSSM","SSMClient",Qd);';
const command = (builder: string, name: string) => `class Kf extends ${builder}(Lg,Mh,"${name}",Ni){}`;

test('calls are found by their client, whatever minifying made of the names', () => {
  const sfn = 'b$=Yb(Zc,"AWSStepFunctions","SFNClient",Qd);';
  const text = `${ssm}${sfn}class A extends B{}${command('$a', 'GetParameter')}${command('b$', 'StartExecution')}`;
  expect(callsIn(text)).toEqual(['SSM.GetParameter', 'SFN.StartExecution']);
  expect(() => callsIn(command('$a', 'GetParameter'))).toThrow('GetParameter belongs to no client');
});

test.for([
  ['SSM.GetParameter', ['ssm:GetParameter']],
  ['SFN.StartExecution', ['states:StartExecution']],
  ['CloudFront.AssociateAlias', ['cloudfront:AssociateAlias', 'cloudfront:UpdateDistribution']],
  ['DynamoDB.DescribeEndpoints', []],
] as const)('%s needs %o', ([call, actions]) => {
  expect(actionsFor(call)).toEqual(actions);
});

test('a function needs what it calls, its log, its dead-letter queue, its traces and the key of its topic', () => {
  const plain = { Handler: 'dist/a.handler', Role: { 'Fn::GetAtt': ['ARole', 'Arn'] } };
  const more = { ...plain, DeadLetterConfig: { TargetArn: 'arn' }, TracingConfig: { Mode: 'Active' } };
  const stack = (topic: object) => ({
    Resources: {
      Plain: { Type: 'AWS::Lambda::Function', Properties: plain },
      More: { Type: 'AWS::Lambda::Function', Properties: more },
      Topic: { Type: 'AWS::SNS::Topic', Properties: { ...topic } },
    },
  });
  const sns = 'var Qd=1;$a=Yb(Zc,"AmazonSimpleNotificationService","SNSClient",Qd);';
  const read = (path: string) => `${sns}${path === 'dist/a' ? command('$a', 'Publish') : ''}`;
  const called = ['logs:CreateLogStream', 'logs:PutLogEvents', 'sns:Publish'];
  expect(neededBy('Plain', stack({}), read)).toEqual({ role: 'ARole', actions: called });
  expect(neededBy('Plain', stack({ KmsMasterKeyId: 'key' }), read).actions).toEqual([
    'kms:Decrypt',
    'kms:GenerateDataKey',
    ...called,
  ]);
  expect(neededBy('More', stack({}), read).actions).toEqual([
    ...called,
    'sqs:SendMessage',
    'xray:PutTelemetryRecords',
    'xray:PutTraceSegments',
  ]);
});

test('a state machine needs what its states call, however deep they lie', () => {
  const task = (Resource: string, Parameters = {}) => ({ Type: 'Task', Resource, Parameters });
  const arn = 'arn:aws:lambda:us-east-1:111122223333:function:';
  const definition = {
    States: {
      A: { Type: 'Parallel', Branches: [{ States: { B: task(`${arn}b`), C: task(`${arn}b`) } }] },
      D: task('arn:aws:states:::lambda:invoke.waitForTaskToken', { FunctionName: `${arn}d` }),
      E: task('arn:aws:states:::events:putEvents', { Entries: [{ EventBusName: 'bus' }] }),
      F: { Type: 'Wait', Seconds: 1 },
    },
  };
  const needed = (properties: object) =>
    neededByStateMachine(properties, definition, (name) => `arn:${name}`);
  expect(needed({})).toEqual([
    'events:PutEvents on arn:bus',
    `lambda:InvokeFunction on ${arn}b`,
    `lambda:InvokeFunction on ${arn}d`,
  ]);
  expect(needed({ LoggingConfiguration: {} })).toContain('logs:CreateLogDelivery on *');
  expect(needed({ TracingConfiguration: {} })).toContain('xray:PutTraceSegments on *');
  const unknown = { States: { A: task('arn:aws:states:::sns:publish') } };
  expect(() => neededByStateMachine({}, unknown, String)).toThrow('sns:publish');
});
