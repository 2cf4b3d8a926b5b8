/** The checks that scenarios share have to notice what they are there for. */
import { expect, test } from 'vitest';
import { asked, movesByPerson, movesCalled, nothingBeforeConsent } from '../../sandbox/rehearsal/checks.ts';
import type { Ending } from '../../sandbox/rehearsal/scenario.ts';

const PERSON = 'arn:aws:iam::111122223333:user/operator';
const FUNCTION = 'arn:aws:iam::111122223333:role/cname-rescue-sandbox-move-alias';
const CONSENT = '2026-11-25T20:48:23.000Z';
const BEFORE = '2026-11-25T20:48:22.999Z';

const call = (principal: string, action: string, time: string): Ending['calls'][number] => ({
  time,
  account: '111122223333',
  principal,
  service: 'cloudfront',
  action,
  outcome: 'IllegalUpdate',
});

const ending = (parts: Partial<Ending>): Ending => ({
  alias: 'www.example.com',
  execution: { arn: '', name: '', status: 'SUCCEEDED', redriveCount: 0, history: [] },
  earlier: [],
  calls: [],
  messages: [],
  targetAliases: [],
  holderAliases: [],
  cases: [],
  consentAt: CONSENT,
  ...parts,
});

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
