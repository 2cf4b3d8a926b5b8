/** Which calls are cut, and how. */
import { describe, expect, test } from 'vitest';
import { type Cut, cutsOf, nameOf, orderOf, type StackCall } from './cuts.ts';

const call = (by: string, service: string, action: string, nth = 1): StackCall => ({
  by,
  service,
  action,
  nth,
});
const names = (cuts: Cut[]) => cuts.map(nameOf);
const several = (count: number, action: string) =>
  Array.from({ length: count }, (_, index) => call('move-alias', 'dynamodb', action, index + 1));

test('a call that changes something is cut each time, one that reads once', () => {
  const cut = cutsOf([...several(3, 'PutItem'), ...several(3, 'GetItem')], 'before');
  expect(cut.map(({ action, nth }) => `${action} ${nth}`)).toEqual([
    'PutItem 1',
    'PutItem 2',
    'PutItem 3',
    'GetItem 1',
  ]);
});

test('the kinds take turns, and a call meets one before it took effect and another after', () => {
  const calls = several(12, 'PutItem');
  const before = cutsOf(calls, 'before').map(({ kind }) => kind);
  const after = cutsOf(calls, 'after').map(({ kind }) => kind);
  expect(new Set(before).size).toBe(7);
  expect(new Set(after).size).toBe(6);
  expect(before[0]).not.toBe(after[0]);
});

describe.each(['before', 'after'] as const)('%s it took effect', (when) => {
  test.each([
    ['open-support-case', 'support', 'CreateCase'],
    ['move-alias', 'cloudfront', 'UpdateDomainAssociation'],
    ['receive-failure', 'states', 'StartExecution'],
  ])('%s: %s %s meets every kind', (...made) => {
    const kinds = cutsOf([call(...made)], when).map(({ kind }) => kind);
    expect(kinds).toHaveLength(when === 'before' ? 7 : 6);
    expect(kinds.includes('access denied')).toBe(when === 'before');
  });

  test('Tasks and the webhook have nothing that could die of a call', () => {
    const calls = [call('Move alias', 'lambda', 'Invoke'), call('announce-by-slack', 'slack', 'POST')];
    const many = Array.from({ length: 9 }, (_, index) => calls.map((each) => ({ ...each, nth: index + 1 })));
    const kinds = cutsOf(many.flat(), when).map(({ kind }) => kind);
    expect(kinds).not.toContain('the function dies');
    expect(kinds).toContain('error 500');
    const often = cutsOf(many.flat(), when).filter(({ kind }) => kind === 'error 500 again and again');
    expect([...new Set(often.map(({ service }) => service))]).toEqual(['slack']);
  });
});

test('an order says whose call it is', () => {
  const cut = { when: 'after', kind: 'error 500 again and again' } as const;
  const order = (made: StackCall) => orderOf({ ...made, ...cut });
  expect(order(call('confirm-alias', 'cloudfront', 'GetDistribution', 2))).toEqual({
    by: ':role/cname-rescue-sandbox-confirm-alias',
    service: 'cloudfront',
    action: 'GetDistribution',
    nth: 2,
    when: 'after',
    kind: 'error500',
    times: 4,
  });
  expect(order(call('Move alias', 'lambda', 'Invoke')).by).toBe('Move alias');
  // Lambda makes three.
  expect(order(call('announce-by-slack', 'slack', 'POST'))).toMatchObject({ by: '', times: 2 });
  // The SDK makes one attempt only: each fault costs one of the state's.
  expect(order(call('open-support-case', 'support', 'CreateCase')).times).toBe(2);
});

test('a name can be read', () => {
  expect(names(cutsOf([call('Announce moved', 'events', 'PutEvents')], 'before'))).toEqual([
    'Announce moved: PutEvents #1 → the connection breaks',
  ]);
});
