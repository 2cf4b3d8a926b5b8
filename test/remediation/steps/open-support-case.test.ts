import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Remediation } from '../../../remediation/document.ts';
import { AliasClaimed, CaseNotPossible, TargetGone } from '../../../remediation/errors.ts';
import type { CaseDraft } from '../../../remediation/ports.ts';
import { openSupportCase } from '../../../remediation/steps/open-support-case.ts';
import { caseMarker } from '../../../remediation/support-case/text.ts';
import { EXECUTION, HELD, incident, remediation, stepInput } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { ALIAS, TARGET, World } from '../../doubles/world.ts';

const NOW = Date.parse('2026-11-20T01:20:00.000Z');
const ENABLED = 'Alias move is not allowed since the source distribution is enabled';
const A = 'a.example.com';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Settled, covered, refused because the holder is enabled elsewhere. */
function ready(...aliases: string[]): Remediation {
  const names = aliases.length > 0 ? aliases : [ALIAS];
  return remediation(
    {
      move: {
        verdict: 'support',
        reason: 'only AWS Support can move it',
        checkedAt: '2026-11-20T01:15:00.000Z',
        aliases: names.map((alias) => ({ alias, verdict: 'holder-enabled', refusal: ENABLED })),
      },
    },
    ...names,
  );
}

function published(changes: (world: World) => void = () => {}): World {
  const world = new World();
  world.publish();
  changes(world);
  return world;
}
const open = (world: World, document = ready(), settings = SETTINGS) =>
  openSupportCase(portsOf(world), settings)(stepInput(document));

describe('settled, covered, refused: a case', () => {
  test('one, with everything in it, and the execution waits for it', async () => {
    const world = published();
    const drafts: CaseDraft[] = [];
    const { create } = world.support;
    world.support.create = (draft) => {
      drafts.push(draft);
      return create(draft);
    };
    const settings = { ...SETTINGS, severity: 'high', ccEmailAddresses: ['dns@example.com'] };
    expect(await open(world, ready(), settings)).toEqual({
      verdict: 'open',
      reason: `Case 1234567890 asks AWS Support to move ${ALIAS}.`,
      news: false,
      held: [ALIAS],
      openSince: { caseId: 'case-1', at: '2026-11-20T01:20:00.000Z', redriveCount: 0 },
      caseId: 'case-1',
      displayId: '1234567890',
      subject: expect.stringContaining(caseMarker(incident())),
      status: 'opened',
      language: 'en',
      url: 'https://support.console.aws.amazon.com/support/home#/case/?displayId=1234567890',
      waitSeconds: SETTINGS.casePollSeconds,
      nextCheckAt: '2026-11-20T07:20:00.000Z',
      waitingSince: '2026-11-20T01:20:00.000Z',
      redriveCount: 0,
      checkedAt: '2026-11-20T01:20:00.000Z',
    });
    expect(drafts).toEqual([
      {
        subject: expect.stringContaining(ALIAS),
        body: expect.stringContaining(HELD),
        serviceCode: 'amazon-cloudfront',
        categoryCode: 'general-guidance',
        severityCode: 'normal',
        language: 'en',
        ccEmailAddresses: ['dns@example.com'],
        attachmentSetId: 'set-1',
      },
    ]);
    expect(drafts[0]?.body).toContain(ENABLED);
    expect(world.casesOfOurs).toEqual(new Set(['case-1']));
  });

  test('what has arrived meanwhile is not asked for, and its record is not needed', async () => {
    const world = published((each) => {
      each.arrive(A);
      each.withdrawn.add(A);
    });
    const section = await open(world, ready(A, ALIAS));
    expect(section).toMatchObject({
      verdict: 'open',
      reason: `Case 1234567890 asks AWS Support to move ${ALIAS}.`,
    });
    const [{ subject, communications } = { subject: '', communications: [] }] = world.cases;
    expect(subject).not.toContain(A);
    expect(communications[0]?.body).not.toContain(`\n  ${A}\n`);
  });
});

describe('what AWS offers decides what of the wishes is to be had', () => {
  test('Japanese, where AWS answers in it; else English, and a person is told', async () => {
    const wish = { ...SETTINGS, language: 'ja' as const };
    const world = published();
    expect(await open(world, ready(), wish)).toMatchObject({
      language: 'ja',
      reason: `Case 1234567890 asks AWS Support to move ${ALIAS}.`,
    });
    expect(world.cases[0]).toMatchObject({
      language: 'ja',
      subject: expect.stringContaining('移行のお願い'),
    });
    expect(world.cases[0]?.communications[0]?.body).toContain('お世話になっております');

    const other = published();
    other.support.speaks = async () => false;
    expect(await open(other, ready(), wish)).toMatchObject({
      language: 'en',
      reason: expect.stringContaining('in English'),
    });
    expect(other.cases[0]?.communications[0]?.body).toContain('Please move');
  });

  /** Support that refuses the first so many drafts. */
  function picky(refused: number) {
    const world = published();
    const tried: string[] = [];
    world.support.services = async () => [
      {
        code: 'amazon-cloudfront',
        name: 'CloudFront',
        categories: ['other', 'general-guidance', 'custom-ssl'].map((code) => ({ code, name: code })),
      },
    ];
    const { create } = world.support;
    world.support.create = async (draft) => {
      tried.push(draft.categoryCode);
      if (tried.length > refused) return create(draft);
      return { created: false, refused: 'codes', message: 'Invalid category code' };
    };
    return { world, tried };
  }

  test('a category that is refused is followed by the next sensible one', async () => {
    const { world, tried } = picky(1);
    const settings = { ...SETTINGS, category: 'custom-ssl' };
    expect(await open(world, ready(), settings)).toMatchObject({ verdict: 'open' });
    expect(tried).toEqual(['custom-ssl', 'general-guidance']);
    expect(world.cases).toHaveLength(1);
  });

  test('two that are refused are enough: a person is told what to do', async () => {
    const { world, tried } = picky(2);
    const refused = open(world);
    await expect(refused).rejects.toThrow(CaseNotPossible);
    await expect(refused).rejects.toThrow('set one as supportCategory');
    expect(tried).toHaveLength(2);
    expect(world.cases).toEqual([]);
  });
});

describe('no case', () => {
  test('everything has arrived', async () => {
    const world = published((each) => each.arrive());
    expect(await open(world)).toMatchObject({ verdict: 'arrived', news: false });
    expect(world.calls).toEqual([]);
  });

  test('everything has arrived, brought by an execution that took over', async () => {
    const world = published((each) =>
      each.claims.set(ALIAS, { execution: 'newer', target: TARGET, at: NOW }),
    );
    world.arrive();
    expect(await open(world)).toMatchObject({ verdict: 'arrived' });
  });

  test.each<[string, (world: World) => void, RegExp]>([
    ['the record is gone', (world) => world.withdrawn.add(ALIAS), /_www\.example\.com/],
    [
      'the certificate is gone',
      (world) => Object.assign(world.target, { certificate: undefined }),
      /certificate/,
    ],
  ])('%s: back to the gates', async (_, changes, reason) => {
    const world = published(changes);
    expect(await open(world)).toMatchObject({
      verdict: 'back-to-gates',
      reason: expect.stringMatching(reason),
    });
    expect(world.calls).toEqual([]);
  });

  test('published, but a cache may still hold a miss: back to the gates', async () => {
    const world = published();
    const { proof: _, ...unsettled } = ready();
    expect(await open(world, unsettled)).toMatchObject({ verdict: 'back-to-gates' });
    expect(world.calls).toEqual([]);
  });

  test.each([
    ['another execution has the alias', AliasClaimed],
    ['the target is gone', TargetGone],
  ])('%s', async (what, error) => {
    const world = published((each) => {
      if (error === AliasClaimed) each.claims.set(ALIAS, { execution: 'another', target: 'E9', at: NOW });
      else Object.assign(each.target, { id: 'E9OTHER' });
    });
    await expect(open(world), what).rejects.toThrow(error);
    expect(world.calls).toEqual([]);
  });

  test('AWS offers no CloudFront, or no severity', async () => {
    const world = published();
    world.support.severities = async () => [];
    await expect(open(world)).rejects.toThrow(CaseNotPossible);
    world.support.services = async () => [];
    await expect(open(world)).rejects.toThrow(CaseNotPossible);
    expect(world.calls).toEqual([]);
  });
});

describe('exactly one', () => {
  test.each(['recordCase', 'describe'])(
    'a crash after CreateCase, at %s: found by the next attempt',
    async (at) => {
      const world = published();
      const die = async () => {
        throw new Error('the instance died');
      };
      const { ledger, support, ...others } = portsOf(world);
      const ports = {
        ...others,
        ledger: at === 'recordCase' ? { ...ledger, recordCase: die } : ledger,
        support: at === 'describe' ? { ...support, describe: die } : support,
      };
      await expect(openSupportCase(ports, SETTINGS)(stepInput(ready()))).rejects.toThrow('died');
      expect(await open(world)).toMatchObject({ verdict: 'open', caseId: 'case-1' });
      expect(world.countOf('createCase')).toBe(1);
      expect(world.casesOfOurs).toEqual(new Set(['case-1']));
    },
  );

  test('a new execution for the same wish finds the open case of the one before', async () => {
    const world = published();
    await open(world);
    const newer = openSupportCase(portsOf(world), SETTINGS)(stepInput(ready(), 0, 'newer'));
    expect(await newer).toMatchObject({ verdict: 'open', caseId: 'case-1' });
    expect(world.countOf('createCase')).toBe(1);
  });

  test('one that is found is looked at soon: what AWS said of it before it was in the ledger has woken nobody', async () => {
    const world = published();
    expect(await open(world)).toMatchObject({ waitSeconds: SETTINGS.casePollSeconds });
    expect(await open(world)).toMatchObject({
      caseId: 'case-1',
      waitSeconds: SETTINGS.shortestCheckSeconds,
      nextCheckAt: new Date(NOW + SETTINGS.shortestCheckSeconds * 1000).toISOString(),
    });
  });

  test('another wish does not', async () => {
    const world = published();
    await open(world);
    const other = { ...ready(), incident: incident({ marker: 'abcdefabcd' }) };
    expect(await open(world, other)).toMatchObject({ caseId: 'case-2' });
  });

  test('a resolved case is over: a new failure needs a new one', async () => {
    const world = published();
    await open(world);
    Object.assign(world.cases[0] ?? {}, { status: 'resolved' });
    const another = stepInput(ready(), 0, 'another-execution');
    expect(await openSupportCase(portsOf(world), SETTINGS)(another)).toMatchObject({ caseId: 'case-2' });
  });
});

test('the case is this execution’s, so that AWS’s answer wakes it', async () => {
  const world = published();
  const recorded: string[] = [];
  world.ledger.recordCase = async (caseId, execution) => {
    recorded.push(caseId, execution);
  };
  await open(world);
  expect(recorded).toEqual(['case-1', EXECUTION]);
});
