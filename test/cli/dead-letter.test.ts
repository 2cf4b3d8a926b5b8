import { createColors } from 'picocolors';
import { describe, expect, test } from 'vitest';
import { plan, text } from '../../cli/commands/replay.ts';
import { eventIn, kindsOf } from '../../cli/dead-letter.ts';
import { replay, type Ways } from '../../cli/replaying.ts';
import type { DeadLetter } from '../../providers/operator/dead-letters.ts';
import { eventOf } from '../../remediation/incident-event.ts';
import { bare } from '../doubles/sections.ts';

const EVENT = JSON.stringify({ 'detail-type': 'No target', detail: {} });

function letter(id: string, changes: Partial<DeadLetter> = {}): DeadLetter {
  return { id, body: EVENT, attributes: {}, since: `2026-11-2${id}T01:00:00.000Z`, handle: id, ...changes };
}

test.each([
  [EVENT, 'No target'],
  [JSON.stringify({ 'detail-type': '\u{1b}[31mred\n' }), '\u{fffd}[31mred'],
  ['no JSON', undefined],
  ['null', undefined],
  ['[]', undefined],
  ['{"detail":{}}', undefined],
  ['{"detail-type":1}', undefined],
])('%s is the event %s', (body, event) => {
  expect(eventIn(body)).toBe(event);
});

test('those alike are counted, the oldest first', () => {
  const attributes = { RequestID: 'x', ErrorCode: '200', ErrorMessage: 'Slack answered 500:\n\u{1b}[2J' };
  const undelivered = {
    RULE_ARN: 'arn:r',
    TARGET_ARN: 'arn:t',
    ERROR_CODE: 'NO_PERMISSIONS',
    ERROR_MESSAGE: 'User is not authorized',
    RETRY_ATTEMPTS: '0',
  };
  expect(
    kindsOf([
      letter('3', { attributes }),
      letter('2', { attributes: undelivered }),
      letter('1', { attributes }),
      letter('4', { attributes: { ERROR_CODE: 'THROTTLING' } }),
      letter('5', { body: 'no JSON' }),
    ]),
  ).toEqual([
    {
      event: 'No target',
      about: [],
      error: 'Slack answered 500: \u{fffd}[2J',
      count: 2,
      since: '2026-11-21T01:00:00.000Z',
    },
    {
      event: 'No target',
      about: [],
      error: 'EventBridge: NO_PERMISSIONS: User is not authorized',
      count: 1,
      since: '2026-11-22T01:00:00.000Z',
    },
    {
      event: 'No target',
      about: [],
      error: 'EventBridge: THROTTLING',
      count: 1,
      since: '2026-11-24T01:00:00.000Z',
    },
    { about: [], error: 'Nothing says why.', count: 1, since: '2026-11-25T01:00:00.000Z' },
  ]);
});

test('what they tell of is named, each once, where it can be read', () => {
  const call = JSON.stringify(eventOf(bare.incident));
  const told = JSON.stringify({
    'detail-type': 'No target',
    detail: { execution: { name: 'www_E1\u{1b}' } },
  });
  const letters = [
    letter('1', { body: call }),
    letter('2', { body: call }),
    letter('3', { body: told }),
    letter('4'),
  ];
  expect(kindsOf(letters)).toMatchObject([
    { about: ['UpdateDistribution E2TARGETEXAMPLE (www.example.com)'], count: 2 },
    { about: ['www_E1\u{fffd}'], count: 2 },
  ]);
});

/** Remembers what was done, in order. `refuse`: the call at which AWS refuses. */
function ways(refuse?: string): { done: string[]; ways: Ways } {
  const done: string[] = [];
  const act = async (what: string) => {
    if (what === refuse) throw new Error('refused');
    done.push(what);
  };
  return {
    done,
    ways: {
      handOver: async (event) => {
        if (event.includes('too large')) return 'It is too large.';
        await act('hand over');
        return undefined;
      },
      remove: ({ id }) => act(`remove ${id}`),
    },
  };
}

test('each is removed once it is handed over, what nobody takes is passed over', async () => {
  const { done, ways: given } = ways();
  const letters = [
    letter('1'),
    letter('2', { body: 'no JSON' }),
    letter('3', { body: JSON.stringify({ 'detail-type': 'too large' }) }),
    letter('4'),
  ];
  expect(await replay(letters, given)).toEqual({
    handedOver: 2,
    stay: [
      { id: '2', why: 'It is no event.' },
      { id: '3', why: 'It is too large.' },
    ],
  });
  expect(done).toEqual(['hand over', 'remove 1', 'hand over', 'remove 4']);
});

test('where AWS refuses it ends, and nothing is removed that was not handed over', async () => {
  const { done, ways: given } = ways('hand over');
  expect(await replay([letter('1'), letter('2')], given)).toEqual({
    handedOver: 0,
    stay: [
      { id: '1', why: 'AWS refused.' },
      { id: '2', why: 'AWS refused.' },
    ],
    trouble: new Error('refused'),
  });
  expect(done).toEqual([]);
});

test('one that cannot be removed is said to be handed over', async () => {
  const { done, ways: given } = ways('remove 2');
  expect(await replay([letter('1'), letter('2'), letter('3')], given)).toMatchObject({
    handedOver: 2,
    stay: [{ id: '2', why: 'It is handed over, but AWS refused to remove it.' }, { id: '3' }],
  });
  expect(done).toEqual(['hand over', 'remove 1', 'hand over']);
});

describe('in 80 columns', () => {
  const look = { paint: createColors(false), width: 80 };
  const fits = (shown: string) => expect(shown.split('\n').filter((line) => line.length > 80)).toEqual([]);
  const left = { function: 'receive-support-update' as const, left: 20, elsewhere: 3 };

  test('more than are enough at once', () => {
    const kinds = [
      {
        event: 'Support Case Update',
        about: ['www_1', 'www_2', 'www_3', 'www_4'],
        error: `EventBridge: NO_PERMISSIONS: ${'word '.repeat(20)}`,
        count: 100,
        since: '2026-11-20T01:02:03.000Z',
      },
    ];
    const shown = plan([{ ...left, kinds }], look);
    fits(shown);
    expect(shown).toContain('receive-support-update  100  2026-11-20 01:02  Support Case Update');
    expect(shown).toContain('  www_1, www_2, www_3 and 1 more');
    expect(shown).toMatch(/receive-support-update {2}~20 .* more than 100 at once: run it/);
  });

  test('each that stays is named, and why', () => {
    const stay = [{ id: '5ed1f0e5-0000-4000-8000-000000000000', why: 'It is no event.' }];
    const shown = text({ queues: [{ ...left, kinds: [], handedOver: 99, stay }] }, look);
    fits(shown);
    expect(shown).toBe(
      [
        'receive-support-update  99   handed over',
        'receive-support-update  1    stays: It is no event. (message',
        '                             5ed1f0e5-0000-4000-8000-000000000000)',
        'receive-support-update  ~20  stay: more than 100 at once: run it again',
        'receive-support-update  ~3   stay: somebody else is looking at them: try again',
        '                             in ten minutes',
      ].join('\n'),
    );
  });
});
