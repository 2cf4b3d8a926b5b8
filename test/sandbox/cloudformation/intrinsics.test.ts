import { describe, expect, test } from 'vitest';
import { emptyAccount, resolved } from './account.ts';

const queue = { Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'work' } } } };
const queueArn = 'arn:aws:sqs:us-east-1:111122223333:work';

describe('functions', () => {
  test.each<[value: unknown, expected: unknown]>([
    [{ Ref: 'AWS::AccountId' }, '111122223333'],
    [{ Ref: 'Queue' }, 'http://127.0.0.1/111122223333/work'],
    [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, queueArn],
    [{ 'Fn::GetAtt': 'Queue.Arn' }, queueArn],
    [{ 'Fn::Sub': `\${AWS::Partition}/\${Queue.QueueName}/\${!Literal}` }, `aws/work/\${Literal}`],
    [
      { 'Fn::Sub': [`\${a}-\${AWS::Region}`, { a: { 'Fn::GetAtt': ['Queue', 'Arn'] } }] },
      `${queueArn}-us-east-1`,
    ],
    [{ 'Fn::Join': [':', ['a', { Ref: 'AWS::URLSuffix' }, 3]] }, 'a:amazonaws.com:3'],
    [{ 'Fn::Split': [':', { 'Fn::GetAtt': ['Queue', 'Arn'] }] }, queueArn.split(':')],
    [{ 'Fn::Select': ['5', { 'Fn::Split': [':', { 'Fn::GetAtt': ['Queue', 'Arn'] }] }] }, 'work'],
    [{ 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'small'] }, 128],
    [{ 'Fn::If': ['InVirginia', 'yes', { Ref: 'Nowhere' }] }, 'yes'],
    [{ 'Fn::If': ['Elsewhere', { Ref: 'Nowhere' }, ['no']] }, ['no']],
    [
      {
        kept: 1,
        left: { Ref: 'AWS::NoValue' },
        list: ['a', { 'Fn::If': ['Elsewhere', 'b', { Ref: 'AWS::NoValue' }] }],
      },
      { kept: 1, list: ['a'] },
    ],
    [{ Ref: 'Names' }, ['a', 'b']],
    [
      { Condition: { Bool: { 'aws:SecureTransport': false } } },
      { Condition: { Bool: { 'aws:SecureTransport': false } } },
    ],
  ])('%j', async (value, expected) => {
    const template = {
      ...queue,
      Parameters: { Names: { Type: 'CommaDelimitedList', Default: 'a, b' } },
      Mappings: { Sizes: { 'us-east-1': { small: 128 } } },
      Conditions: {
        InVirginia: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
        Elsewhere: { 'Fn::Not': [{ Condition: 'InVirginia' }] },
      },
    };
    expect(await resolved(value, template)).toEqual(expected);
  });

  test.each<[value: unknown, message: string]>([
    [{ 'Fn::ImportValue': 'x' }, 'Outputs.Value.Fn::ImportValue: the sandbox has one stack'],
    [{ 'Fn::Cidr': [] }, 'Outputs.Value: the sandbox does not know Fn::Cidr'],
    [{ deep: [{ Ref: 'Nowhere' }] }, 'Outputs.Value.deep[0].Ref: there is no Nowhere to refer to'],
    [{ 'Fn::GetAtt': ['Queue', 'Colour'] }, 'the sandbox knows no attribute Colour of Queue'],
    [{ 'Fn::Sub': `\${Nowhere.Arn}` }, 'there is no Nowhere'],
    [{ 'Fn::Select': [2, ['a']] }, 'there is no item 2'],
    [{ 'Fn::FindInMap': ['A', 'b', 'c'] }, 'nothing is mapped for A.b.c'],
    [{ 'Fn::Join': ['-', 'text'] }, 'must be a list'],
    [{ 'Fn::If': ['Unheard', 1, 2] }, 'There is no condition Unheard'],
  ])('%j is refused', async (value, message) => {
    await expect(resolved(value, queue)).rejects.toThrow(message);
  });
});

describe('conditions', () => {
  const yes = { 'Fn::Equals': ['a', 'a'] };
  const no = { 'Fn::Equals': ['a', 'b'] };

  test.each<[condition: unknown, holds: boolean]>([
    [{ 'Fn::And': [yes, yes] }, true],
    [{ 'Fn::And': [yes, no] }, false],
    [{ 'Fn::Or': [no, yes] }, true],
    [{ 'Fn::Or': [no, no] }, false],
    [{ 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] }] }, true],
    [{ 'Fn::Equals': [{ 'Fn::Sub': `\${Stage}-x` }, 'sandbox-x'] }, true],
  ])('%j is %s', async (condition, holds) => {
    const template = {
      Parameters: { Stage: { Type: 'String', Default: 'sandbox' } },
      Conditions: { C: condition },
    };
    expect(await resolved({ 'Fn::If': ['C', true, false] }, template)).toBe(holds);
  });

  test('that ask for themselves, or are none, are refused', async () => {
    const value = { 'Fn::If': ['A', 1, 2] };
    const circular = { A: { Condition: 'B' }, B: { 'Fn::Not': [{ Condition: 'A' }] } };
    await expect(resolved(value, { Conditions: circular })).rejects.toThrow('Condition A depends on itself');
    await expect(resolved(value, { Conditions: { A: 'yes' } })).rejects.toThrow(
      'Conditions.A: not a condition',
    );
    const resource = { Conditions: { A: { 'Fn::Equals': [{ Ref: 'Queue' }, 'x'] } } };
    await expect(resolved(value, { ...queue, ...resource })).rejects.toThrow('there is no Queue');
  });
});

describe('parameters', () => {
  const template = {
    Parameters: {
      Stage: { Type: 'String', Default: 'sandbox', AllowedPattern: '[a-z]+' },
      Size: { Type: 'Number', Default: 3, AllowedValues: [3, 5] },
      Needed: { Type: 'String' },
    },
    Resources: {},
    Outputs: { All: { Value: [{ Ref: 'Stage' }, { Ref: 'Size' }, { Ref: 'Needed' }] } },
  };

  test('are given, or have defaults', async () => {
    const { outputs } = await emptyAccount().deploy(template, { Needed: 'n', Size: '5' });
    expect(outputs.All).toEqual(['sandbox', '5', 'n']);
  });

  test.each([
    [{}, 'Parameters: [Needed] must have values'],
    [{ Needed: 'n', Other: 'o' }, 'Parameters: [Other] do not exist in the template'],
    [{ Needed: 'n', Size: '4' }, 'Parameter Size: 4 is none of 3, 5'],
    [{ Needed: 'n', Stage: 'Pröd' }, 'Parameter Stage: Pröd does not match [a-z]+'],
  ])('%j is refused', async (parameters, message) => {
    await expect(emptyAccount().deploy(template, parameters)).rejects.toThrow(message);
  });
});
