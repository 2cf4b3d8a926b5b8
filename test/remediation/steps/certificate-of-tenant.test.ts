/** The certificate gate of a distribution tenant: its own, its multi-tenant distribution's, or one that CloudFront has requested for it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Remediation } from '../../../remediation/document.ts';
import type { CertificateDetails } from '../../../remediation/ports.ts';
import { attachCertificate } from '../../../remediation/steps/attach-certificate.ts';
import { checkCertificate } from '../../../remediation/steps/check-certificate.ts';
import { remediation, stepInput } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { tenantResource, tenantTarget } from '../../doubles/tenant.ts';
import { ALIAS, CERTIFICATE, World } from '../../doubles/world.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T01:00:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const { certificate: _, diagnosis, ...begun } = remediation();
const wanted: Remediation = {
  ...begun,
  ...(diagnosis && { diagnosis: { ...diagnosis, target: tenantTarget } }),
};
const MANAGED = 'arn:aws:acm:us-east-1:111122223333:certificate/managed';
const SHARED = 'arn:aws:acm:us-east-1:111122223333:certificate/shared';

/** A tenant with a placeholder, and the certificate of its multi-tenant distribution, which is for the placeholder only. */
function inheriting(...others: CertificateDetails[]): World {
  const world = new World();
  world.target = tenantResource({
    aliases: ['placeholder.example.org'],
    certificate: { source: 'acm', id: SHARED, inheritedFrom: 'E3MULTITENANT' },
  });
  world.certificate = undefined;
  world.others = [details(SHARED, ['*.example.org']), ...others];
  return world;
}
function details(id: string, names: string[], changes: Partial<CertificateDetails> = {}): CertificateDetails {
  return {
    source: 'acm',
    id,
    status: 'ISSUED',
    names,
    notBefore: undefined,
    notAfter: undefined,
    ...changes,
  };
}
const BOTH = [ALIAS, 'placeholder.example.org'];
const check = (world: World, may = false, document = wanted) =>
  checkCertificate(portsOf(world), { ...SETTINGS, attachCertificate: may })(stepInput(document));

test('inherited, and does not cover: the message names whose it is, and what to attach to whom', async () => {
  const found = await check(inheriting(details(CERTIFICATE, BOTH)));
  expect(found).toMatchObject({
    verdict: 'attachable',
    uncovered: [ALIAS],
    reason: `The certificate attached to E3MULTITENANT (${SHARED}) does not cover ${ALIAS}. Attach ${CERTIFICATE}, which is in ACM and which covers every alias, to dt_2sTenantExample: update it without the new aliases.`,
  });
});

test('every domain of the tenant has to be covered, but for those that are not served anyway', async () => {
  const world = inheriting(details(CERTIFICATE, [ALIAS]));
  expect((await check(world)).verdict).toBe('missing');
  world.target = { ...world.target, aliases: [], inactive: ['placeholder.example.org'] };
  expect((await check(world)).verdict).toBe('attachable');
});

test('the one that CloudFront has requested for the tenant is attached to it once it is issued', async () => {
  const managedBy = 'CLOUDFRONT';
  const world = inheriting(details(MANAGED, BOTH, { managedBy }));
  // Somebody else's, as far as ACM tells.
  expect((await check(world, true)).verdict).toBe('missing');
  world.managed = { source: 'acm', id: MANAGED };
  const certificate = await check(world, true);
  expect(certificate).toMatchObject({ verdict: 'attachable', attach: true, candidate: { id: MANAGED } });
  const document = { ...wanted, certificate };
  const settings = { ...SETTINGS, attachCertificate: true };
  const attached = await attachCertificate(portsOf(world), settings)(stepInput(document));
  expect(attached.verdict).toBe('attached');
  expect(world.target.certificate?.id).toBe(MANAGED);
  // On the target it is the target's, whoever manages it.
  world.managed = undefined;
  expect((await check(world, true, document)).verdict).toBe('covered');
});

test('as long as it is pending, where it is validated is said', async () => {
  const redirect = {
    from: 'www.example.com/.well-known/pki-validation/token.txt',
    to: 'validation.us-east-1.acm-validations.aws/111122223333/.well-known/pki-validation/token.txt',
  };
  const world = inheriting(
    details(MANAGED, BOTH, {
      managedBy: 'CLOUDFRONT',
      status: 'PENDING_VALIDATION',
      validations: [{ domain: ALIAS, method: 'HTTP', record: undefined, redirect }],
    }),
  );
  world.managed = { source: 'acm', id: MANAGED };
  expect(await check(world)).toMatchObject({
    verdict: 'pending-validation',
    reason: expect.stringContaining(`have ${redirect.from} lead to ${redirect.to} where`),
    candidate: { id: MANAGED, validation: [] },
  });
});
