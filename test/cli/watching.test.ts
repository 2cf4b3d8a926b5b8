import { expect, test } from 'vitest';
import { type RemediationStatus, statusOf } from '../../cli/standing/facts.ts';
import { watching } from '../../cli/standing/watching.ts';
import type { Standing } from '../../providers/operator/standing.ts';
import { proof, remediation } from '../doubles/documents.ts';
import { moved } from '../doubles/sections.ts';
import { ended, running } from './standings.ts';

const waits = (nextCheckAt: string) => running(remediation({ proof: { ...proof('missing'), nextCheckAt } }));

/** Number of the event by which an execution ends. */
const END = 99;

/** @param course what each look finds, as long as the number of the newest event says that there is something new */
function watched(course: Standing[], events: number[], interruptedAfter = Number.POSITIVE_INFINITY) {
  const interrupted = new AbortController();
  const seen = { looks: 0, seconds: 0, changes: [] as RemediationStatus[], redrawn: 0 };
  const watch = watching({
    look: async () => {
      seen.looks += 1;
      const standing = course.shift();
      if (!standing) throw new Error('nothing new was said to be there');
      return statusOf(standing, { stage: 'prod' }, seen.seconds * 1000);
    },
    latestEvent: async () => {
      const id = events.shift() ?? 0;
      return { id, ends: id === END };
    },
    changed: (facts) => seen.changes.push(facts),
    goesOn: () => {
      seen.redrawn += 1;
    },
    second: async () => {
      seen.seconds += 1;
      if (seen.seconds >= interruptedAfter) interrupted.abort();
    },
    interruption: interrupted.signal,
  });
  return { watch, seen };
}

test('it is looked at only when there is something new, and shown only when something is different', async () => {
  const course = [
    waits('2026-11-20T02:00:00.000Z'),
    waits('2026-11-20T02:15:00.000Z'),
    running(remediation({ move: moved('wait') })),
    ended('SUCCEEDED'),
  ];
  const { watch, seen } = watched(course, [10, 10, 20, 20, 30, END]);
  expect(await watch).toMatchObject({ standing: 'arrived' });
  expect(seen.looks).toBe(4);
  expect(seen.seconds).toBe(25);
  expect(seen.redrawn).toBe(25);
  expect(seen.changes.map(({ standing, lookedAt }) => [standing, lookedAt.slice(17, 19)])).toEqual([
    ['waiting-for-dns', '00'],
    ['waiting-for-dns', '20'],
    ['arrived', '25'],
  ]);
});

test('what is over is shown once', async () => {
  const { watch, seen } = watched([ended('FAILED')], [END]);
  expect(await watch).toMatchObject({ standing: 'failed' });
  expect(seen).toMatchObject({ looks: 1, seconds: 0 });
  expect(seen.changes).toHaveLength(1);
});

test('an interruption ends it at once', async () => {
  const { watch, seen } = watched([waits('2026-11-20T02:00:00.000Z')], [1, 1, 2], 3);
  expect(await watch).toMatchObject({ status: 'RUNNING' });
  expect(seen).toMatchObject({ looks: 1, seconds: 3, redrawn: 2 });
});

test('what AWS refuses ends it with its error', async () => {
  const { watch } = watched([waits('2026-11-20T02:00:00.000Z')], [1, 2]);
  await expect(watch).rejects.toThrow('nothing new was said to be there');
});

test('what is described lags behind the history: it is looked at until they agree', async () => {
  const late = [waits('2026-11-20T02:00:00.000Z'), waits('2026-11-20T02:00:00.000Z'), ended('FAILED')];
  const ending = watched(late, [1, END, END]);
  expect(await ending.watch).toMatchObject({ standing: 'failed' });
  expect(ending.seen).toMatchObject({ looks: 3, seconds: 10 });

  const redriven = watched([ended('FAILED'), running(remediation()), ended('SUCCEEDED')], [50, 50, END]);
  expect(await redriven.watch).toMatchObject({ standing: 'arrived' });
});
