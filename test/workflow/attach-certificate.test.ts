/** The certificate's gate in the shipped workflow, where the stack may attach what it finds, and where it may not. */
import * as v from 'valibot';
import { describe, expect, test, vi } from 'vitest';
import { messageFor } from '../../remediation/announcements/messages.ts';
import { Remediation } from '../../remediation/document.ts';
import { parseIncident } from '../../remediation/incident.ts';
import type { CertificateDetails } from '../../remediation/ports.ts';
import { EXECUTION, EXECUTION_ARN, failedUpdate } from '../doubles/documents.ts';
import { ALIAS, CERTIFICATE, TARGET, World } from '../doubles/world.ts';
import { run } from './run.ts';
import { announced, DAY, HOUR, underVirtualTime } from './virtual-time.ts';

const MAY = { attachCertificate: true };

underVirtualTime();

const incident = () => parseIncident(failedUpdate('1', TARGET, ALIAS));
const countOf = (world: World, type: string) => announced(world).filter((each) => each === type).length;

/** A holder of our own, a target without a certificate, and one in ACM that would do. */
function bare(): World {
  const world = new World();
  if (world.holder) world.holder.sameAccount = true;
  world.detach();
  return world;
}

/** What was said in the last announcement of a type. */
function said(world: World, type: 'Certificate missing' | 'Certificate attached') {
  const last = world.announced.findLast((each) => each.type === type);
  const { remediation } = (last?.detail ?? {}) as { remediation?: unknown };
  return messageFor(type, {
    execution: { arn: EXECUTION_ARN, name: EXECUTION },
    remediation: v.parse(Remediation, remediation),
  });
}

describe('where the stack may attach', () => {
  test('the certificate is attached before the record is there, told, and nobody is asked for it', async () => {
    const world = bare();
    const execution = run(world, incident(), {}, MAY);
    await vi.advanceTimersByTimeAsync(DAY);
    expect(world.calls.map(({ action }) => action)).toEqual(['attachCertificate']);
    expect(announced(world)).toEqual(['Remediation opened', 'Certificate attached']);
    expect(said(world, 'Certificate attached').text).toContain(
      `${CERTIFICATE} is attached to ${TARGET} now.`,
    );
    world.publish();
    await vi.advanceTimersByTimeAsync(HOUR);
    world.target = { ...world.target, status: 'Deployed' };
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expect(countOf(world, 'Certificate missing')).toBe(0);
  });

  test('somebody else is quicker twice over: the state tries again, and it is attached once', async () => {
    const world = bare();
    const quicker = () => Object.assign(new Error('changed by somebody else'), { name: 'TransientAwsError' });
    run(world, incident(), { AttachCertificate: [quicker(), quicker()] }, MAY);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(world.countOf('attachCertificate')).toBe(1);
    expect(countOf(world, 'Certificate attached')).toBe(1);
  });

  test('a crash after the update: nothing is written twice, and people are told once', async () => {
    const world = bare();
    const attach = world.cloudfront.attachCertificate;
    let crashed = false;
    world.cloudfront.attachCertificate = async (...wish) => {
      const outcome = await attach(...wish);
      if (crashed) return outcome;
      crashed = true;
      throw Object.assign(new Error('the instance died'), { name: 'Lambda.Unknown' });
    };
    const execution = run(world, incident(), {}, MAY);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(world.countOf('attachCertificate')).toBe(1);
    expect(countOf(world, 'Certificate attached')).toBe(1);
    expect(execution.entered()).toContain('Certificate accepted');
  });

  test('it vanishes between the gate and the move: no second attachment, but a person is asked', async () => {
    const world = bare();
    const execution = run(world, incident(), {}, MAY);
    await vi.advanceTimersByTimeAsync(HOUR);
    const attached = world.target;
    // A deployment that knows nothing of the certificate.
    world.detach();
    world.publish();
    await vi.advanceTimersByTimeAsync(DAY);
    expect(world.calls.map(({ action }) => action)).toEqual(['attachCertificate']);
    expect(execution.entered().at(-1)).toBe('Wait for certificate');
    expect(countOf(world, 'Certificate missing')).toBe(1);
    expect(said(world, 'Certificate missing').text).toContain('something took it off again');

    world.target = attached;
    await vi.advanceTimersByTimeAsync(HOUR * 7);
    expect(world.target.aliases).toEqual([ALIAS]);
    expect(world.countOf('attachCertificate')).toBe(1);
  });

  test('it vanishes, and a better one comes and goes: still no second attachment', async () => {
    const world = bare();
    const execution = run(world, incident(), {}, MAY);
    await vi.advanceTimersByTimeAsync(HOUR);
    world.detach();
    world.publish();
    const better: CertificateDetails = {
      source: 'acm',
      id: CERTIFICATE.replace(/[^/]+$/, 'better'),
      status: 'ISSUED',
      names: [ALIAS],
      notBefore: undefined,
      notAfter: Date.now() + 90 * DAY,
    };
    const { list } = world.certificates;
    let looks = 0;
    world.certificates.list = async () => {
      looks += 1;
      world.others = looks === 1 ? [better] : [];
      return list();
    };
    await vi.advanceTimersByTimeAsync(DAY);
    expect(execution.entered().filter((state) => state === 'Attach certificate')).toHaveLength(2);
    expect(world.countOf('attachCertificate')).toBe(1);
    expect(said(world, 'Certificate missing').text).toContain('something took it off again');
  });

  test('it is deleted between the look and the attachment: looked for again after a pause, not at once', async () => {
    const world = bare();
    const list = world.certificates.list;
    let looks = 0;
    world.certificates.list = async () => {
      looks += 1;
      if (looks === 2) world.certificate = undefined;
      return list();
    };
    const execution = run(world, incident(), {}, MAY);
    await vi.advanceTimersByTimeAsync(1000);
    expect(execution.entered().at(-1)).toBe('Wait for certificate');
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(world.calls).toEqual([]);
    expect(countOf(world, 'Certificate missing')).toBe(1);
  });

  test('one that is pending: its record is told, and once it is issued it is attached', async () => {
    const world = bare();
    const record = { name: '_a.www.example.com', type: 'CNAME', value: '_b.acm-validations.aws' };
    const pending: CertificateDetails = {
      source: 'acm',
      id: CERTIFICATE,
      status: 'PENDING_VALIDATION',
      names: [ALIAS],
      notBefore: undefined,
      notAfter: undefined,
      validations: [{ domain: ALIAS, method: 'DNS', record }],
    };
    world.certificate = pending;
    run(world, incident(), {}, MAY);
    await vi.advanceTimersByTimeAsync(DAY);
    expect(countOf(world, 'Certificate missing')).toBe(1);
    expect(said(world, 'Certificate missing').copy).toEqual([
      {
        caption: 'Create in zone example.com, so that ACM can issue the certificate',
        text: '_a.www.example.com CNAME _b.acm-validations.aws',
      },
    ]);
    world.certificate = { ...pending, status: 'ISSUED', validations: [] };
    await vi.advanceTimersByTimeAsync(DAY);
    expect(world.countOf('attachCertificate')).toBe(1);
    expect(announced(world).at(-1)).toBe('Certificate attached');
  });

  test('CloudFront refuses: the Task fails, and a redrive attaches', async () => {
    const world = bare();
    world.attachRefusals.push({ attached: false, code: 'AccessDenied', message: 'You may not.' });
    const execution = run(world, incident(), {}, MAY);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'AttachRefused' });
    expect(execution.entered()).not.toContain('Is the certificate attached');
    execution.redrive();
    world.publish();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(world.target.certificate?.id).toBe(CERTIFICATE);
    expect(world.target.aliases).toEqual([ALIAS]);
  });
});

test('where the stack may not, the commands are told, and nothing is touched', async () => {
  const world = bare();
  const execution = run(world, incident());
  world.publish();
  await vi.advanceTimersByTimeAsync(2 * DAY);
  expect(world.calls).toEqual([]);
  expect(countOf(world, 'Certificate missing')).toBe(1);
  const [command] = said(world, 'Certificate missing').copy;
  expect(command?.text).toContain(`aws cloudfront update-distribution --id '${TARGET}' --if-match`);
  world.target = { ...world.target, certificate: { source: 'acm', id: CERTIFICATE } };
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.entered()).toContain('Confirm alias');
  expect(world.countOf('attachCertificate')).toBe(0);
});

test('after the deadline a redrive looks anew, and attaches what has come', async () => {
  const world = bare();
  const { certificate } = world;
  world.certificate = undefined;
  const execution = run(world, incident(), {}, MAY);
  await vi.advanceTimersByTimeAsync(10 * DAY + HOUR);
  expect(execution.outcome().status).toBe('FAILED');
  world.certificate = certificate;
  world.publish();
  execution.redrive();
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(world.calls.map(({ action }) => action)).toEqual(['attachCertificate', 'moveAlias']);
});
