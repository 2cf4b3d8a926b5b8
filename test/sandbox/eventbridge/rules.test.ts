import { expect, test } from 'vitest';
import { code, elsewhere, eventBridge, functionArn, place, queueArn } from './buses.ts';

const EventPattern = '{"source":["example.app"]}';

test('a rule is found again as it was put', () => {
  const { operations } = eventBridge();
  operations.CreateEventBus({ Name: 'own', Description: 'ours' }, place);
  const put = operations.PutRule({ Name: 'r', EventBusName: 'own', EventPattern, Description: 'd' }, place);
  expect(put).toEqual({ RuleArn: 'arn:aws:events:us-east-1:111122223333:rule/own/r' });
  expect(operations.DescribeRule({ Name: 'r', EventBusName: 'own' }, place)).toMatchObject({
    Name: 'r',
    Arn: put.RuleArn,
    EventPattern,
    State: 'ENABLED',
    Description: 'd',
    EventBusName: 'own',
    CreatedBy: '111122223333',
  });
  expect(operations.PutRule({ Name: 'r', EventPattern }, place).RuleArn).toBe(
    'arn:aws:events:us-east-1:111122223333:rule/r',
  );
});

test('putting a rule again replaces it but keeps its targets', () => {
  const { operations } = eventBridge();
  operations.PutRule({ Name: 'r', EventPattern, State: 'DISABLED', Description: 'old' }, place);
  operations.PutTargets({ Rule: 'r', Targets: [{ Id: 'a', Arn: functionArn }] }, place);
  operations.PutRule({ Name: 'r', EventPattern: '{"source":["other"]}' }, place);
  const rule = operations.DescribeRule({ Name: 'r' }, place);
  expect(rule).toMatchObject({ State: 'ENABLED', EventPattern: '{"source":["other"]}' });
  expect(rule.Description).toBeUndefined();
  expect(operations.ListTargetsByRule({ Rule: 'r' }, place).Targets).toEqual([{ Id: 'a', Arn: functionArn }]);
});

test('lists are in order, filtered by prefix and cut into pages', () => {
  const { operations } = eventBridge();
  for (const Name of ['b-1', 'a', 'b-2', 'b-3']) operations.PutRule({ Name, EventPattern }, place);
  const first = operations.ListRules({ NamePrefix: 'b-', Limit: 2 }, place);
  expect(first.Rules?.map((rule) => rule.Name)).toEqual(['b-1', 'b-2']);
  const second = operations.ListRules({ NamePrefix: 'b-', Limit: 2, NextToken: first.NextToken }, place);
  expect(second.Rules?.map((rule) => rule.Name)).toEqual(['b-3']);
  expect(second.NextToken).toBeUndefined();
  expect(code(() => operations.ListRules({ NextToken: 'made up' }, place))).toMatch(/^ValidationException/);
});

test('buses belong to an account', () => {
  const { operations } = eventBridge();
  operations.CreateEventBus({ Name: 'own' }, place);
  const names = (list: { EventBuses?: { Name?: string }[] }) => list.EventBuses?.map((bus) => bus.Name);
  expect(names(operations.ListEventBuses({}, place))).toEqual(['default', 'own']);
  expect(names(operations.ListEventBuses({}, elsewhere))).toEqual(['default']);
  expect(operations.DescribeEventBus({ Name: 'own' }, place)).toMatchObject({
    Name: 'own',
    Arn: 'arn:aws:events:us-east-1:111122223333:event-bus/own',
  });
  expect(operations.DescribeEventBus({}, place).Name).toBe('default');
  expect(code(() => operations.DescribeEventBus({ Name: 'own' }, elsewhere))).toBe(
    'ResourceNotFoundException: Event bus own does not exist.',
  );
  expect(code(() => operations.CreateEventBus({ Name: 'own' }, place))).toMatch(/^ResourceAlreadyExists/);
  expect(code(() => operations.CreateEventBus({ Name: 'default' }, place))).toMatch(/^ResourceAlreadyExists/);
});

test('a rule with targets cannot be deleted; one that is gone can be deleted again', () => {
  const { operations } = eventBridge();
  operations.PutRule({ Name: 'r', EventPattern }, place);
  operations.PutTargets({ Rule: 'r', Targets: [{ Id: 'a', Arn: queueArn }] }, place);
  expect(code(() => operations.DeleteRule({ Name: 'r' }, place))).toContain("can't be deleted");
  operations.RemoveTargets({ Rule: 'r', Ids: ['a'] }, place);
  operations.DeleteRule({ Name: 'r' }, place);
  operations.DeleteRule({ Name: 'r' }, place);
  expect(code(() => operations.DescribeRule({ Name: 'r' }, place))).toBe(
    'ResourceNotFoundException: Rule r does not exist on EventBus default.',
  );
});

test('rules that AWS or the sandbox cannot have are refused', () => {
  const { operations } = eventBridge();
  expect(code(() => operations.PutRule({ Name: 'r' }, place))).toContain(
    'EventPattern or ScheduleExpression must be specified',
  );
  expect(code(() => operations.PutRule({ Name: 'r s', EventPattern }, place))).toContain('not valid');
  expect(code(() => operations.PutRule({ Name: 'r', EventPattern: '{"a":[{"prefx":"x"}]}' }, place))).toMatch(
    /^InvalidEventPatternException: .*prefx/,
  );
  expect(code(() => operations.PutRule({ Name: 'r', EventPattern, EventBusName: 'none' }, place))).toMatch(
    /^ResourceNotFoundException/,
  );
  expect(operations.ListRules({}, place).Rules).toEqual([]);
});

test.each([
  [{ Arn: 'arn:aws:states:us-east-1:111122223333:stateMachine:x' }, 'not to arn:aws:states'],
  [{ Arn: 'arn:aws:sqs:us-east-1:111122223333:ordered.fifo' }, 'standard SQS queues'],
  [{ Arn: functionArn, RetryPolicy: { MaximumRetryAttempts: 186 } }, 'between 0 and 185'],
  [{ Arn: functionArn, RetryPolicy: { MaximumEventAgeInSeconds: 59 } }, 'between 60 and 86400'],
  [{ Arn: functionArn, DeadLetterConfig: { Arn: functionArn } }, 'must be a standard SQS queue'],
  [
    { Arn: 'arn:aws:events:us-east-1:111122223333:event-bus/own', InputPath: '$.detail' },
    'receives events unchanged',
  ],
])('a target is refused: %j', (target, message) => {
  const { operations } = eventBridge();
  operations.PutRule({ Name: 'r', EventPattern }, place);
  const put = () => operations.PutTargets({ Rule: 'r', Targets: [{ Id: 'a', ...target }] }, place);
  expect(code(put)).toMatch(/^ValidationException: Target a: /);
  expect(code(put)).toContain(message);
  expect(operations.ListTargetsByRule({ Rule: 'r' }, place).Targets).toEqual([]);
});

test('a rule has five targets at most, and a target put again is replaced', () => {
  const { operations } = eventBridge();
  operations.PutRule({ Name: 'r', EventPattern }, place);
  const Targets = ['1', '2', '3', '4', '5'].map((Id) => ({ Id, Arn: functionArn }));
  operations.PutTargets({ Rule: 'r', Targets }, place);
  operations.PutTargets({ Rule: 'r', Targets: [{ Id: '5', Arn: queueArn }] }, place);
  expect(operations.ListTargetsByRule({ Rule: 'r' }, place).Targets?.at(-1)).toEqual({
    Id: '5',
    Arn: queueArn,
  });
  const sixth = { Id: '6', Arn: functionArn };
  expect(code(() => operations.PutTargets({ Rule: 'r', Targets: [sixth] }, place))).toMatch(
    /^LimitExceededException/,
  );
});

test('a pattern can be tried on a whole event', () => {
  const { operations } = eventBridge();
  const event = {
    id: '1',
    account: '111122223333',
    source: 'example.app',
    time: '2026-11-20T01:04:31Z',
    region: 'us-east-1',
    resources: [],
    'detail-type': 'x',
  };
  const attempt = (Event: string, pattern = EventPattern) =>
    operations.TestEventPattern({ Event, EventPattern: pattern }).Result;
  expect(attempt(JSON.stringify(event))).toBe(true);
  expect(attempt(JSON.stringify(event), '{"source":["other"]}')).toBe(false);
  expect(code(() => attempt('{"id":"1"}'))).toContain(
    'account, source, time, region, resources, detail-type',
  );
  expect(code(() => attempt('{'))).toContain('not JSON');
});
