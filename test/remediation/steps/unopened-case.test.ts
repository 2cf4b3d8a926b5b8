/** No case can be opened: nothing is lost, people are told once, and it is tried again until the alias is there. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Remediation, SupportCase } from '../../../remediation/document.ts';
import { SupportDeadlineExceeded } from '../../../remediation/errors.ts';
import { checkOwnershipProof } from '../../../remediation/steps/check-ownership-proof.ts';
import { openSupportCase } from '../../../remediation/steps/open-support-case.ts';
import { later } from '../../doubles/clock.ts';
import { proof, remediation, stepInput } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { Waiting } from '../../doubles/waiting.ts';
import { ALIAS, World } from '../../doubles/world.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T01:20:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const KINDS = [
  ['by-hand', { supportPlan: false }, { supportPlan: true }],
  ['limit', { caseLimitReached: true }, { caseLimitReached: false }],
] as const;

function stuck(changes: object): World {
  const world = Object.assign(new World(), changes);
  world.publish();
  return world;
}
const before = (section?: SupportCase): Remediation =>
  remediation({ proof: proof('settled'), ...(section && { case: section }) });
const open = (world: World, section?: SupportCase, redriveCount = 0, settings = SETTINGS) =>
  openSupportCase(portsOf(world), settings)(stepInput(before(section), redriveCount));

/** The gate, passed once more: what the step missed can be cached for a while. */
async function settledAnew(world: World, document: Remediation): Promise<Remediation> {
  const gate = checkOwnershipProof(portsOf(world), SETTINGS);
  later(1);
  const published = { ...document, proof: await gate(stepInput(document)) };
  later(950);
  return { ...published, proof: await gate(stepInput(published)) };
}

describe.each(KINDS)('%s', (verdict, without, cured) => {
  test('is told once, then looked at ever more rarely, every hour at least', async () => {
    const world = stuck(without);
    let section = await open(world);
    expect(section).toMatchObject({ verdict, news: true, waitSeconds: 30 });
    const pauses: number[] = [];
    for (let i = 0; i < 40; i += 1) {
      later(section.waitSeconds ?? 0);
      section = await open(world, section);
      expect(section).toMatchObject({ verdict, news: false });
      pauses.push(section.waitSeconds ?? 0);
    }
    expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
    expect(pauses.at(-1)).toBe(3600);
    expect(world.calls).toEqual([]);
  });

  test('once it is cured, the next look opens the case', async () => {
    const world = stuck(without);
    const section = await open(world);
    Object.assign(world, cured);
    expect(await open(world, section)).toMatchObject({ verdict: 'open', caseId: 'case-1' });
    expect(world.countOf('createCase')).toBe(1);
  });

  test('once the alias is there, it is over', async () => {
    const world = stuck(without);
    const section = await open(world);
    world.arrive();
    expect(await open(world, section)).toMatchObject({ verdict: 'arrived' });
  });

  test('not told again after the record was gone for a while', async () => {
    const world = stuck(without);
    const section = await open(world);
    world.withdrawn.add(ALIAS);
    const away = await open(world, section);
    expect(away).toMatchObject({ verdict: 'back-to-gates' });
    world.withdrawn.clear();
    const settled = await settledAnew(world, before(away));
    const again = openSupportCase(portsOf(world), SETTINGS)(stepInput(settled));
    expect(await again).toMatchObject({ verdict, news: false });
  });

  test('too long: the Task fails, and a redrive starts the clock anew', async () => {
    const world = stuck(without);
    const section = await open(world);
    later(SETTINGS.caseDeadlineSeconds);
    await expect(open(world, section)).rejects.toThrow(SupportDeadlineExceeded);
    await expect(open(world, section)).rejects.toThrow(
      `since 2026-11-20 01:20:00 UTC, and ${ALIAS} is not moved`,
    );
    expect(await open(world, section, 1)).toMatchObject({ verdict, news: false, waitSeconds: 30 });
  });
});

describe('the one after the other', () => {
  const plan = { supportPlan: false, caseLimitReached: false };
  const limit = { supportPlan: true, caseLimitReached: true };

  test('each is told, once', async () => {
    const world = stuck(plan);
    const first = await open(world);
    later(3600);
    Object.assign(world, limit);
    const second = await open(world, first);
    expect(second).toMatchObject({ verdict: 'limit', news: true });
    Object.assign(world, plan);
    expect(await open(world, second)).toMatchObject({ verdict: 'by-hand', news: false });
  });

  test('the wait grows, and is over, however often they take turns', async () => {
    const world = stuck(plan);
    let section = await open(world);
    const pauses: number[] = [];
    for (let i = 0; i < 40; i += 1) {
      later(section.waitSeconds ?? 0);
      Object.assign(world, i % 2 === 0 ? limit : plan);
      section = await open(world, section);
      pauses.push(section.waitSeconds ?? 0);
    }
    expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
    expect(pauses.at(-1)).toBe(3600);
    later(SETTINGS.caseDeadlineSeconds);
    await expect(open(world, section)).rejects.toThrow(
      'No case could be opened or followed since 2026-11-20 01:20:00 UTC',
    );
  });
});

test('the text to paste is in the wished language', async () => {
  const section = await open(stuck({ supportPlan: false }), undefined, 0, { ...SETTINGS, language: 'ja' });
  expect(section.language).toBe('ja');
});

describe('the plan ends while a case is open', () => {
  test('the case is followed by hand, and found again when there is a plan again', async () => {
    const waiting = await Waiting.begin();
    waiting.world.supportPlan = false;
    const section = await waiting.check();
    expect(section).toMatchObject({
      verdict: 'by-hand',
      news: true,
      caseId: 'case-1',
      waitSeconds: 30,
      reason: expect.stringContaining('case 1234567890 about www.example.com has to be followed by hand'),
    });
    later(30);
    expect(await open(waiting.world, section)).toMatchObject({ verdict: 'by-hand', news: false });
    waiting.world.supportPlan = true;
    expect(await open(waiting.world, section)).toMatchObject({ verdict: 'open', caseId: 'case-1' });
    expect(waiting.world.countOf('createCase')).toBe(1);
  });

  test('with the alias moved already: it has arrived', async () => {
    const waiting = await Waiting.begin();
    waiting.world.supportPlan = false;
    waiting.world.arrive();
    expect(await waiting.check()).toMatchObject({ verdict: 'arrived' });
  });
});
