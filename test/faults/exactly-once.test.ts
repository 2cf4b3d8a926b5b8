/**
 * Everything that the stack changes on its way fails once, all in one incident: before it took effect in one, after it in another. `npm
 * run test:faults` cuts every call in a run of its own, in every way.
 */
import { describe, expect, test } from 'vitest';
import type { Cut, Kind } from './cuts.ts';
import { moved } from './incidents.ts';
import { openLane } from './lane.ts';
import { differences, type Outcome } from './outcome.ts';

const TITLES = [
  'a.example.com, b.example.com: create these TXT records to move them',
  'a.example.com, b.example.com: ownership is proven',
  'a.example.com, b.example.com: the target has its certificate',
  'a.example.com moved to TARGET (ENDPOINT)',
  'b.example.com: AWS Support was asked to move it',
  'b.example.com: news in the Support case',
  'b.example.com moved to TARGET (ENDPOINT)',
  'a.example.com, b.example.com arrived on TARGET (ENDPOINT)',
];

const RIGHT: Outcome = {
  status: 'SUCCEEDED',
  failures: [],
  executions: 1,
  cases: 1,
  moves: 1,
  updates: 1,
  wordsInCase: 1,
  targetAliases: ['a.example.com', 'b.example.com'],
  leftBehind: [],
  told: { slack: TITLES, sns: TITLES },
  calls: [],
  unmet: 0,
};

const CHANGES: [by: string, service: string, action: string, kind: Kind][] = [
  ['receive-failure', 'dynamodb', 'PutItem', 'error 500'],
  ['receive-failure', 'states', 'StartExecution', 'the function dies'],
  ['attach-certificate', 'cloudfront', 'UpdateDistribution', 'the connection breaks'],
  ['move-alias', 'cloudfront', 'UpdateDomainAssociation', 'the function dies'],
  ['move-alias', 'dynamodb', 'PutItem', 'the connection breaks'],
  ['open-support-case', 'support', 'CreateCase', 'the connection breaks'],
  ['open-support-case', 'dynamodb', 'UpdateItem', 'the function dies'],
  ['await-support', 'dynamodb', 'UpdateItem', 'error 500'],
  ['check-support-case', 'support', 'AddCommunicationToCase', 'error 500'],
  ['Announce moved', 'events', 'PutEvents', 'throttled'],
  ['announce-by-sns', 'sns', 'Publish', 'the function dies'],
  ['announce-by-slack', 'slack', 'POST', 'error 500'],
];

describe.concurrent.each(['before', 'after'] as const)('%s it took effect', (when) => {
  const changes = CHANGES.map(([by, service, action, kind]): Cut => {
    return { by, service, action, nth: 1, when, kind };
  });
  const stops: Cut = {
    by: 'Confirm alias',
    service: 'lambda',
    action: 'Invoke',
    nth: 1,
    when,
    kind: 'access denied',
  };

  test('each change fails once, and a step stops: everything is done, and once', async () => {
    const lane = await openLane();
    try {
      const outcome = await lane.play(moved, [...changes, stops], RIGHT.told);
      expect(differences(outcome, RIGHT)).toEqual([]);
      // Redriven once: what else fails passes by itself.
      expect(outcome.failures).toEqual([expect.stringContaining('AccessDenied')]);
    } finally {
      await lane.close();
    }
  });
});
