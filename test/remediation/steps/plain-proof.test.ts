/** The plain record, of AWS's article of 2020: proof for AWS Support, none for the move APIs. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Remediation } from '../../../remediation/document.ts';
import { checkOwnershipProof } from '../../../remediation/steps/check-ownership-proof.ts';
import { moveAlias } from '../../../remediation/steps/move-alias.ts';
import { later } from '../../doubles/clock.ts';
import { remediation, stepInput } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { ALIAS, World } from '../../doubles/world.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T01:00:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const { proof: _, ...unproven } = remediation();
const move = (world: World, document: Remediation) =>
  moveAlias(portsOf(world), SETTINGS)(stepInput(document));
const plain = () => {
  const world = new World();
  world.plain = { values: [world.target.domainName], ttl: 60 };
  return world;
};

test('no call is made, and AWS Support is asked when it is settled', async () => {
  const world = plain();
  const first = { ...unproven, move: await move(world, unproven) };
  expect(first.move).toMatchObject({
    verdict: 'wait',
    waitSeconds: 902,
    aliases: [{ alias: ALIAS, verdict: 'plain-proof' }],
  });
  later(1);
  const proof = await checkOwnershipProof(portsOf(world), SETTINGS)(stepInput(first));
  later(902);
  const last = await move(world, { ...first, proof });
  expect(last).toMatchObject({ verdict: 'support' });
  expect(last.reason).toContain('with the underscore it could be moved by API');
  expect(world.calls).toEqual([]);
});

test('the underscore follows: then the API is tried after all', async () => {
  const world = plain();
  const first = { ...unproven, move: await move(world, unproven) };
  world.publish();
  later(60);
  expect(await move(world, first)).toMatchObject({ aliases: [{ verdict: 'holder-enabled' }] });
  expect(world.countOf('moveAlias')).toBe(1);
});
