/** Of several aliases some move at once, others only by AWS Support: people hear of each when it has moved, and once. */

import * as v from 'valibot';
import { expect, test, vi } from 'vitest';
import { messageFor } from '../../remediation/announcements/messages.ts';
import { Remediation } from '../../remediation/document.ts';
import { parseIncident } from '../../remediation/incident.ts';
import { newlyMoved } from '../../remediation/move-news.ts';
import { failedUpdate } from '../doubles/documents.ts';
import { ALIAS, TARGET, World } from '../doubles/world.ts';
import { run } from './run.ts';
import { HOUR, underVirtualTime } from './virtual-time.ts';

const SHOP = 'shop.example.com';
const ENABLED = {
  moved: false as const,
  code: 'IllegalUpdate',
  message: 'Alias move is not allowed since the source distribution is enabled',
};

underVirtualTime();

const Detail = v.object({
  execution: v.object({ arn: v.string(), name: v.string() }),
  remediation: Remediation,
});

/** One is in our account; the other on an enabled distribution of somebody else. */
function torn(): World {
  const world = new World();
  world.holder = world.holder && { ...world.holder, sameAccount: true };
  world.refusals.set(ALIAS, [ENABLED, ENABLED]);
  world.publish();
  return world;
}
const start = (world: World, faults = {}) =>
  run(world, parseIncident(failedUpdate('1', TARGET, SHOP, ALIAS)), faults);
const titlesOf = (world: World) =>
  world.announced.map(({ type, detail }) => messageFor(type, v.parse(Detail, detail)).title);

test('what moved first is told before the case is opened; the case is about the other', async () => {
  const world = torn();
  const execution = start(world);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.entered().at(-1)).toBe('Await Support');
  const moved = `${SHOP} moved to ${TARGET}`;
  const asked = `${ALIAS}: AWS Support was asked to move it`;
  const titles = titlesOf(world).filter((title) => /moved to|asked/.test(title));
  expect(titles).toEqual([expect.stringContaining(moved), asked]);
  world.arrive(ALIAS);
  world.target = { ...world.target, status: 'Deployed' };
  await vi.advanceTimersByTimeAsync(7 * HOUR);
  expect(execution.outcome().status).toBe('SUCCEEDED');
  const told = titlesOf(world).filter((title) => title.includes('moved to'));
  expect(told).toEqual([expect.stringContaining(moved), expect.stringContaining(`${ALIAS} moved to`)]);
});

test('the message says what has not moved yet, and why', async () => {
  const world = torn();
  start(world);
  await vi.advanceTimersByTimeAsync(HOUR);
  const [announcement] = world.announced.filter(({ type }) => type === 'Alias moved');
  const { text } = messageFor('Alias moved', v.parse(Detail, announcement?.detail));
  expect(text).toContain(`Not yet: ${ALIAS}. ${ALIAS} can only be moved by AWS Support.`);
});

test('a state that fails afterwards, and is redriven, tells nothing again', async () => {
  const world = torn();
  const fault = Object.assign(new Error('a bug'), { name: 'Bug' });
  const execution = start(world, { OpenSupportCase: [fault], MoveAlias: [] });
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'Bug' });
  execution.redrive();
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.entered().at(-1)).toBe('Await Support');
  expect(titlesOf(world).filter((title) => title.includes('moved to'))).toHaveLength(1);
});

test('one that moved before the state failed is told after the redrive', async () => {
  const world = torn();
  world.refusals.set(ALIAS, [
    { moved: false, code: 'AccessDenied', message: 'You may not.' },
    ENABLED,
    ENABLED,
  ]);
  const execution = start(world);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'MoveRefusedForGood' });
  expect(titlesOf(world).filter((title) => title.includes('moved to'))).toEqual([]);
  execution.redrive();
  await vi.advanceTimersByTimeAsync(HOUR);
  const [announcement, ...others] = world.announced.filter(({ type }) => type === 'Alias moved');
  expect(others).toEqual([]);
  const { move } = v.parse(Detail, announcement?.detail).remediation;
  expect(newlyMoved(move)).toEqual([SHOP]);
  expect(move?.partly).toBe(true);
});

test('the one moved, the other comes by other hands: only the other is told as that', async () => {
  const world = new World();
  world.holder = world.holder && { ...world.holder, sameAccount: true };
  world.publish();
  const { moveAlias } = world.cloudfront;
  world.cloudfront.moveAlias = async (alias, target) => {
    const outcome = await moveAlias(alias, target);
    world.withdrawn.add(ALIAS);
    return alias === ALIAS
      ? { moved: false, code: 'IllegalUpdate', message: 'Invalid or missing alias DNS TXT records.' }
      : outcome;
  };
  world.refusals.set(ALIAS, [
    { moved: false, code: 'IllegalUpdate', message: 'Invalid or missing alias DNS TXT records.' },
  ]);
  start(world);
  await vi.advanceTimersByTimeAsync(5 * HOUR);
  world.arrive(ALIAS);
  world.holder = undefined;
  await vi.advanceTimersByTimeAsync(7 * HOUR);
  const told = titlesOf(world).filter((title) => /moved to|by now/.test(title));
  expect(told).toEqual([
    expect.stringContaining(`${SHOP} moved to`),
    expect.stringMatching(new RegExp(`^${ALIAS}: on .* by now`)),
  ]);
});
