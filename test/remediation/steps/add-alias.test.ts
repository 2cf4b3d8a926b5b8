import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Remediation } from '../../../remediation/document.ts';
import {
  AliasClaimed,
  AliasRecordDeadlineExceeded,
  TargetGone,
  UpdateRefused,
} from '../../../remediation/errors.ts';
import { addAlias } from '../../../remediation/steps/add-alias.ts';
import { later } from '../../doubles/clock.ts';
import { remediation, stepInput } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { ALIAS, HELD, MISDIRECTED, World } from '../../doubles/world.ts';

const NOW = Date.parse('2026-11-20T01:00:00.000Z');
beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

const free = () => Object.assign(new World(), { holder: undefined });
const add = (world: World, document: Remediation = remediation(), redriveCount = 0) =>
  addAlias(portsOf(world), SETTINGS)(stepInput(document, redriveCount));

test('adds what is missing, once: where it is already, nothing is called', async () => {
  const world = free();
  expect(await add(world)).toMatchObject({ verdict: 'added', aliases: [ALIAS] });
  expect(await add(world)).toMatchObject({
    verdict: 'added',
    reason: `${ALIAS} is on ${world.target.id} already.`,
    found: true,
  });
  expect(world.countOf('addAliases')).toBe(1);
});

describe('looks again, right before', () => {
  test.each<[string, (world: World) => void, string]>([
    [
      'the record leads elsewhere again',
      (world) => Object.assign(world, { leadsTo: { name: 'd222222abcdef8.cloudfront.net', ttl: 300 } }),
      'leads to d222222abcdef8.cloudfront.net',
    ],
    [
      'the certificate is gone',
      (world) => Object.assign(world.target, { certificate: undefined }),
      'no certificate of its own',
    ],
  ])('%s: back to the gates, without a call', async (_, change, reason) => {
    const world = free();
    change(world);
    expect(await add(world)).toMatchObject({
      verdict: 'back-to-gates',
      reason: expect.stringContaining(reason),
    });
    expect(world.calls).toEqual([]);
  });

  test('another execution has the alias, or the target is gone', async () => {
    const claimed = free();
    claimed.claims.set(ALIAS, { execution: 'another', target: 'E9', at: NOW });
    await expect(add(claimed)).rejects.toThrow(AliasClaimed);
    const gone = free();
    gone.target = { ...gone.target, id: 'E9OTHER' };
    await expect(add(gone)).rejects.toThrow(TargetGone);
    expect([...claimed.calls, ...gone.calls]).toEqual([]);
  });
});

describe('CloudFront refuses', () => {
  test('it still sees the old record: waits, longer each time, and gives up at the deadline', async () => {
    const world = free();
    world.misdirectedUntil = Number.POSITIVE_INFINITY;
    const first = await add(world);
    expect(first).toMatchObject({ verdict: 'wait', waitSeconds: 30, refusal: MISDIRECTED });
    later(400);
    expect(await add(world, remediation({ addition: first }))).toMatchObject({ waitSeconds: 100 });
    later(SETTINGS.proofDeadlineSeconds);
    await expect(add(world, remediation({ addition: first }))).rejects.toThrow(AliasRecordDeadlineExceeded);
    expect(await add(world, remediation({ addition: first }), 1)).toMatchObject({ verdict: 'wait' });
  });

  test('somebody has it by now: diagnosed anew, and no second time round', async () => {
    const world = free();
    const refusal = { added: false as const, code: 'CNAMEAlreadyExists', message: HELD };
    world.additionRefusals.push(refusal, refusal);
    const first = await add(world);
    expect(first).toMatchObject({ verdict: 'held', refusal: HELD });
    await expect(add(world, remediation({ addition: first }))).rejects.toThrow(UpdateRefused);
  });

  test.each([
    ['InvalidViewerCertificate', 'The certificate does not cover it.'],
    ['TooManyDistributionCNAMEs', 'Too many.'],
    ['AccessDenied', 'You may not.'],
    ['CNAMEAlreadyExists', 'A sentence that nobody knows.'],
  ])('%s: a person has to look, and is told in its words', async (code, message) => {
    const world = free();
    world.additionRefusals.push({ added: false, code, message });
    const refused = add(world);
    await expect(refused).rejects.toThrow(UpdateRefused);
    await expect(refused).rejects.toThrow(`${code}: ${message}`);
  });
});
