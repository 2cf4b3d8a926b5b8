/** Certificates, and their attachment, against the sandbox over the wire. */
import { readFileSync } from 'node:fs';
import { ACMClient, ImportCertificateCommand, RequestCertificateCommand } from '@aws-sdk/client-acm';
import {
  CreateDistributionCommand,
  type DistributionConfig,
  GetDistributionConfigCommand,
} from '@aws-sdk/client-cloudfront';
import { IAMClient, UploadServerCertificateCommand } from '@aws-sdk/client-iam';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OURS } from '../../sandbox/rehearsal/stage.ts';
import { distributionConfig } from '../doubles/distribution-configs.ts';
import { sandbox, stage } from './sandbox.ts';
import { createCertificates, createCloudFront } from './whole.ts';

const certificates = () => createCertificates();
const pem = (name: string) => readFileSync(`test/fixtures/certificates/${name}`);
const issued = (domainName: string, ...subjectAlternativeNames: string[]) =>
  sandbox.world.seedCertificate({ account: OURS, domainName, subjectAlternativeNames, status: 'ISSUED' }).arn;

async function imported(name: string, chain?: string): Promise<string> {
  const { CertificateArn = '' } = await new ACMClient({}).send(
    new ImportCertificateCommand({
      Certificate: pem(`${name}.pem`),
      PrivateKey: pem(`${name}.key`),
      ...(chain && { CertificateChain: pem(chain) }),
    }),
  );
  return CertificateArn;
}

describe('ACM', () => {
  test('status, dates, key and names; undefined when there is none', async () => {
    const id = issued('www.example.com');
    const found = await certificates().describe({ source: 'acm', id });
    expect(found).toMatchObject({
      source: 'acm',
      id,
      status: 'ISSUED',
      names: ['www.example.com'],
      keyAlgorithm: 'RSA_2048',
      type: 'AMAZON_ISSUED',
      chain: undefined,
      validations: [],
    });
    expect(found?.notAfter).toBeGreaterThan(Date.now());
    const gone = id.replace(/[^/]+$/, '00000000-0000-0000-0000-000000000000');
    expect(await certificates().describe({ source: 'acm', id: gone })).toBeUndefined();
  });

  test('one in another Region is none, and nobody is asked', async () => {
    const before = sandbox.calls().length;
    const id = issued('www.example.com').replace('us-east-1', 'eu-west-1');
    expect(await certificates().describe({ source: 'acm', id })).toBeUndefined();
    expect(sandbox.calls()).toHaveLength(before);
  });

  test('the records that a pending one waits for, as a person copies them', async () => {
    const { CertificateArn: id = '' } = await new ACMClient({}).send(
      new RequestCertificateCommand({ DomainName: 'new.example.com', ValidationMethod: 'DNS' }),
    );
    const found = await certificates().describe({ source: 'acm', id });
    expect(found?.status).toBe('PENDING_VALIDATION');
    expect(found?.validations).toEqual([
      {
        domain: 'new.example.com',
        method: 'DNS',
        record: {
          name: expect.stringMatching(/^_\w+\.new\.example\.com$/),
          type: 'CNAME',
          value: expect.stringMatching(/\.acm-validations\.aws$/),
        },
      },
    ]);
  });

  test('of an imported one the chain: who is in it, until when, and who vouches for it', async () => {
    const chained = await certificates().describe({
      source: 'acm',
      id: await imported('leaf', 'intermediate.pem'),
    });
    expect(chained).toMatchObject({ type: 'IMPORTED', keyAlgorithm: 'EC_prime256v1' });
    expect(chained?.chain?.map(({ selfSigned }) => selfSigned)).toEqual([false, false]);
    // The intermediate ends sooner than what it signed.
    expect(chained?.chain?.[1]?.notAfter).toBeLessThan(chained?.chain?.[0]?.notAfter ?? 0);
    const alone = await certificates().describe({ source: 'acm', id: await imported('self-signed') });
    expect(alone?.chain).toMatchObject([{ selfSigned: true }]);
  });

  test('the list has keys of every kind, and every page of it', async () => {
    const id = await imported('p384');
    const many = Array.from({ length: 1005 }, (_, index) => issued(`n${index}.example.net`));
    const listed = await certificates().list();
    const ids = listed.map((each) => each.id);
    expect(ids).toEqual(expect.arrayContaining([id, ...many]));
    expect(new Set(ids).size).toBe(ids.length);
    expect(listed.find((each) => each.id === many[0])).toMatchObject({
      status: 'ISSUED',
      names: ['n0.example.net'],
      moreNames: false,
    });
  });
});

describe('what uses those that cover an alias', () => {
  test('distributions of other accounts, too; names that the list leaves out count', async () => {
    const alias = 'hidden.example.com';
    const others = Array.from({ length: 60 }, (_, index) => `n${index}.example.net`);
    const certificate = issued('other.example.com', ...others, alias);
    const { arn } = sandbox.world.seedDistribution({
      account: '444455556666',
      aliases: [alias],
      certificateArn: certificate,
    });
    issued(alias);
    sandbox.world.seedDistribution({
      account: OURS,
      aliases: ['elsewhere.example.com'],
      certificateArn: issued('elsewhere.example.com'),
    });
    const users = await certificates().users([alias, 'elsewhere.example.org']);
    expect(users.get(alias)).toEqual([{ certificate, usedBy: [arn] }]);
    expect(users.get('elsewhere.example.org')).toEqual([]);
  });

  test('nothing: none', async () => {
    expect((await certificates().users(['nobody.example.org'])).get('nobody.example.org')).toEqual([]);
  });
});

test('the IAM store: found by id, all else read from the certificate itself', async () => {
  const { ServerCertificateMetadata } = await new IAMClient({}).send(
    new UploadServerCertificateCommand({
      ServerCertificateName: 'site',
      Path: '/cloudfront/',
      CertificateBody: String(pem('self-signed.pem')),
      PrivateKey: String(pem('self-signed.key')),
    }),
  );
  const id = ServerCertificateMetadata?.ServerCertificateId ?? '';
  const found = await certificates().describe({ source: 'iam', id });
  expect(found).toMatchObject({
    source: 'iam',
    id,
    status: 'ISSUED',
    keyAlgorithm: 'RSA_2048',
    type: 'IMPORTED',
    chain: [{ selfSigned: true }],
  });
  expect(found?.names.toSorted()).toEqual(['*.shop.example.com', 'www.example.com']);
  expect(await certificates().describe({ source: 'iam', id: 'ASCANOBODY0000000000' })).toBeUndefined();
});

describe('attaching', () => {
  const wished = { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' };
  const attach = (arn: string, id: string) =>
    createCloudFront('act').attachCertificate({ source: 'acm', id: arn }, wished, {
      kind: 'distribution',
      id,
    });
  const config = async (id: string) =>
    (await stage.as(OURS).cloudfront.send(new GetDistributionConfigCommand({ Id: id }))).DistributionConfig;
  const updates = () => sandbox.calls().filter(({ action }) => action === 'UpdateDistribution').length;
  const refuse = (code: string, status: number, times: number) =>
    stage.control('POST', 'faults', {
      service: 'cloudfront',
      action: 'UpdateDistribution',
      when: 'before',
      times,
      kind: { code, message: 'ordered by the test', status },
    });

  /** A distribution that has what an arbitrary one has, and no certificate yet. */
  async function create(given: DistributionConfig): Promise<string> {
    const { ViewerCertificate: _, Aliases: __, ...rest } = given;
    const { Distribution } = await stage
      .as(OURS)
      .cloudfront.send(new CreateDistributionCommand({ DistributionConfig: rest }));
    return Distribution?.Id ?? '';
  }

  test('over the wire, too, nothing but the certificate changes', async () => {
    const arn = issued('www.example.com');
    await fc.assert(
      fc.asyncProperty(distributionConfig, async (given) => {
        const id = await create(given);
        const before = await config(id);
        expect(await attach(arn, id)).toEqual({ attached: true });
        const after = await config(id);
        expect({ ...after, ViewerCertificate: before?.ViewerCertificate }).toEqual(before);
        expect(after?.ViewerCertificate).toMatchObject({
          CloudFrontDefaultCertificate: false,
          ACMCertificateArn: arn,
          SSLSupportMethod: 'sni-only',
          MinimumProtocolVersion: 'TLSv1.2_2021',
        });
      }),
      { numRuns: 25 },
    );
  });

  test('twice is harmless, and the distribution’s own way to serve viewers stays', async () => {
    const [first, second] = [issued('www.example.com'), issued('*.example.com')];
    const target = sandbox.world.seedDistribution({ account: OURS, certificateArn: first });
    const before = updates();
    expect(await attach(first, target.id)).toEqual({ attached: true });
    expect(updates()).toBe(before);
    expect(
      await createCloudFront('act').attachCertificate(
        { source: 'acm', id: second },
        { sslSupportMethod: 'vip', minimumProtocolVersion: 'TLSv1' },
        { kind: 'distribution', id: target.id },
      ),
    ).toEqual({ attached: true });
    expect((await config(target.id))?.ViewerCertificate).toMatchObject({
      ACMCertificateArn: second,
      SSLSupportMethod: 'sni-only',
      MinimumProtocolVersion: 'TLSv1.2_2021',
    });
  });

  test('again where somebody else was quicker, and gives up for the state to retry', async () => {
    const target = sandbox.world.seedDistribution({ account: OURS });
    await refuse('PreconditionFailed', 412, 2);
    expect(await attach(issued('www.example.com'), target.id)).toEqual({ attached: true });
    await refuse('PreconditionFailed', 412, 3);
    await expect(attach(issued('www.example.com'), target.id)).rejects.toMatchObject({
      name: 'TransientAwsError',
    });
  });

  test('a refusal is an outcome, in the words of CloudFront', async () => {
    const target = sandbox.world.seedDistribution({ account: OURS });
    await refuse('AccessDenied', 403, 1);
    expect(await attach(issued('www.example.com'), target.id)).toEqual({
      attached: false,
      code: 'AccessDenied',
      message: 'ordered by the test',
    });
  });
});
