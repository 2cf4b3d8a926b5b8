/** The evidence beside a case: attached where it can be, and never in the way of the case. */
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CaseDraft } from '../../../remediation/ports.ts';
import { openSupportCase } from '../../../remediation/steps/open-support-case.ts';
import { EVIDENCE_FILE, Evidence } from '../../../remediation/support-case/evidence.ts';
import { later } from '../../doubles/clock.ts';
import { proof, remediation, stepInput } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { ALIAS, World } from '../../doubles/world.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T01:20:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const open = (world: World) =>
  openSupportCase(portsOf(world), SETTINGS)(stepInput(remediation({ proof: proof('settled') })));

/** Also what the drafts were. `usable`: which attachment sets CreateCase takes. */
function desk(usable: (setId: string) => boolean = () => true) {
  const world = new World();
  world.publish();
  const drafts: CaseDraft[] = [];
  const { create } = world.support;
  world.support.create = async (draft) => {
    drafts.push(draft);
    if (draft.attachmentSetId !== undefined && !usable(draft.attachmentSetId)) {
      return { created: false, refused: 'attachments', message: 'The attachment set has expired.' };
    }
    return create(draft);
  };
  return { world, drafts };
}

test('the case comes with it, and says so', async () => {
  const { world, drafts } = desk();
  const section = await open(world);
  expect(section.reason).not.toContain('evidence');
  const [file] = world.attachments;
  expect(file?.fileName).toBe(EVIDENCE_FILE);
  const { proof: seen, diagnosis } = v.parse(Evidence, JSON.parse(file?.text ?? ''));
  expect(diagnosis.aliases.map(({ alias }) => alias)).toEqual([ALIAS]);
  expect(seen.aliases[0]?.servers.map(({ server }) => server)).toEqual([
    'ns-1.dns.example',
    'ns-2.dns.example',
  ]);
  expect(drafts[0]).toMatchObject({
    attachmentSetId: file?.setId,
    body: expect.stringContaining(`Attached: ${EVIDENCE_FILE}`),
  });
});

describe('the case is opened without', () => {
  test('when it cannot be attached', async () => {
    const { world, drafts } = desk();
    world.support.attach = async () => ({ attached: false, message: 'AttachmentLimitExceeded: too many' });
    expect(await open(world)).toMatchObject({
      verdict: 'open',
      reason: expect.stringContaining('could not be attached (AttachmentLimitExceeded: too many)'),
    });
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({
      attachmentSetId: undefined,
      body: expect.stringContaining('could not be attached'),
    });
  });

  test('when the set is used up or expired by the time of the case', async () => {
    const { world, drafts } = desk(() => false);
    expect(await open(world)).toMatchObject({
      verdict: 'open',
      reason: expect.stringContaining('The attachment set has expired.'),
    });
    expect(drafts.map(({ attachmentSetId }) => attachmentSetId)).toEqual(['set-1', undefined]);
    expect(world.cases).toHaveLength(1);
    expect(world.cases[0]?.communications[0]?.body).toContain('could not be attached');
  });
});

describe('still one case', () => {
  test('when the answer to CreateCase is lost, though its set is used up by then', async () => {
    const used = new Set<string>();
    const { world } = desk((setId) => !used.has(setId));
    const { create } = world.support;
    let lost = false;
    world.support.create = async (draft) => {
      const outcome = await create(draft);
      if (draft.attachmentSetId) used.add(draft.attachmentSetId);
      if (lost) return outcome;
      lost = true;
      throw new Error('the answer was lost');
    };
    await expect(open(world)).rejects.toThrow('lost');
    expect(await open(world)).toMatchObject({ verdict: 'open', caseId: 'case-1' });
    expect(world.countOf('createCase')).toBe(1);
    expect(world.attachments).toHaveLength(1);
  });

  test('when the request was lost: another set for another try', async () => {
    const { world, drafts } = desk();
    const { create } = world.support;
    world.support.create = async () => {
      throw new Error('not sent');
    };
    await expect(open(world)).rejects.toThrow('not sent');
    world.support.create = create;
    later(SETTINGS.caseListingLagSeconds);
    await open(world);
    expect(drafts.map(({ attachmentSetId }) => attachmentSetId)).toEqual(['set-2']);
  });
});
