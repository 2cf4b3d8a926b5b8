import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { createIam } from '../../sandbox/services/iam.ts';
import { refusal, them, us } from './cloudfront/world.ts';

const pem = (name: string) =>
  readFileSync(new URL(`../fixtures/certificates/${name}`, import.meta.url), 'utf8');
const start = Date.parse('2027-01-01T00:00:00Z');

let iam = createIam({ now: () => start });
beforeEach(() => {
  iam = createIam({ now: () => start });
});

describe('IAM server certificates', () => {
  const upload = (more: object = {}) => ({
    ServerCertificateName: 'shop',
    Path: '/cloudfront/',
    CertificateBody: pem('leaf.pem'),
    PrivateKey: pem('leaf.key'),
    CertificateChain: pem('intermediate.pem'),
    ...more,
  });

  test('are uploaded, listed by path, and read by name', () => {
    const { operations: api } = iam;
    const { ServerCertificateMetadata: shop } = api.UploadServerCertificate(upload(), us);
    api.UploadServerCertificate(upload({ ServerCertificateName: 'elsewhere', Path: '/' }), us);
    api.UploadServerCertificate(upload(), them);
    expect(shop).toMatchObject({
      Arn: 'arn:aws:iam::111122223333:server-certificate/cloudfront/shop',
      UploadDate: new Date(start),
    });
    expect(shop?.ServerCertificateId).toMatch(/^ASCA[0-9A-Z]{17}$/);
    expect(api.ListServerCertificates({ PathPrefix: '/cloudfront/' }, us)).toEqual({
      ServerCertificateMetadataList: [shop],
      IsTruncated: false,
    });
    expect(api.ListServerCertificates({}, us).ServerCertificateMetadataList).toHaveLength(2);
    const { ServerCertificate: read } = api.GetServerCertificate({ ServerCertificateName: 'shop' }, us);
    expect(read).toMatchObject({ ServerCertificateMetadata: shop, CertificateBody: pem('leaf.pem') });
  });

  test.each([
    ['a name in use', { ServerCertificateName: 'SHOP' }, 'EntityAlreadyExists 409'],
    ['no PEM', { ServerCertificateName: 'b', CertificateBody: 'hello' }, 'MalformedCertificate 400'],
    [
      'a key of another certificate',
      { ServerCertificateName: 'b', PrivateKey: pem('self-signed.key') },
      'KeyPairMismatch 400',
    ],
    ['a path without its end', { ServerCertificateName: 'b', Path: '/cloudfront' }, 'ValidationError 400'],
  ])('are refused with %s', async (_, wrong, expected) => {
    const { operations: api } = iam;
    api.UploadServerCertificate(upload(), us);
    expect((await refusal(() => api.UploadServerCertificate(upload(wrong), us))).what).toBe(expected);
  });

  test('are not found by a name that does not exist', async () => {
    const call = () => iam.operations.GetServerCertificate({ ServerCertificateName: 'x' }, us);
    expect((await refusal(call)).what).toBe('NoSuchEntity 404');
  });
});
