import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Remediation } from '../../../remediation/document.ts';
import { AliasClaimed, AttachRefused, StepOutOfOrder, TargetGone } from '../../../remediation/errors.ts';
import { attachCertificate } from '../../../remediation/steps/attach-certificate.ts';
import { checkCertificate } from '../../../remediation/steps/check-certificate.ts';
import { remediation, stepInput } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { ALIAS, CERTIFICATE, World } from '../../doubles/world.ts';

const ALLOWED = { ...SETTINGS, attachCertificate: true };
const { certificate: _, ...begun } = remediation();

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T01:00:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The gate has found what it wants attached. */
async function found(): Promise<{ world: World; document: Remediation }> {
  const world = new World();
  world.detach();
  const certificate = await checkCertificate(portsOf(world), ALLOWED)(stepInput(begun));
  expect(certificate.attach).toBe(true);
  return { world, document: { ...begun, certificate } };
}
const attach = (world: World, document: Remediation, settings = ALLOWED) =>
  attachCertificate(portsOf(world), settings)(stepInput(document));

test('attaches what was found, once', async () => {
  const { world, document } = await found();
  const attachment = await attach(world, document);
  expect(attachment).toEqual({
    verdict: 'attached',
    reason: `${CERTIFICATE} is attached to E2TARGETEXAMPLE now.`,
    checkedAt: '2026-11-20T01:00:00.000Z',
    certificates: [CERTIFICATE],
    redriveCount: 0,
  });
  expect(world.target).toMatchObject({
    certificate: { source: 'acm', id: CERTIFICATE },
    viewer: { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' },
    aliases: [],
  });
  // As after a lost answer: the same section, and no second update.
  expect(await attach(world, document)).toMatchObject({ verdict: 'attached', certificates: [CERTIFICATE] });
  expect(world.countOf('attachCertificate')).toBe(1);
});

test('the gate is open afterwards', async () => {
  const { world, document } = await found();
  const attachment = await attach(world, document);
  const again = await checkCertificate(portsOf(world), ALLOWED)(stepInput({ ...document, attachment }));
  expect(again.verdict).toBe('covered');
});

describe('looks again right before, and does nothing', () => {
  test('when the certificate is gone', async () => {
    const { world, document } = await found();
    world.certificate = undefined;
    expect(await attach(world, document)).toMatchObject({ verdict: 'look-again' });
    expect(world.calls).toEqual([]);
  });

  test('when somebody attached another one that does', async () => {
    const { world, document } = await found();
    const other = { source: 'acm' as const, id: CERTIFICATE.replace(/[^/]+$/, 'other') };
    world.others = [
      { ...other, status: 'ISSUED', names: [ALIAS], notBefore: undefined, notAfter: undefined },
    ];
    world.target = { ...world.target, certificate: other };
    expect(await attach(world, document)).toMatchObject({ verdict: 'look-again' });
    expect(world.calls).toEqual([]);
  });

  test('when the stack may not attach any more', async () => {
    const { world, document } = await found();
    expect(await attach(world, document, SETTINGS)).toMatchObject({ verdict: 'look-again' });
    expect(world.calls).toEqual([]);
  });

  test('when another remediation has the alias', async () => {
    const { world, document } = await found();
    world.claims.set(ALIAS, { execution: 'another', target: 'E9OTHER', at: 0 });
    await expect(attach(world, document)).rejects.toThrow(AliasClaimed);
    expect(world.calls).toEqual([]);
  });

  test('when the target is gone', async () => {
    const { world, document } = await found();
    world.target = { ...world.target, id: 'E9OTHER' };
    await expect(attach(world, document)).rejects.toThrow(TargetGone);
  });
});

test('a better one that came meanwhile is taken', async () => {
  const { world, document } = await found();
  const id = CERTIFICATE.replace(/[^/]+$/, 'better');
  const notAfter = Date.now() + 86_400_000_000;
  world.others = [
    { source: 'acm', id, status: 'ISSUED', names: ['*.example.com'], notBefore: undefined, notAfter },
  ];
  expect(await attach(world, document)).toMatchObject({ verdict: 'attached', certificates: [id] });
});

test('A, then B, then A: each once, and the third time people are told', async () => {
  const { world, document } = await found();
  const other = CERTIFICATE.replace(/[^/]+$/, 'other');
  const better = {
    source: 'acm' as const,
    id: other,
    status: 'ISSUED',
    names: ['*.example.com'],
    notBefore: undefined,
  };
  const [first, second] = [[], [{ ...better, notAfter: Date.now() + 86_400_000_000 }]];
  let run = document;
  for (const others of [first, second]) {
    world.others = others;
    world.detach();
    const certificate = await checkCertificate(portsOf(world), ALLOWED)(stepInput(run));
    expect(certificate.attach).toBe(true);
    run = { ...run, certificate };
    run = { ...run, attachment: await attach(world, run) };
  }
  expect(run.attachment?.certificates).toEqual([CERTIFICATE, other]);
  for (const others of [first, second]) {
    world.others = others;
    world.detach();
    const certificate = await checkCertificate(portsOf(world), ALLOWED)(stepInput(run));
    expect(certificate).toMatchObject({ verdict: 'attachable', attach: false });
    expect(certificate.reason).toContain('something took it off again');
    // As a redrive of the state would do.
    expect(await attach(world, { ...run, certificate })).toMatchObject({
      verdict: 'look-again',
      certificates: [CERTIFICATE, other],
    });
  }
  expect(world.countOf('attachCertificate')).toBe(2);
});

test('a certificate after the other, without end, is a fight as well', async () => {
  const { world, document } = await found();
  world.detach();
  const certificates = Array.from({ length: 10 }, (_, index) => `${CERTIFICATE}-${index}`);
  const attachment = {
    verdict: 'attached' as const,
    reason: '',
    checkedAt: '',
    redriveCount: 0,
    certificates,
  };
  const again = await checkCertificate(portsOf(world), ALLOWED)(stepInput({ ...document, attachment }));
  expect(again).toMatchObject({ attach: false, reason: expect.stringContaining('10 others were before') });
});

test('a refusal of CloudFront fails the Task, in its words', async () => {
  const { world, document } = await found();
  world.attachRefusals.push({ attached: false, code: 'AccessDenied', message: 'You may not.' });
  const attempt = attach(world, document);
  await expect(attempt).rejects.toThrow(AttachRefused);
  await expect(attempt).rejects.toThrow('AccessDenied: You may not.');
});

test('without a look of the gate there is nothing to attach', async () => {
  await expect(attach(new World(), begun)).rejects.toThrow(StepOutOfOrder);
});
