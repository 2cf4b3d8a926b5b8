/** What a dry run can tell of AWS Support without asking it for anything. */
import { expect, test } from 'vitest';
import type { Draft } from '../../../remediation/document.ts';
import { draftSupportCase } from '../../../remediation/steps/draft-support-case.ts';
import { caseSubject } from '../../../remediation/support-case/text.ts';
import { contested, incident, remediation, stepInput, target } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { ALIAS, World } from '../../doubles/world.ts';

const draft = (world: World, wishes: Partial<typeof SETTINGS> = {}): Promise<Draft> =>
  draftSupportCase(portsOf(world), { ...SETTINGS, ...wishes })(stepInput(remediation({ dryRun: true })));

test('what the case would be opened with, as AWS offers it', async () => {
  const world = new World();
  expect(await draft(world)).toMatchObject({
    verdict: 'possible',
    reason:
      'A case of AWS Support would be about amazon-cloudfront, general-guidance, with the severity normal.',
    language: 'en',
  });
  expect(world.calls).toEqual([]);
  expect(world.attachments).toEqual([]);
});

test('what of the wishes is not to be had', async () => {
  const world = new World();
  world.support.speaks = async () => false;
  const { reason, language } = await draft(world, { severity: 'urgent', language: 'ja' });
  expect(reason).toContain("with the severity normal. This account's plan does not have urgent.");
  expect(reason).toContain('does not take such a case in the wished language (ja)');
  expect(language).toBe('en');
});

test('a case that is open already', async () => {
  const world = new World();
  const subject = caseSubject({ incident: incident(), target, aliases: [contested(ALIAS)] }, 'ja');
  const found = { caseId: 'case-1', displayId: '1234567890', status: 'opened', communications: [] };
  world.cases.push({ ...found, subject, language: 'ja' });
  expect(await draft(world)).toMatchObject({
    verdict: 'filed',
    reason: 'Case 1234567890 about this is open already: no other would be opened.',
    language: 'ja',
  });
});

test('no plan with an API', async () => {
  const world = Object.assign(new World(), { supportPlan: false });
  expect(await draft(world)).toMatchObject({
    verdict: 'by-hand',
    reason: expect.stringContaining('people would be asked to open a case by hand'),
  });
});

test('nothing that would do', async () => {
  const world = new World();
  world.support.services = async () => [];
  expect(await draft(world)).toMatchObject({
    verdict: 'not-possible',
    reason: expect.stringContaining('no service named CloudFront'),
  });
});

test('that AWS does not answer is no outcome: the state tries again', async () => {
  const world = new World();
  world.support.severities = async () => {
    throw Object.assign(new Error('later'), { name: 'TransientAwsError' });
  };
  await expect(draft(world)).rejects.toMatchObject({ name: 'TransientAwsError' });
});
