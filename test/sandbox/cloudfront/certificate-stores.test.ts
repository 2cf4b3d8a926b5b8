import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { createAcm } from '../../../sandbox/services/acm.ts';
import { createCloudFront } from '../../../sandbox/services/cloudfront/cloudfront.ts';
import { createIam } from '../../../sandbox/services/iam.ts';
import { configOf, fakeDns, refusal, them, us } from './world.ts';

const pem = (name: string) =>
  readFileSync(new URL(`../../fixtures/certificates/${name}`, import.meta.url), 'utf8');
const bytes = (text: string) => new TextEncoder().encode(text);
const trustedRoots = [pem('root.pem')];

function createStores() {
  const clock = { at: Date.parse('2027-01-01T00:00:00Z') };
  const now = () => clock.at;
  const dns = fakeDns(now);
  const acm = createAcm({ resolver: dns, now, usersOf: () => [], trustedRoots });
  return { clock, dns, acm, iam: createIam({ now, trustedRoots }) };
}

let world = createStores();
beforeEach(() => {
  world = createStores();
});

describe('the stores of certificates, together with CloudFront', () => {
  function withCloudFront(now = world.clock) {
    return createCloudFront({
      resolver: world.dns,
      certificates: (id, account) =>
        id.startsWith('arn:') ? world.acm.certificate(id, account) : world.iam.certificate(id, account),
      deploySeconds: 1,
      now: () => now.at,
      setAddress: () => {},
    });
  }
  const withAcm = (arn: string) =>
    configOf(['www.example.com'], { ViewerCertificate: { ACMCertificateArn: arn } });
  const withIam = (id: string) =>
    configOf(['shop.example.com'], { ViewerCertificate: { IAMCertificateId: id } });

  test('a requested certificate serves from the moment its records are in DNS', async () => {
    const { operations: acm } = world.acm;
    const { operations: api } = withCloudFront();
    const { CertificateArn = '' } = acm.RequestCertificate(
      { DomainName: '*.example.com', ValidationMethod: 'DNS' },
      us,
    );
    const create = () => api.CreateDistribution({ DistributionConfig: withAcm(CertificateArn) }, us);
    expect((await refusal(create)).what).toBe('InvalidViewerCertificate 400');
    const { Certificate } = await acm.DescribeCertificate({ CertificateArn }, us);
    const { Name = '', Value = '' } = Certificate?.DomainValidationOptions?.[0]?.ResourceRecord ?? {};
    world.dns.set(Name.replace(/\.$/, ''), 'CNAME', Value.replace(/\.$/, ''));
    await expect(create()).resolves.toBeDefined();
  });

  test('an uploaded one serves from under its path, within the dates of its chain', async () => {
    const upload = {
      CertificateBody: pem('leaf.pem'),
      PrivateKey: pem('leaf.key'),
      CertificateChain: pem('intermediate.pem'),
    };
    const { operations: iam } = world.iam;
    const idAt = (Path: string, ServerCertificateName: string) =>
      iam.UploadServerCertificate({ ...upload, Path, ServerCertificateName }, us).ServerCertificateMetadata
        ?.ServerCertificateId ?? '';
    const { operations: api } = withCloudFront();
    const create = (id: string) => () => api.CreateDistribution({ DistributionConfig: withIam(id) }, us);
    expect((await refusal(create(idAt('/', 'a')))).message).toContain("doesn't exist");
    const id = idAt('/cloudfront/', 'b');
    const later = withCloudFront({ at: Date.parse('2040-01-01T00:00:00Z') });
    const expired = () => later.operations.CreateDistribution({ DistributionConfig: withIam(id) }, us);
    expect((await refusal(expired)).message).toContain('not valid on the current date');
    const { Distribution } = await create(id)();
    expect(Distribution?.DistributionConfig?.ViewerCertificate).toMatchObject({ CertificateSource: 'iam' });
  });

  test('P-384 is imported by ACM and refused by CloudFront', async () => {
    const { CertificateArn = '' } = world.acm.operations.ImportCertificate(
      {
        Certificate: bytes(pem('p384.pem')),
        PrivateKey: bytes(pem('p384.key')),
        CertificateChain: bytes(pem('intermediate.pem')),
      },
      us,
    );
    const { operations: api } = withCloudFront();
    const DistributionConfig = configOf(['shop.example.com'], {
      ViewerCertificate: { ACMCertificateArn: CertificateArn },
    });
    const call = () => api.CreateDistribution({ DistributionConfig }, us);
    expect((await refusal(call)).message).toContain("isn't valid");
  });

  test('a certificate of another account is as good as none', async () => {
    const { arn } = world.acm.seedCertificate({
      account: them.account,
      domainName: 'www.example.com',
      status: 'ISSUED',
    });
    const { operations: api } = withCloudFront();
    const call = () => api.CreateDistribution({ DistributionConfig: withAcm(arn) }, us);
    expect((await refusal(call)).message).toContain("doesn't exist");
  });
});
