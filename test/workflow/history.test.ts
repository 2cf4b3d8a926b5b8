/** What waiting leaves in an execution's history, as infra/parameters/history.ts reckons it before a deployment. */
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { type Share, total, worstHistory } from '../../infra/parameters/history.ts';
import { parseIncident } from '../../remediation/incident.ts';
import { SETTINGS } from '../doubles/steps.ts';
import { World } from '../doubles/world.ts';
import { run } from './run.ts';
import { DAY, HOUR, underVirtualTime } from './virtual-time.ts';

const event = JSON.parse(readFileSync('test/fixtures/cloudtrail/update-distribution.json', 'utf8'));
const incident = () => ({
  ...parseIncident(event),
  target: { kind: 'distribution', id: 'E2TARGETEXAMPLE' },
});

underVirtualTime();

const shares = worstHistory(SETTINGS);
const reckoned = (...pauses: Share['pause'][]) => total(shares.filter(({ pause }) => pauses.includes(pause)));

/** The rest of it is a handful of states. */
function expectAbout(events: number, expected: number) {
  expect(events).toBeGreaterThan(expected * 0.97);
  expect(events).toBeLessThan(expected * 1.02 + 100);
}

test('both gates to their deadlines, and again after a redrive', async () => {
  const world = new World();
  world.certificate = undefined;
  const execution = run(world, incident());
  await vi.advanceTimersByTimeAsync(10 * DAY + HOUR);
  expect(execution.outcome().status).toBe('FAILED');
  execution.redrive();
  await vi.advanceTimersByTimeAsync(10 * DAY + HOUR);
  expect(execution.outcome().status).toBe('FAILED');
  expectAbout(
    execution.history().length,
    reckoned('longestCheckSeconds', 'longestCertificateCheckSeconds', 'rediagnoseSeconds'),
  );
});

test('AWS Support to the end', async () => {
  const world = new World();
  world.publish();
  const execution = run(world, incident());
  await vi.advanceTimersByTimeAsync(31 * DAY);
  expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'SupportDeadlineExceeded' });
  expectAbout(execution.history().length, reckoned('casePollSeconds'));
});

// As it is shipped the other way round is the worse one; with no gate to wait at, this one is.
const straight = worstHistory({ ...SETTINGS, proofDeadlineSeconds: 1, certificateDeadlineSeconds: 1 });

test('a case that nobody can open by API', async () => {
  const world = new World();
  world.publish();
  world.supportPlan = false;
  const execution = run(world, incident());
  await vi.advanceTimersByTimeAsync(31 * DAY);
  expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'SupportDeadlineExceeded' });
  const share = straight.find(({ pause }) => pause === 'casePollSeconds');
  expectAbout(execution.history().length, share?.events ?? 0);
});

test('a target that is never Deployed', async () => {
  const world = new World();
  world.target = { ...world.target, status: 'InProgress' };
  if (world.holder) world.holder.sameAccount = true;
  world.publish();
  const execution = run(world, incident());
  await vi.advanceTimersByTimeAsync(DAY);
  expect(execution.outcome()).toMatchObject({ error: 'DeploymentDeadlineExceeded' });
  const share = straight.find(({ pause }) => pause === 'deploymentCheckSeconds');
  expectAbout(execution.history().length, share?.events ?? 0);
});
