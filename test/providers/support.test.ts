/** AWS Support's provider against the sandbox's Support, over the wire, with the SDK as it is. */
import {
  DescribeAttachmentCommand,
  DescribeCommunicationsCommand,
  SupportClient,
} from '@aws-sdk/client-support';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSupport as createSandboxSupport } from '../../sandbox/services/support/support.ts';
import { startWireServer, type WireServer } from '../../sandbox/wire/server.ts';
import { stubLambdaEnvironment } from '../doubles/lambda-environment.ts';
import { createSupport } from './whole.ts';

const OURS = '111122223333';
let server: WireServer;
let service: ReturnType<typeof createSandboxSupport>;

beforeEach(async () => {
  service = createSandboxSupport({ buses: { put: () => {} }, now: Date.now });
  server = await startWireServer({ port: 0, services: [service] });
  stubLambdaEnvironment(server.url, OURS);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

const draft = {
  subject: 'Move www.example.com [cname-rescue 0123456789]',
  body: 'Please move it.',
  serviceCode: 'amazon-cloudfront',
  categoryCode: 'general-guidance',
  severityCode: 'low',
  language: 'en' as const,
  ccEmailAddresses: [],
  attachmentSetId: undefined,
};

test('creates a case, finds it by its marker while it is open, and tells who said what', async () => {
  const support = createSupport('act');
  expect((await support.services()).map(({ code }) => code)).toContain('amazon-cloudfront');
  expect(await support.severities()).toContain('normal');
  expect(await support.findOpen('[cname-rescue 0123456789]')).toBeUndefined();
  const outcome = await support.create(draft);
  const caseId = outcome.created ? outcome.caseId : '';
  const found = await support.findOpen('[cname-rescue 0123456789]');
  expect(found).toMatchObject({ caseId, subject: draft.subject });
  expect(found?.communications.at(-1)).toMatchObject({ body: draft.body, byAws: false });
});

test('a code that Support does not know is an outcome; who wrote wrong in another way hears of it', async () => {
  const support = createSupport('act');
  const wrong = { ...draft, categoryCode: 'dns-resolution' };
  expect(await support.create(wrong)).toEqual({
    created: false,
    refused: 'codes',
    message: 'Invalid category code',
  });
  await expect(support.create({ ...draft, subject: '' })).rejects.toMatchObject({
    name: 'ValidationException',
  });
});

test('tells which language it answers in', async () => {
  const support = createSupport('act');
  expect(await support.speaks('ja', draft)).toBe(true);
  expect(await support.speaks('ja', { ...draft, categoryCode: 'none' })).toBe(false);
  const outcome = await support.create({ ...draft, language: 'ja' });
  expect(outcome.created && (await support.describe(outcome.caseId))?.language).toBe('ja');
});

test('an account without a plan: NoSupportPlan, whatever is asked', async () => {
  service.setPlan(OURS, 'none');
  await expect(createSupport('act').create(draft)).rejects.toMatchObject({ name: 'NoSupportPlan' });
  await expect(createSupport('act').services()).rejects.toMatchObject({ name: 'NoSupportPlan' });
});

test('everything that was said is told, newest first, however much it is', async () => {
  const support = createSupport('act');
  const outcome = await support.create({ ...draft, subject: 'A long one [cname-rescue ffffffffff]' });
  const caseId = outcome.created ? outcome.caseId : '';
  for (let i = 0; i < 120; i += 1) await support.say(caseId, `Words ${i}`);
  const said = await support.communications(caseId);
  expect(said).toHaveLength(121);
  expect(said.at(0)?.body).toBe('Words 119');
  expect(said.at(-1)).toMatchObject({ body: draft.body, byAws: false });
  expect((await support.describe(caseId))?.communications).toHaveLength(5);
});

test('the marker is found behind a hundred newer cases: all pages are looked through', async () => {
  const support = createSupport('act');
  const marker = '[cname-rescue 000000000a]';
  const oldest = await support.create({ ...draft, subject: `Move it ${marker}` });
  for (let i = 0; i < 110; i += 1) await support.create({ ...draft, subject: `Another ${i}` });
  expect((await support.findOpen(marker))?.caseId).toBe(oldest.created && oldest.caseId);
  const pages = server.calls.calls().filter(({ action }) => action === 'DescribeCases');
  expect(pages.length).toBeGreaterThan(2);
});

test('a file goes with a case by its set; a set that is not known any more is an outcome', async () => {
  const support = createSupport('act');
  const attached = await support.attach('evidence.json', '{"seen": "全部"}');
  const attachmentSetId = attached.attached ? attached.setId : '';
  const outcome = await support.create({ ...draft, attachmentSetId });
  const caseId = outcome.created ? outcome.caseId : '';
  const client = new SupportClient({});
  const { communications } = await client.send(new DescribeCommunicationsCommand({ caseId }));
  const [file] = communications?.[0]?.attachmentSet ?? [];
  expect(file?.fileName).toBe('evidence.json');
  const { attachment } = await client.send(
    new DescribeAttachmentCommand({ attachmentId: file?.attachmentId }),
  );
  expect(new TextDecoder().decode(attachment?.data)).toBe('{"seen": "全部"}');
  expect(await support.create({ ...draft, attachmentSetId: 'as-none' })).toMatchObject({
    created: false,
    refused: 'attachments',
  });
});

test('what keeps a file from being attached is an outcome, except that there is no plan', async () => {
  const support = createSupport('act');
  server.faults.add({
    service: 'support',
    action: 'AddAttachmentsToSet',
    when: 'before',
    kind: { code: 'AttachmentLimitExceeded', message: 'Too many sets.', status: 400 },
  });
  expect(await support.attach('evidence.json', '{}')).toEqual({
    attached: false,
    message: 'AttachmentLimitExceeded: Too many sets.',
  });
  service.setPlan(OURS, 'none');
  await expect(support.attach('evidence.json', '{}')).rejects.toMatchObject({ name: 'NoSupportPlan' });
});

test('too many open cases are an outcome', async () => {
  server.faults.add({
    service: 'support',
    action: 'CreateCase',
    when: 'before',
    kind: { code: 'CaseCreationLimitExceeded', message: 'Too many cases.', status: 400 },
  });
  expect(await createSupport('act').create(draft)).toEqual({
    created: false,
    refused: 'limit',
    message: 'Too many cases.',
  });
});
