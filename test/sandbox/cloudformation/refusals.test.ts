import { describe, expect, test } from 'vitest';
import { emptyAccount } from './account.ts';

const role = 'arn:aws:iam::111122223333:role/r';
const lambda = { Handler: 'dist/x.handler', Runtime: 'nodejs24.x', Role: role };

describe('refused', () => {
  const resource = (Type: string, Properties: object = {}) => ({
    Resources: { Thing: { Type, Properties } },
  });

  test.each<[what: string, template: unknown, message: string]>([
    ['no template', { Resources: [] }, 'Template format error: Resources'],
    ['macros', { Transform: 'AWS::Serverless-2016-10-31', Resources: {} }, 'expands no macros'],
    [
      'unknown types',
      resource('AWS::EC2::Instance'),
      'Thing: the sandbox has no resources of type AWS::EC2::Instance',
    ],
    [
      'missing properties',
      resource('AWS::Lambda::Function', { Runtime: 'nodejs24.x', Role: role }),
      'Thing (AWS::Lambda::Function): Handler: ',
    ],
    [
      'other runtimes',
      resource('AWS::Lambda::Function', { ...lambda, Runtime: 'python3.13' }),
      'not python3.13',
    ],
    [
      'dead letters to a topic',
      resource('AWS::Lambda::Function', { ...lambda, DeadLetterConfig: { TargetArn: 'arn:aws:sns:x' } }),
      'go to an SQS queue',
    ],
    [
      'destinations',
      resource('AWS::Lambda::EventInvokeConfig', { FunctionName: 'f', DestinationConfig: { OnFailure: {} } }),
      'has no destinations',
    ],
    [
      'configuration of functions elsewhere',
      resource('AWS::Lambda::EventInvokeConfig', { FunctionName: 'f' }),
      'the stack has no function f',
    ],
    [
      'express state machines',
      resource('AWS::StepFunctions::StateMachine', {
        RoleArn: role,
        StateMachineType: 'EXPRESS',
        Definition: {},
      }),
      'runs no EXPRESS',
    ],
    [
      'definitions that are no JSON',
      resource('AWS::StepFunctions::StateMachine', { RoleArn: role, DefinitionString: '{' }),
      'DefinitionString that is JSON',
    ],
    [
      'secrets in a template',
      resource('AWS::SSM::Parameter', { Type: 'SecureString', Value: 'x' }),
      'Thing (AWS::SSM::Parameter): Type: ',
    ],
  ])('%s', async (_, template, message) => {
    const account = emptyAccount();
    await expect(account.deploy(template)).rejects.toThrow(message);
    expect(account.created).toEqual([]);
  });

  test('by the part that creates it: with the logical id and its reason', async () => {
    const account = emptyAccount();
    const template = resource('AWS::Events::Rule', { Name: 'r', EventPattern: { source: ['a'] } });
    account.resources.putRule = () => {
      throw new Error('Event pattern is not valid.');
    };
    await expect(account.deploy(template)).rejects.toThrow(
      'Thing (AWS::Events::Rule): Event pattern is not valid.',
    );
  });
});
