/** The checks that scenarios share have to notice what they are there for. */
import { expect, test } from 'vitest';
import {
  asked,
  endedEarlier,
  movesByPerson,
  movesCalled,
  movesMade,
  nothingBeforeConsent,
} from '../../sandbox/rehearsal/checks.ts';
import { BEFORE_CONSENT as BEFORE, CONSENT, call, ending, PERSON, roleOf } from '../doubles/ending.ts';

const FUNCTION = roleOf('move-alias');

test.each(['UpdateDomainAssociation', 'AssociateAlias', 'CreateCase'])(
  '%s by a function before the consent is a broken promise, by a person it is not',
  (action) => {
    expect(nothingBeforeConsent(ending({ calls: [call(FUNCTION, action, BEFORE)] }))).toEqual([
      expect.stringContaining(`${action} was called at ${BEFORE}`),
    ]);
    expect(nothingBeforeConsent(ending({ calls: [call(PERSON, action, BEFORE)] }))).toEqual([]);
    expect(nothingBeforeConsent(ending({ calls: [call(FUNCTION, action, CONSENT)] }))).toEqual([]);
  },
);

test('without consent no call at all may be made', () => {
  const { consentAt, ...none } = ending({ calls: [call(FUNCTION, 'CreateCase', CONSENT)] });
  expect(consentAt).toBe(CONSENT);
  expect(nothingBeforeConsent(none)).toHaveLength(1);
});

test('moves by people and by the remediation are told apart', () => {
  const byPerson = call(PERSON, 'UpdateDomainAssociation', BEFORE);
  const byFunction = call(FUNCTION, 'UpdateDomainAssociation', CONSENT);
  const both = ending({ calls: [byPerson, byFunction] });
  expect(movesCalled(both)).toEqual([byFunction]);
  expect(movesByPerson(both)).toEqual([byPerson]);
});

test('what Slack asks for is the expected record, in the expected zone', () => {
  const message = {
    time: CONSENT,
    channel: 'slack' as const,
    body: {
      blocks: [
        { text: { text: 'Create in zone dev.example.com' } },
        { text: { text: '```_www.dev.example.com TXT "d111111abcdef8.cloudfront.net"```' } },
      ],
    },
  };
  const told = ending({ messages: [message] });
  expect(asked(told, { zone: 'dev.example.com', name: '_www.dev.example.com' })).toEqual([]);
  expect(asked(told, { zone: 'example.com', name: '_www.dev.example.com' })).toHaveLength(1);
  expect(asked(told, { zone: 'dev.example.com', name: '_.dev.example.com' })).toHaveLength(1);
  expect(asked(ending({}), { zone: 'dev.example.com', name: '_www.dev.example.com' })).toHaveLength(1);
});

test('a refused move is no move, and two are not one', () => {
  const refused = call(FUNCTION, 'UpdateDomainAssociation', CONSENT, 'IllegalUpdate');
  const made = call(FUNCTION, 'UpdateDomainAssociation');
  const unheard = { ...made, outcome: 'ConnectionReset' };
  expect(movesMade(ending({ calls: [refused, made] }), 1)).toEqual([]);
  expect(movesMade(ending({ calls: [refused] }), 1)).toEqual(['0 moves were made, not 1']);
  expect(movesMade(ending({ calls: [made, unheard] }), 1)).toEqual(['2 moves were made, not 1']);
});

test('the remediation before has to have ended with its announcement, and to have been the only one', () => {
  const history = [
    {
      timestamp: undefined,
      type: undefined,
      id: 1,
      stateEnteredEventDetails: { name: 'Announce no target' },
    },
  ];
  const first = { arn: '', name: '', status: 'SUCCEEDED', redriveCount: 0, history };
  expect(endedEarlier(ending({ earlier: [first] }), 'Announce no target')).toEqual([]);
  expect(endedEarlier(ending({ earlier: [first] }), 'Announce details omitted')).toHaveLength(1);
  expect(
    endedEarlier(ending({ earlier: [{ ...first, status: 'FAILED' }] }), 'Announce no target'),
  ).toHaveLength(1);
  expect(endedEarlier(ending({ earlier: [first, first] }), 'Announce no target')).toHaveLength(1);
  expect(endedEarlier(ending({}), 'Announce no target')).not.toEqual([]);
});
