import { expect, test } from 'vitest';
import { code, elsewhere, eventBridge, place } from './buses.ts';

const entry = { Source: 'example.app', DetailType: 'Moved', Detail: '{"n":1}' };

test('accepted entries answer their ids and are on the bus they name', () => {
  const { operations, seen } = eventBridge();
  operations.CreateEventBus({ Name: 'own' }, place);
  const Time = new Date('2026-01-02T03:04:05.678Z');
  const { FailedEntryCount, Entries = [] } = operations.PutEvents(
    { Entries: [entry, { ...entry, EventBusName: 'own', Time, Resources: ['a'] }] },
    place,
  );
  expect(FailedEntryCount).toBe(0);
  expect(seen.map(({ bus, event }) => [bus, event.id])).toEqual([
    ['default', Entries[0]?.EventId],
    ['own', Entries[1]?.EventId],
  ]);
  expect(seen[1]?.event).toMatchObject({
    source: 'example.app',
    'detail-type': 'Moved',
    account: '111122223333',
    time: '2026-01-02T03:04:05Z',
    resources: ['a'],
    detail: { n: 1 },
  });
});

test('each entry is judged for itself', () => {
  const { operations, seen } = eventBridge();
  const { FailedEntryCount, Entries } = operations.PutEvents(
    {
      Entries: [
        { ...entry, Source: undefined },
        { ...entry, DetailType: '' },
        { ...entry, Detail: undefined },
        { ...entry, Detail: '{"n":' },
        { ...entry, Detail: '[1]' },
        { ...entry, Source: 'aws.cloudfront' },
        entry,
      ],
    },
    place,
  );
  expect(FailedEntryCount).toBe(6);
  expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
    'InvalidArgument',
    'InvalidArgument',
    'InvalidArgument',
    'MalformedDetail',
    'MalformedDetail',
    'NotAuthorizedForSourceException',
    undefined,
  ]);
  expect(Entries?.[0]?.ErrorMessage).toContain('Source is a required argument');
  expect(seen).toHaveLength(1);
});

test('a request is refused as a whole when it holds too much', () => {
  const { operations, seen } = eventBridge();
  const put = (Entries: object[]) => code(() => operations.PutEvents({ Entries }, place));
  expect(put([])).toMatch(/^ValidationException: .*between 1 and 10/);
  expect(put(Array.from({ length: 11 }, () => entry))).toMatch(/^ValidationException/);
  const half = { ...entry, Detail: JSON.stringify({ text: 'é'.repeat(270_000) }) };
  expect(put([half])).toBe('ok');
  expect(put([half, half])).toBe(
    'ValidationException: Total size of the entries in the request is over the limit.',
  );
  expect(seen).toHaveLength(1);
});

test('an entry for a bus that does not exist succeeds and goes nowhere, as in AWS, but can be seen', () => {
  const { operations, seen } = eventBridge();
  const Entries = [{ ...entry, EventBusName: 'none' }];
  expect(operations.PutEvents({ Entries }, elsewhere).FailedEntryCount).toBe(0);
  expect(seen).toMatchObject([{ bus: 'none', rules: [], event: { account: elsewhere.account } }]);
});

test('other parts of the sandbox may put what only AWS may', () => {
  const { put, seen } = eventBridge();
  put({ source: 'aws.states', 'detail-type': 'x', account: '111122223333', detail: {} });
  expect(seen).toHaveLength(1);
});
