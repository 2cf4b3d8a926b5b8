/** What the doctor looks for is what the template makes. */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { FUNCTIONS as DEPLOYED } from '../../../bundling/bundle.ts';
import { FUNCTIONS, RULES } from '../../../cli/doctor/parts.ts';
import { stackOf } from '../../../cli/stack.ts';
import { compilePattern } from '../../../sandbox/services/eventbridge/pattern.ts';
import { deployedSandbox } from '../../package/sandbox-stage.ts';

const stack = stackOf('sandbox', 'arn:aws:iam::111122223333:user/operator');
const { account, stack: deployed } = await deployedSandbox();

const Rule = v.object({
  Name: v.string(),
  EventBusName: v.optional(v.string()),
  EventPattern: v.optional(v.string()),
  ScheduleExpression: v.optional(v.string()),
});
const rules = account.created.flatMap(([what, input]) => (what === 'rule' ? [v.parse(Rule, input)] : []));

test('every function', () => {
  expect(FUNCTIONS.toSorted()).toEqual(DEPLOYED.toSorted());
  expect(account.functions.map(({ name }) => name).toSorted()).toEqual(
    FUNCTIONS.map(stack.functionName).toSorted(),
  );
});

test('every rule, on its bus, with an event that it is there for', () => {
  const expected = RULES.map(({ fn, rule, own, event }) => [
    stack.functionName(rule ?? fn),
    own ? stack.name : undefined,
    event === undefined,
  ]);
  const found = rules.map(({ Name, EventBusName, ScheduleExpression }) => [
    Name,
    EventBusName,
    ScheduleExpression !== undefined,
  ]);
  expect(found.toSorted()).toEqual(expected.toSorted());
  for (const { fn, rule, event } of RULES) {
    const pattern = rules.find(({ Name }) => Name === stack.functionName(rule ?? fn))?.EventPattern;
    if (pattern === undefined || !event) continue;
    expect([fn, compilePattern(pattern)(event(stack))]).toEqual([fn, true]);
  }
});

test('the stack is called as the names of its parts begin', () => {
  const { ref } = deployed.physicalIds.Remediation ?? {};
  expect(ref).toBe(stack.stateMachineArn);
});
