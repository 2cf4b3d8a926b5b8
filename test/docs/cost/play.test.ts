import { expect, test, vi } from 'vitest';
import { CASES } from '../../../docs/cost/cases.ts';
import { play } from '../../../docs/cost/play.ts';
import { SETTINGS } from '../../doubles/steps.ts';
import { ALIAS, TARGET, World } from '../../doubles/world.ts';
import { DAY, START } from '../../workflow/virtual-time.ts';

test('the usual remediation: its functions, its events, and what it asks of the ledger', async () => {
  const course = await CASES.usual.play();
  expect(course.announced.map((event) => event['detail-type'])).toEqual([
    'Remediation opened',
    'Ownership proof seen',
    'Support case opened',
    'Support case updated',
    'Alias moved',
    'Alias confirmed',
  ]);
  expect(course.fromAws.map(({ source }) => source)).toEqual([
    'aws.cloudfront',
    'aws.support',
    'aws.support',
    'aws.support',
  ]);
  const { invocations, ledger, seconds } = course;
  expect(invocations).toMatchObject({
    'diagnose-conflict': 4,
    'open-support-case': 1,
    'check-certificate': 1,
  });
  // Parked with a token, and looked at after each time.
  expect(invocations['await-support']).toBe(invocations['check-support-case']);
  // Every time that it is parked writes the token.
  expect(ledger.writes).toBeGreaterThan(invocations['await-support'] ?? 0);
  expect(seconds).toBeGreaterThan((3 * DAY) / 1000);
  expect(course.transitions).toBeLessThan(course.historyEvents);
});

test('the slow one takes nearly all of both deadlines', async () => {
  const { seconds } = await CASES.slow.play();
  const deadlines = SETTINGS.proofDeadlineSeconds + SETTINGS.caseDeadlineSeconds;
  expect(seconds).toBeLessThan(deadlines);
  expect(seconds).toBeGreaterThan(deadlines - (2 * DAY) / 1000);
});

test('one that does not end well has no price', async () => {
  const world = new World();
  world.publish();
  world.moves.set(ALIAS, { from: TARGET, to: 'E9OTHER', at: START - DAY, execution: 'another' });
  await expect(play(world, async () => {})).rejects.toThrow('The remediation ends as FAILED');
  expect(vi.isFakeTimers()).toBe(false);
});
