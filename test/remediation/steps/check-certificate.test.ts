import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Remediation } from '../../../remediation/document.ts';
import { CertificateDeadlineExceeded, TargetGone } from '../../../remediation/errors.ts';
import type { CertificateDetails } from '../../../remediation/ports.ts';
import { checkCertificate } from '../../../remediation/steps/check-certificate.ts';
import { incident, remediation, stepInput } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { CERTIFICATE, World } from '../../doubles/world.ts';

const NOW = Date.parse('2026-11-20T01:00:00.000Z');
const DAY = 86_400;
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);
const { certificate: _, ...begun } = remediation();

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

const check = (world: World, document: Remediation = begun, redriveCount = 0) =>
  checkCertificate(portsOf(world), SETTINGS)(stepInput(document, redriveCount));
const bare = () => {
  const world = new World();
  world.target = { ...world.target, certificate: undefined };
  return world;
};

test('covered, with what is known of it', async () => {
  const world = new World();
  Object.assign(world.certificate ?? {}, { notAfter: NOW + 1000 });
  expect(await check(world)).toEqual({
    verdict: 'covered',
    news: false,
    reason: expect.stringContaining(CERTIFICATE),
    uncovered: [],
    checkedAt: '2026-11-20T01:00:00.000Z',
    id: CERTIFICATE,
    status: 'ISSUED',
    notAfter: '2026-11-20T01:00:01.000Z',
  });
});

test('what is on the target already has to be covered as well', async () => {
  const world = new World();
  world.arrive('other.example.org');
  expect(await check(world)).toMatchObject({ verdict: 'waiting', uncovered: ['other.example.org'] });
});

test('attached, and gone: not the same as none', async () => {
  const world = new World();
  world.certificate = undefined;
  const section = await check(world);
  expect(section).toMatchObject({ verdict: 'waiting', id: CERTIFICATE, status: 'NOT_FOUND' });
  expect(section.reason).not.toContain('no certificate');
});

test('the one the failed call named is offered', async () => {
  const world = bare();
  const named = incident({ certificate: { source: 'acm', id: CERTIFICATE } });
  const { reason } = await check(world, { ...begun, incident: named });
  expect(reason).toContain(`Attach ${CERTIFICATE}`);
});

test('the certificate is looked up once when it is the one the call named', async () => {
  const world = new World();
  const described: string[] = [];
  world.certificates.describe = async ({ id }) => {
    described.push(id);
    return world.certificate;
  };
  await check(world, { ...begun, incident: incident({ certificate: { source: 'acm', id: CERTIFICATE } }) });
  expect(described).toEqual([CERTIFICATE]);
});

describe('while it waits', () => {
  test('it says so once, and again when the reason changes', async () => {
    const world = bare();
    let document: Remediation = { ...begun, certificate: await check(world) };
    expect(document.certificate).toMatchObject({ verdict: 'waiting', news: true, waitSeconds: 30 });
    later(30);
    document = { ...document, certificate: await check(world, document) };
    expect(document.certificate).toMatchObject({ news: false, waitingSince: '2026-11-20T01:00:00.000Z' });
    const pending: CertificateDetails | undefined = world.certificate && {
      ...world.certificate,
      status: 'FAILED',
    };
    world.certificate = pending;
    world.target = { ...world.target, certificate: { source: 'acm', id: CERTIFICATE } };
    later(30);
    document = { ...document, certificate: await check(world, document) };
    expect(document.certificate).toMatchObject({ news: true, status: 'FAILED' });
  });

  test('the pauses grow, up to the longest, and none goes past the deadline', async () => {
    const world = bare();
    let document: Remediation = { ...begun, certificate: await check(world) };
    const waits: number[] = [];
    const deadline = NOW + SETTINGS.certificateDeadlineSeconds * 1000;
    while (Date.now() < deadline) {
      const { waitSeconds = 0 } = document.certificate ?? {};
      waits.push(waitSeconds);
      later(waitSeconds);
      if (Date.now() >= deadline) break;
      document = { ...document, certificate: await check(world, document) };
    }
    expect(Math.max(...waits)).toBe(SETTINGS.longestCertificateCheckSeconds);
    expect(waits[0]).toBe(SETTINGS.shortestCheckSeconds);
    expect(Date.now()).toBe(deadline);
    await expect(check(world, document)).rejects.toThrow(CertificateDeadlineExceeded);
  });

  test('after the deadline a redrive starts the clock anew, and goes on with it', async () => {
    const world = bare();
    let document: Remediation = { ...begun, certificate: await check(world) };
    later(SETTINGS.certificateDeadlineSeconds + DAY);
    await expect(check(world, document)).rejects.toThrow(CertificateDeadlineExceeded);
    await expect(check(world, document)).rejects.toThrow('no certificate of its own');
    document = { ...document, certificate: await check(world, document, 1) };
    expect(document.certificate).toMatchObject({ verdict: 'waiting', redriveCount: 1 });
    later(SETTINGS.certificateDeadlineSeconds - DAY);
    expect(await check(world, document, 1)).toMatchObject({ verdict: 'waiting' });
    later(DAY);
    await expect(check(world, document, 1)).rejects.toThrow(CertificateDeadlineExceeded);
    expect(await check(world, document, 2)).toMatchObject({ verdict: 'waiting' });
  });

  test('a covered certificate that is lost later is waited for anew', async () => {
    const world = new World();
    const document: Remediation = { ...begun, certificate: await check(world) };
    world.target = { ...world.target, certificate: undefined };
    later(30 * DAY);
    expect(await check(world, document)).toMatchObject({ verdict: 'waiting', news: true });
  });
});

test('the target is gone', async () => {
  const world = new World();
  world.target = { ...world.target, id: 'E9OTHER' };
  await expect(check(world)).rejects.toThrow(TargetGone);
});
