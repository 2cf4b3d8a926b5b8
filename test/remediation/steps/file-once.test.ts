/** CreateCase, whose answer can be lost, and whose case AWS can show late: exactly one case all the same. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CaseNotPossible, TransientAwsError } from '../../../remediation/errors.ts';
import { checkSupportCase } from '../../../remediation/steps/check-support-case.ts';
import { openSupportCase } from '../../../remediation/steps/open-support-case.ts';
import { later } from '../../doubles/clock.ts';
import { proof, remediation, stepInput } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { World } from '../../doubles/world.ts';

const LAG = SETTINGS.caseListingLagSeconds;

let world: World;
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T01:20:00.000Z') });
  world = new World();
  world.publish();
});
afterEach(() => {
  vi.useRealTimers();
});

const document = remediation({ proof: proof('settled') });
const open = (name?: string) => openSupportCase(portsOf(world), SETTINGS)(stepInput(document, 0, name));

/** The next answer of CreateCase is lost. */
function lose({ created }: { created: boolean }): void {
  const { create } = world.support;
  world.support.create = async (draft) => {
    world.support.create = create;
    if (created) await create(draft);
    throw new TransientAwsError('socket hang up');
  };
}

describe('an answer that is lost', () => {
  test('the retry comes before AWS shows the case: it is waited for, and found', async () => {
    world.listingLag = 120;
    lose({ created: true });
    await expect(open()).rejects.toThrow(TransientAwsError);
    later(2);
    expect(await open()).toMatchObject({
      verdict: 'looking',
      news: false,
      waitSeconds: SETTINGS.shortestCheckSeconds,
      reason: expect.stringContaining('until 2026-11-20 01:30:00 UTC'),
    });
    later(120);
    expect(await open()).toMatchObject({ verdict: 'open', caseId: 'case-1', displayId: '1234567890' });
    expect(world.cases).toHaveLength(1);
  });

  test('there was none: one is created as soon as it would be shown', async () => {
    lose({ created: false });
    await expect(open()).rejects.toThrow(TransientAwsError);
    later(LAG - 1);
    expect(await open()).toMatchObject({ verdict: 'looking', waitSeconds: 1 });
    expect(world.cases).toHaveLength(0);
    later(1);
    expect(await open()).toMatchObject({ verdict: 'open' });
    expect(world.cases).toHaveLength(1);
  });

  test('an execution that comes after the one that was stopped waits, too', async () => {
    world.listingLag = 120;
    lose({ created: true });
    await expect(open('first')).rejects.toThrow(TransientAwsError);
    later(60);
    expect(await open('second')).toMatchObject({ verdict: 'looking' });
    later(60);
    expect(await open('second')).toMatchObject({ verdict: 'open', caseId: 'case-1' });
  });
});

test('of two that come at once, one creates the case', async () => {
  world.listingLag = 120;
  const sections = await Promise.all([open(), open(), open()]);
  expect(sections.filter(({ verdict }) => verdict !== 'open' && verdict !== 'looking')).toEqual([]);
  expect(world.cases).toHaveLength(1);
});

test('what AWS refuses was never created: the next attempt need not wait', async () => {
  world.caseLimitReached = true;
  expect(await open()).toMatchObject({ verdict: 'limit' });
  world.caseLimitReached = false;
  later(30);
  expect(await open()).toMatchObject({ verdict: 'open' });
});

describe('a case that AWS has closed', () => {
  const close = () => {
    for (const one of world.cases) one.status = 'resolved';
  };

  test('is no case of another execution', async () => {
    await open('first');
    close();
    expect(await open('second')).toMatchObject({ verdict: 'open', caseId: 'case-2' });
  });

  test('is still that of the state that runs again right after it created it', async () => {
    await open();
    close();
    expect(await open()).toMatchObject({ verdict: 'open', caseId: 'case-1', status: 'resolved' });
    later(LAG);
    expect(await open()).toMatchObject({ verdict: 'open', caseId: 'case-2' });
  });
});

describe('a case that AWS does not show yet', () => {
  const check = (section: Awaited<ReturnType<typeof open>>) =>
    checkSupportCase(portsOf(world), SETTINGS)(stepInput({ ...document, case: section }));

  test('is known by what CreateCase answered and what was sent; its number follows', async () => {
    world.listingLag = 120;
    const opened = await open();
    expect(opened).toMatchObject({
      verdict: 'open',
      caseId: 'case-1',
      status: 'opened',
      subject: expect.stringContaining('[cname-rescue 0123456789]'),
      url: 'https://support.console.aws.amazon.com/support/home',
      reason: expect.stringContaining('Case case-1 asks AWS Support'),
    });
    expect(opened.displayId).toBeUndefined();
    later(60);
    const early = await check(opened);
    expect(early).toMatchObject({ verdict: 'open', news: false });
    later(60);
    expect(await check(early)).toMatchObject({
      verdict: 'open',
      news: false,
      displayId: '1234567890',
      url: expect.stringContaining('displayId=1234567890'),
      reason: expect.stringContaining('Case 1234567890'),
    });
  });

  test('is found in the ledger by a state that runs again', async () => {
    world.listingLag = 120;
    await open();
    later(10);
    expect(await open()).toMatchObject({ verdict: 'open', caseId: 'case-1' });
    expect(world.cases).toHaveLength(1);
  });

  test('is CaseNotPossible once AWS should show it', async () => {
    const opened = await open();
    world.listingLag = 10 * LAG;
    later(LAG);
    await expect(check(opened)).rejects.toThrow(CaseNotPossible);
  });
});
