import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { createAcm } from '../../sandbox/services/acm.ts';
import { fakeDns, refusal, them, us } from './cloudfront/world.ts';

const pem = (name: string) =>
  readFileSync(new URL(`../fixtures/certificates/${name}`, import.meta.url), 'utf8');
const bytes = (text: string) => new TextEncoder().encode(text);
const trustedRoots = [pem('root.pem')];
const hour = 60 * 60 * 1000;

/** After the fixtures were made, and before the intermediate certificate ends in 2036. */
const start = Date.parse('2027-01-01T00:00:00Z');

function createStores(negativeTtl = 0) {
  const clock = { at: start };
  const now = () => clock.at;
  const dns = fakeDns(now, negativeTtl);
  const users = new Map<string, string[]>();
  const acm = createAcm({ resolver: dns, now, usersOf: (arn) => users.get(arn) ?? [], trustedRoots });
  return { clock, dns, users, acm, api: acm.operations };
}

let world = createStores();
beforeEach(() => {
  world = createStores();
});

/** Publishes every validation record that a certificate shows. */
async function validate(CertificateArn: string | undefined, { api, dns } = world): Promise<void> {
  const { Certificate } = await api.DescribeCertificate({ CertificateArn }, us);
  for (const { ResourceRecord } of Certificate?.DomainValidationOptions ?? []) {
    dns.set(
      ResourceRecord?.Name?.replace(/\.$/, '') ?? '',
      'CNAME',
      ResourceRecord?.Value?.replace(/\.$/, '') ?? '',
    );
  }
}

const wish = {
  DomainName: 'example.com',
  SubjectAlternativeNames: ['*.example.com'],
  ValidationMethod: 'DNS' as const,
};
const statusOf = async (CertificateArn: string | undefined, { api } = world) =>
  (await api.DescribeCertificate({ CertificateArn }, us)).Certificate?.Status;

describe('a requested certificate', () => {
  test('asks for a CNAME for each domain; a wildcard shares the one of its parent', async () => {
    const { CertificateArn } = world.api.RequestCertificate(wish, us);
    expect(CertificateArn).toMatch(/^arn:aws:acm:us-east-1:111122223333:certificate\/[0-9a-f-]{36}$/);
    const { Certificate } = await world.api.DescribeCertificate({ CertificateArn }, us);
    expect(Certificate).toMatchObject({
      Status: 'PENDING_VALIDATION',
      Type: 'AMAZON_ISSUED',
      SubjectAlternativeNames: ['example.com', '*.example.com'],
    });
    expect(Certificate?.NotAfter).toBeUndefined();
    const [first, second] = Certificate?.DomainValidationOptions ?? [];
    expect(first).toMatchObject({ DomainName: 'example.com', ValidationStatus: 'PENDING_VALIDATION' });
    expect(first?.ResourceRecord?.Name).toMatch(/^_[0-9a-f]{32}\.example\.com\.$/);
    expect(first?.ResourceRecord?.Value).toMatch(/^_[0-9a-f]{32}\.[a-z]{10}\.acm-validations\.aws\.$/);
    expect(second?.ResourceRecord).toEqual(first?.ResourceRecord);
  });

  test('is issued when all of its records are in DNS, and not before', async () => {
    const names = { ...wish, SubjectAlternativeNames: ['www.example.org'] };
    const { CertificateArn } = world.api.RequestCertificate(names, us);
    const { Certificate } = await world.api.DescribeCertificate({ CertificateArn }, us);
    const record = Certificate?.DomainValidationOptions?.[0]?.ResourceRecord;
    const name = record?.Name?.replace(/\.$/, '') ?? '';
    world.dns.set(name, 'CNAME', '_0.acm-validations.aws');
    expect(await statusOf(CertificateArn)).toBe('PENDING_VALIDATION');
    world.dns.set(name, 'CNAME', record?.Value?.replace(/\.$/, '') ?? '');
    const half = (await world.api.DescribeCertificate({ CertificateArn }, us)).Certificate;
    expect(half?.DomainValidationOptions?.map(({ ValidationStatus }) => ValidationStatus)).toEqual([
      'SUCCESS',
      'PENDING_VALIDATION',
    ]);
    await validate(CertificateArn);
    const issued = (await world.api.DescribeCertificate({ CertificateArn }, us)).Certificate;
    expect(issued).toMatchObject({ Status: 'ISSUED', IssuedAt: new Date(start), NotBefore: new Date(start) });
    world.clock.at += 199 * 24 * hour;
    expect(await statusOf(CertificateArn)).toBe('EXPIRED');
  });

  test('waits for a cached miss like anybody else, and gives up after 72 hours', async () => {
    const slow = createStores(900);
    const { CertificateArn } = slow.api.RequestCertificate(wish, us);
    await validate(CertificateArn, slow);
    expect(await statusOf(CertificateArn, slow)).toBe('PENDING_VALIDATION');
    slow.clock.at += 900_000;
    expect(await statusOf(CertificateArn, slow)).toBe('ISSUED');

    const late = world.api.RequestCertificate(wish, us).CertificateArn;
    await validate(late);
    world.clock.at += 72 * hour + 1;
    expect(await statusOf(late)).toBe('VALIDATION_TIMED_OUT');
  });

  test('is the same one for the same token within the hour', () => {
    const request = (more: object = {}) =>
      world.api.RequestCertificate({ ...wish, IdempotencyToken: 'once', ...more }, us).CertificateArn;
    const first = request();
    expect(request()).toBe(first);
    expect(request({ DomainName: 'example.org' })).not.toBe(first);
    world.clock.at += hour;
    expect(request()).not.toBe(first);
  });

  test('is looked for in DNS when CloudFront asks about it', async () => {
    const { CertificateArn = '' } = world.api.RequestCertificate(wish, us);
    await validate(CertificateArn);
    expect(await world.acm.certificate(CertificateArn, us.account)).toMatchObject({
      status: 'ISSUED',
      trusted: true,
    });
    expect(await world.acm.certificate(CertificateArn, them.account)).toBeUndefined();
  });

  test.each([
    ['no.dot.', 'example..com'],
    ['a word', 'localhost'],
    ['nothing', undefined],
  ])('is refused for %s', async (_, DomainName) => {
    const call = () => world.api.RequestCertificate({ ...wish, DomainName }, us);
    expect((await refusal(call)).what).toBe('ValidationException 400');
  });
});

describe('ARNs', () => {
  test.each([
    ['unknown', 'arn:aws:acm:us-east-1:111122223333:certificate/none', us, 'ResourceNotFoundException 400'],
    ['garbled', 'certificate/none', us, 'InvalidArnException 400'],
    ["somebody else's", undefined, them, 'ResourceNotFoundException 400'],
  ])('%s', async (_, arn, caller, expected) => {
    const CertificateArn = arn ?? world.api.RequestCertificate(wish, us).CertificateArn;
    for (const operation of [
      'DescribeCertificate',
      'GetCertificate',
      'DeleteCertificate',
      'ListTagsForCertificate',
    ] as const) {
      expect((await refusal(() => world.api[operation]({ CertificateArn }, caller))).what).toBe(expected);
    }
  });
});

describe('an imported certificate', () => {
  const leaf = { Certificate: bytes(pem('leaf.pem')), PrivateKey: bytes(pem('leaf.key')) };
  const CertificateChain = bytes(pem('intermediate.pem'));

  test('is read: names, dates, key, chain', async () => {
    const { CertificateArn = '' } = world.api.ImportCertificate({ ...leaf, CertificateChain }, us);
    const { Certificate } = await world.api.DescribeCertificate({ CertificateArn }, us);
    expect(Certificate).toMatchObject({
      Status: 'ISSUED',
      Type: 'IMPORTED',
      DomainName: 'shop.example.com',
      SubjectAlternativeNames: ['shop.example.com'],
      KeyAlgorithm: 'EC-prime256v1',
      Issuer: 'CN=Example Intermediate,O=Example',
      ImportedAt: new Date(start),
    });
    // Its own end is in the next century; the chain ends in 2036, and that is what counts for a viewer.
    expect(Certificate?.NotAfter?.getUTCFullYear()).toBeGreaterThan(2100);
    const info = await world.acm.certificate(CertificateArn, us.account);
    expect(info).toMatchObject({ chainLength: 2, trusted: true, keyAlgorithm: 'EC_prime256v1' });
    expect(new Date(info?.validUntil ?? 0).getUTCFullYear()).toBe(2036);
    expect(await world.api.GetCertificate({ CertificateArn }, us)).toEqual({
      Certificate: pem('leaf.pem'),
      CertificateChain: pem('intermediate.pem'),
    });
  });

  test('is not trusted when it is self-signed, or its chain ends in the air', async () => {
    const own = { Certificate: bytes(pem('self-signed.pem')), PrivateKey: bytes(pem('self-signed.key')) };
    for (const input of [own, leaf]) {
      const { CertificateArn = '' } = world.api.ImportCertificate(input, us);
      expect((await world.acm.certificate(CertificateArn, us.account))?.trusted).toBe(false);
    }
    const { CertificateArn } = world.api.ImportCertificate(own, us);
    expect((await world.api.DescribeCertificate({ CertificateArn }, us)).Certificate).toMatchObject({
      DomainName: 'www.example.com',
      SubjectAlternativeNames: ['www.example.com', '*.shop.example.com'],
      KeyAlgorithm: 'RSA-2048',
    });
  });

  test('can be imported again under its ARN', async () => {
    const { CertificateArn } = world.api.ImportCertificate(leaf, us);
    world.clock.at += hour;
    const again = world.api.ImportCertificate({ ...leaf, CertificateArn, CertificateChain }, us);
    expect(again.CertificateArn).toBe(CertificateArn);
    expect((await world.api.DescribeCertificate({ CertificateArn }, us)).Certificate).toMatchObject({
      CreatedAt: new Date(start),
      ImportedAt: new Date(start + hour),
    });
  });

  test.each([
    ['no PEM', { Certificate: bytes('hello') }],
    ['damaged PEM', { Certificate: bytes(pem('leaf.pem').replace('MII', 'AAA')) }],
    ["somebody else's key", { PrivateKey: bytes(pem('p384.key')) }],
    ['no key', { PrivateKey: bytes('') }],
    ['a chain that does not belong to it', { CertificateChain: bytes(pem('root.pem')) }],
  ])('is refused with %s', async (_, wrong) => {
    const call = () => world.api.ImportCertificate({ ...leaf, ...wrong }, us);
    expect((await refusal(call)).what).toBe('ValidationException 400');
    const { CertificateSummaryList: left } = await world.api.ListCertificates(
      { Includes: { keyTypes: ['EC_prime256v1'] } },
      us,
    );
    expect(left).toEqual([]);
  });
});

describe('the list', () => {
  test('has RSA only, unless other keys are asked for; by status; by account and Region', async () => {
    const rsa = world.acm.seedCertificate({
      account: us.account,
      domainName: 'a.example.com',
      status: 'ISSUED',
    });
    const pending = world.api.RequestCertificate(wish, us).CertificateArn;
    const ec = world.api.RequestCertificate({ ...wish, KeyAlgorithm: 'EC_prime256v1' }, us).CertificateArn;
    world.api.RequestCertificate(wish, them);
    world.api.RequestCertificate(wish, { ...us, region: 'eu-west-1' });
    const list = async (input: object) =>
      (await world.api.ListCertificates(input, us)).CertificateSummaryList?.map(
        ({ CertificateArn }) => CertificateArn,
      );
    expect(await list({})).toEqual([rsa.arn, pending]);
    expect(await list({ CertificateStatuses: ['ISSUED'] })).toEqual([rsa.arn]);
    expect(await list({ Includes: { keyTypes: ['EC_prime256v1', 'RSA_2048'] } })).toEqual([
      rsa.arn,
      pending,
      ec,
    ]);
    const first = await world.api.ListCertificates({ MaxItems: 1 }, us);
    const rest = await world.api.ListCertificates({ MaxItems: 1, NextToken: first.NextToken }, us);
    expect(rest.CertificateSummaryList?.[0]?.CertificateArn).toBe(pending);
    expect(rest.NextToken).toBeUndefined();
  });

  test('brings what was validated meanwhile up to date', async () => {
    const { CertificateArn } = world.api.RequestCertificate(wish, us);
    await validate(CertificateArn);
    const { CertificateSummaryList: list } = await world.api.ListCertificates({}, us);
    expect(list).toMatchObject([{ Status: 'ISSUED', KeyAlgorithm: 'RSA-2048', InUse: false }]);
  });
});

test('a certificate in use is not deleted', async () => {
  const { arn } = world.acm.seedCertificate({
    account: us.account,
    domainName: 'a.example.com',
    status: 'ISSUED',
  });
  world.users.set(arn, ['arn:aws:cloudfront::111122223333:distribution/E1']);
  const call = () => world.api.DeleteCertificate({ CertificateArn: arn }, us);
  expect((await refusal(call)).what).toBe('ResourceInUseException 400');
  const { Certificate } = await world.api.DescribeCertificate({ CertificateArn: arn }, us);
  expect(Certificate).toMatchObject({ InUseBy: world.users.get(arn), RenewalEligibility: 'ELIGIBLE' });
  world.users.clear();
  call();
  expect((await refusal(call)).what).toBe('ResourceNotFoundException 400');
});

test('tags are replaced one by one', () => {
  const { CertificateArn } = world.api.RequestCertificate({ ...wish, Tags: [{ Key: 'a', Value: '1' }] }, us);
  world.api.AddTagsToCertificate({ CertificateArn, Tags: [{ Key: 'a', Value: '2' }, { Key: 'b' }] }, us);
  expect(world.api.ListTagsForCertificate({ CertificateArn }, us).Tags).toEqual([
    { Key: 'a', Value: '2' },
    { Key: 'b' },
  ]);
});

test.each(['ISSUED', 'EXPIRED', 'REVOKED', 'PENDING_VALIDATION'] as const)(
  'a seed can be %s',
  async (status) => {
    const arn = 'arn:aws:acm:us-east-1:111122223333:certificate/5b1c0a52-7a0e-4c5e-9a54-0c6f5f0c1e11';
    world.acm.seedCertificate({ arn, account: us.account, domainName: 'www.example.com', status });
    expect(await statusOf(arn)).toBe(status);
    const info = await world.acm.certificate(arn, us.account);
    expect(info !== undefined && info.validUntil > start).toBe(status === 'ISSUED' || status === 'REVOKED');
  },
);
