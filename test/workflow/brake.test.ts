/** The stack is deployed with `dryRun=true` while a remediation is running: it stops at the first call that acts, and loses nothing. */
import { expect, test, vi } from 'vitest';
import { DryRunRefused } from '../../remediation/errors.ts';
import { parseIncident } from '../../remediation/incident.ts';
import { failedUpdate } from '../doubles/documents.ts';
import { ALIAS, TARGET, World } from '../doubles/world.ts';
import { run } from './run.ts';
import { announced, HOUR, underVirtualTime } from './virtual-time.ts';

underVirtualTime();

const incident = () => parseIncident(failedUpdate('1', TARGET, ALIAS));
const refuse = (call: string) => async (): Promise<never> => {
  throw new DryRunRefused(call);
};

test('before the move: it fails there, and goes on after the redrive', async () => {
  const world = new World();
  if (world.holder) world.holder.sameAccount = true;
  const { moveAlias } = world.cloudfront;
  world.cloudfront.moveAlias = refuse('UpdateDomainAssociation');
  world.publish();
  const execution = run(world, incident());
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'DryRunRefused' });
  expect(execution.entered().at(-1)).toBe('Move alias');
  expect(announced(world)).not.toContain('Dry run finished');

  world.cloudfront.moveAlias = moveAlias;
  execution.redrive();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(world.target.aliases).toEqual([ALIAS]);
});

test('before the case: nothing is left of it, so that it is opened at once after the redrive', async () => {
  const world = new World();
  const { create } = world.support;
  world.support.create = refuse('CreateCase');
  world.publish();
  const execution = run(world, incident());
  // Just after the record has settled.
  await vi.advanceTimersByTimeAsync(HOUR / 4 + 60_000);
  expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'DryRunRefused' });
  expect(execution.entered().at(-1)).toBe('Open support case');

  world.support.create = create;
  execution.redrive();
  await vi.advanceTimersByTimeAsync(1000);
  expect(world.cases).toHaveLength(1);
  expect(execution.entered().at(-1)).toBe('Await Support');
});
