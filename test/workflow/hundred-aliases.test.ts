/** A hundred aliases, CloudFront's default quota, through the shipped workflow: the document has room. */
import { expect, test, vi } from 'vitest';
import { parseAnnouncement } from '../../remediation/announcements/announcement.ts';
import { messageFor } from '../../remediation/announcements/messages.ts';
import { parseIncident } from '../../remediation/incident.ts';
import { asEvent } from '../doubles/announced.ts';
import { failedUpdate } from '../doubles/documents.ts';
import { TARGET, World } from '../doubles/world.ts';
import { run } from './run.ts';
import { HOUR, underVirtualTime } from './virtual-time.ts';

/** 50 characters each. */
const ALIASES = Array.from({ length: 100 }, (_, index) => `${`${index}`.padStart(38, 'x')}.example.com`);

underVirtualTime();

test('a hundred long names arrive', async () => {
  expect(new Set(ALIASES.map(({ length }) => length))).toEqual(new Set([50]));
  const world = new World();
  world.holder = world.holder && { ...world.holder, sameAccount: true };
  world.certificate = world.certificate && { ...world.certificate, names: ALIASES };
  const execution = run(world, parseIncident(failedUpdate('1', TARGET, ...ALIASES)));
  await vi.advanceTimersByTimeAsync(HOUR);
  world.publish();
  await vi.advanceTimersByTimeAsync(HOUR);
  world.target = { ...world.target, status: 'Deployed' };
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.outcome()).toEqual({ status: 'SUCCEEDED' });
  expect(world.target.aliases.toSorted()).toEqual(ALIASES.toSorted());

  const inputs = execution
    .history()
    .map(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.input ?? '');
  expect(Math.max(...inputs.map((input) => Buffer.byteLength(input)))).toBeLessThan(200 * 1024);

  for (const { type, detail } of world.announced) {
    const parsed = parseAnnouncement(asEvent({ type, detail }));
    expect(messageFor(type, parsed.detail).title).toContain(ALIASES[0]);
  }
});
