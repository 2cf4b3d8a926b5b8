/** A row of the README's table cannot say that a scenario ends otherwise than it does. */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { endsAsDeclared, inWords } from '../../sandbox/rehearsal/ends.ts';
import type { Ending, Ends } from '../../sandbox/rehearsal/scenario.ts';
import { ALIAS, BEFORE_CONSENT, call, ending, PERSON, roleOf } from '../doubles/ending.ts';

const execution = (parts: Partial<Ending['execution']>) => ({ ...ending().execution, ...parts });
const caseLooks = (verdict: string): HistoryEvent[] => [
  {
    timestamp: undefined,
    type: 'TaskStateExited',
    id: 1,
    stateExitedEventDetails: {
      name: 'Check support case',
      output: JSON.stringify({ case: { verdict } }),
    },
  },
];
const told = (text: string) => [{ time: '', channel: 'slack' as const, body: { text } }];

const move = call(roleOf('move-alias'), 'UpdateDomainAssociation');
const add = call(roleOf('add-alias'), 'UpdateDistribution');
const arrived = { targetAliases: [ALIAS] };
const bySupport = { ...arrived, execution: execution({ history: caseLooks('arrived') }) };

/** How it can end, each with an ending that is just that. */
const ENDINGS: [ends: Ends, played: Ending][] = [
  [['moved by API'], ending({ ...arrived, calls: [move] })],
  [['moved by AWS Support'], ending(bySupport)],
  [['moved by API', 'moved by AWS Support'], ending({ ...bySupport, calls: [move] })],
  [['added'], ending({ ...arrived, calls: [add] })],
  ['nothing moves', ending()],
  [
    { stoppedBy: 'AliasFoughtOver' },
    ending({
      execution: execution({ status: 'FAILED', error: 'AliasFoughtOver' }),
      messages: told('stopped by AliasFoughtOver'),
    }),
  ],
];

test.each(ENDINGS.map(([ends, played]) => ({ said: inWords(ends), ends, played })))(
  '$said: that and nothing else',
  ({ said, ends, played }) => {
    expect(endsAsDeclared(ends, played)).toEqual([]);
    const others = ENDINGS.filter(([other]) => inWords(other) !== said);
    expect(others.filter(([other]) => endsAsDeclared(other, played).length === 0)).toEqual([]);
  },
);

test('an alias that is not on the target, or still on its holder, has not arrived', () => {
  const elsewhere = { targetAliases: [], holderAliases: [ALIAS] };
  expect(endsAsDeclared(['moved by API'], ending({ calls: [move], ...elsewhere }))).toHaveLength(2);
});

test('what was refused, or done by a person, brought nothing', () => {
  const refused = { ...move, outcome: 'IllegalUpdate' };
  const byPerson = call(PERSON, 'UpdateDomainAssociation');
  for (const calls of [[refused], [byPerson]]) {
    expect(endsAsDeclared(['moved by API'], ending({ ...arrived, calls }))).toHaveLength(1);
  }
});

test('a case that let the alias go did not move it', () => {
  const released = { ...arrived, execution: execution({ history: caseLooks('released') }), calls: [add] };
  expect(endsAsDeclared(['added'], ending(released))).toEqual([]);
});

test.each([
  ['a move', move],
  ['an attached certificate', call(roleOf('attach-certificate'), 'UpdateDistribution')],
  ['a case', call(roleOf('open-support-case'), 'CreateCase')],
])('%s is not nothing, even when it is refused', (_, made) => {
  const calls = [{ ...made, outcome: 'AccessDenied' }];
  expect(endsAsDeclared('nothing moves', ending({ calls }))).toHaveLength(1);
});

test('looks change nothing, nor is it the remediation that moves what people move', () => {
  const calls = [call(roleOf('diagnose-conflict'), 'GetDistribution'), call(PERSON, 'UpdateDistribution')];
  expect(endsAsDeclared('nothing moves', ending({ calls }))).toEqual([]);
});

test('a stop has to be the declared one, told, and not after a move without consent', () => {
  const stopped = (error: string, parts: Partial<Ending> = {}) =>
    endsAsDeclared(
      { stoppedBy: 'AliasFoughtOver' },
      ending({
        execution: execution({ status: 'FAILED', error }),
        messages: told(`stopped by ${error}`),
        ...parts,
      }),
    );
  expect(stopped('AliasFoughtOver')).toEqual([]);
  expect(stopped('TargetGone')).toHaveLength(2);
  expect(stopped('AliasFoughtOver', { messages: [] })).toHaveLength(1);
  expect(stopped('AliasFoughtOver', { calls: [{ ...move, time: BEFORE_CONSENT }] })).toHaveLength(1);
});
