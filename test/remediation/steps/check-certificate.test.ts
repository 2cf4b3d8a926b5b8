import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Remediation } from '../../../remediation/document.ts';
import { CertificateDeadlineExceeded, TargetGone } from '../../../remediation/errors.ts';
import type { CertificateDetails } from '../../../remediation/ports.ts';
import { checkCertificate } from '../../../remediation/steps/check-certificate.ts';
import { later } from '../../doubles/clock.ts';
import { incident, remediation, stepInput } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { CERTIFICATE, World } from '../../doubles/world.ts';

const NOW = Date.parse('2026-11-20T01:00:00.000Z');
const DAY = 86_400;
const { certificate: _, ...begun } = remediation();

const ISSUED: CertificateDetails = {
  source: 'acm',
  id: CERTIFICATE,
  status: 'ISSUED',
  names: ['*.example.com'],
  notBefore: undefined,
  notAfter: NOW + 90 * DAY * 1000,
};

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

const check = (world: World, document: Remediation = begun, redriveCount = 0, attachCertificate = false) =>
  checkCertificate(portsOf(world), { ...SETTINGS, attachCertificate })(stepInput(document, redriveCount));
/** The target has no certificate, and ACM has none that would do. */
const bare = () => {
  const world = withOneInAcm();
  world.certificate = undefined;
  return world;
};
/** The target has no certificate, but ACM has one that would do. */
const withOneInAcm = () => {
  const world = new World();
  world.detach();
  return world;
};

test('covered, with what is known of it', async () => {
  const world = new World();
  Object.assign(world.certificate ?? {}, { notAfter: NOW + 1000 });
  expect(await check(world)).toEqual({
    verdict: 'covered',
    news: false,
    attach: false,
    reason: expect.stringContaining(CERTIFICATE),
    uncovered: [],
    checkedAt: '2026-11-20T01:00:00.000Z',
    id: CERTIFICATE,
    status: 'ISSUED',
    notAfter: '2026-11-20T01:00:01.000Z',
    endsSoon: '2026-11-20T01:00:01.000Z',
  });
});

test('what is on the target already has to be covered as well', async () => {
  const world = new World();
  world.arrive('other.example.org');
  expect(await check(world)).toMatchObject({ verdict: 'missing', uncovered: ['other.example.org'] });
});

test('attached, and gone: not the same as none', async () => {
  const world = new World();
  world.certificate = undefined;
  const section = await check(world);
  expect(section).toMatchObject({ verdict: 'unusable', id: CERTIFICATE, status: 'NOT_FOUND' });
  expect(section.reason).not.toContain('no certificate');
});

test('the one the failed call named is offered', async () => {
  const world = withOneInAcm();
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

describe('looking for one that does', () => {
  const called = (world: World) => {
    const calls: string[] = [];
    const { describe: look, list } = world.certificates;
    world.certificates.describe = (reference) => {
      calls.push(reference.id);
      return look(reference);
    };
    world.certificates.list = () => {
      calls.push('list');
      return list();
    };
    return calls;
  };
  const listed = (id: string, changes: Partial<CertificateDetails> = {}) => ({
    ...ISSUED,
    id: CERTIFICATE.replace(/[^/]+$/, id),
    ...changes,
  });

  test('ACM is not asked for a list while the attached or the named one does', async () => {
    const attached = called(new World());
    expect(attached).toEqual([]);
    const world = withOneInAcm();
    const calls = called(world);
    const named = incident({ certificate: { source: 'acm', id: CERTIFICATE } });
    expect(await check(world, { ...begun, incident: named })).toMatchObject({ verdict: 'attachable' });
    expect(calls).toEqual([CERTIFICATE]);
  });

  test('of ACM’s list only what may cover is looked at, and ten of that', async () => {
    const world = bare();
    world.others = Array.from({ length: 50 }, (_, i) => listed(`a${i}`, { notAfter: NOW + 1000 * (i + 1) }));
    world.others.push(listed('other', { names: ['*.example.org'] }));
    const calls = called(world);
    const section = await check(world);
    expect(calls).toHaveLength(11);
    expect(calls).not.toContain(listed('other').id);
    expect(section.candidate?.id).toBe(listed('a49').id);
  });

  test('how viewers are served follows the failed call, where the target has nothing to keep', async () => {
    const world = withOneInAcm();
    const settings = { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2019' };
    const named = incident({ certificate: { source: 'acm', id: CERTIFICATE, ...settings } });
    const { candidate } = await check(world, { ...begun, incident: named });
    expect(candidate?.viewer).toEqual(settings);
  });

  test('a pending one comes with its records, each once, and until when ACM waits', async () => {
    const world = bare();
    const record = { name: '_a.example.com', type: 'CNAME', value: '_b.acm-validations.aws' };
    const validations = ['example.com', '*.example.com'].map((domain) => ({ domain, method: 'DNS', record }));
    world.others = [
      listed('new', { status: 'PENDING_VALIDATION', createdAt: NOW - DAY * 1000, validations }),
    ];
    expect(await check(world)).toMatchObject({
      verdict: 'pending-validation',
      news: true,
      attach: false,
      waitSeconds: 30,
      candidate: { validation: [record], validateBy: '2026-11-22T01:00:00.000Z' },
    });
  });

  test('that the one to attach ends soon is a fact', async () => {
    const world = withOneInAcm();
    Object.assign(world.certificate ?? {}, { notAfter: NOW + 1000 });
    expect(await check(world)).toMatchObject({ endsSoon: '2026-11-20T01:00:01.000Z' });
  });
});

describe('where the stack may attach', () => {
  test('what would do is attached instead of announced', async () => {
    const section = await check(withOneInAcm(), begun, 0, true);
    expect(section).toMatchObject({ verdict: 'attachable', attach: true, news: false, waitSeconds: 30 });
    expect(section.reason).toContain('is attached now');
  });

  test('what was attached and is gone again is left to people, until the execution is redriven', async () => {
    const attachment = {
      verdict: 'attached' as const,
      reason: '',
      checkedAt: '',
      certificates: [CERTIFICATE],
      redriveCount: 0,
    };
    const document = { ...begun, attachment };
    expect(await check(withOneInAcm(), document, 0, true)).toMatchObject({
      verdict: 'attachable',
      attach: false,
      news: true,
      reason: expect.stringContaining('was attached already'),
    });
    expect(await check(withOneInAcm(), document, 1, true)).toMatchObject({ attach: true });
  });

  test('also when the time is over: a deadline is for waiting', async () => {
    const world = bare();
    const document: Remediation = { ...begun, certificate: await check(world, begun, 0, true) };
    later(SETTINGS.certificateDeadlineSeconds);
    world.certificate = ISSUED;
    expect(await check(world, document, 0, true)).toMatchObject({ attach: true, waitSeconds: 1 });
    await expect(check(world, document)).rejects.toThrow(CertificateDeadlineExceeded);
  });
});

describe('while it waits', () => {
  test('it says so once, and again when the reason changes', async () => {
    const world = bare();
    let document: Remediation = { ...begun, certificate: await check(world) };
    expect(document.certificate).toMatchObject({ verdict: 'missing', news: true, waitSeconds: 30 });
    later(30);
    document = { ...document, certificate: await check(world, document) };
    expect(document.certificate).toMatchObject({ news: false, waitingSince: '2026-11-20T01:00:00.000Z' });
    world.certificate = { ...ISSUED, status: 'FAILED' };
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
    expect(document.certificate).toMatchObject({ verdict: 'missing', redriveCount: 1 });
    later(SETTINGS.certificateDeadlineSeconds - DAY);
    expect(await check(world, document, 1)).toMatchObject({ verdict: 'missing' });
    later(DAY);
    await expect(check(world, document, 1)).rejects.toThrow(CertificateDeadlineExceeded);
    expect(await check(world, document, 2)).toMatchObject({ verdict: 'missing' });
  });

  test('a covered certificate that is lost later is waited for anew', async () => {
    const world = new World();
    const document: Remediation = { ...begun, certificate: await check(world) };
    world.detach();
    later(30 * DAY);
    expect(await check(world, document)).toMatchObject({ verdict: 'attachable', news: true });
  });
});

test('the target is gone', async () => {
  const world = new World();
  world.target = { ...world.target, id: 'E9OTHER' };
  await expect(check(world)).rejects.toThrow(TargetGone);
});
