/** Certificates that CloudFront can use: ACM's in us-east-1, and server certificates in the IAM store. */
import { X509Certificate } from 'node:crypto';
import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import { GetServerCertificateCommand, IAMClient, paginateListServerCertificates } from '@aws-sdk/client-iam';
import type { CertificateDetails, Certificates } from '../remediation/ports.ts';
import { awsClient, awsError } from './aws/client.ts';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html */
const CLOUDFRONT_REGION = 'us-east-1';

export function createCertificates(): Certificates {
  const acm = awsClient(new ACMClient({ region: CLOUDFRONT_REGION }));
  const iam = awsClient(new IAMClient({}));
  return {
    describe: ({ source, id }) => (source === 'acm' ? describeAcm(acm, id) : describeIam(iam, id)),
  };
}

async function describeAcm(acm: ACMClient, arn: string): Promise<CertificateDetails | undefined> {
  try {
    const { Certificate } = await acm.send(new DescribeCertificateCommand({ CertificateArn: arn }));
    if (!Certificate) return undefined;
    const names = [Certificate.DomainName, ...(Certificate.SubjectAlternativeNames ?? [])];
    return {
      source: 'acm',
      id: arn,
      status: Certificate.Status ?? 'UNKNOWN',
      names: distinctNames(names),
      notBefore: Certificate.NotBefore?.getTime(),
      notAfter: Certificate.NotAfter?.getTime(),
    };
  } catch (error) {
    if (awsError(error)?.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** The store is asked by name, distributions know the id: so list first. Names are only in the certificate itself. */
async function describeIam(iam: IAMClient, id: string): Promise<CertificateDetails | undefined> {
  for await (const page of paginateListServerCertificates({ client: iam }, { PathPrefix: '/cloudfront/' })) {
    const found = page.ServerCertificateMetadataList?.find(
      ({ ServerCertificateId }) => ServerCertificateId === id,
    );
    if (!found?.ServerCertificateName) continue;
    const { ServerCertificate } = await iam.send(
      new GetServerCertificateCommand({ ServerCertificateName: found.ServerCertificateName }),
    );
    const certificate = new X509Certificate(ServerCertificate?.CertificateBody ?? '');
    return {
      source: 'iam',
      id,
      status: 'ISSUED',
      names: distinctNames([/CN=([^\n]+)/.exec(certificate.subject)?.[1], ...dnsNames(certificate)]),
      notBefore: certificate.validFromDate.getTime(),
      notAfter: certificate.validToDate.getTime(),
    };
  }
  return undefined;
}

function dnsNames(certificate: X509Certificate): string[] {
  return (certificate.subjectAltName ?? '')
    .split(', ')
    .filter((name) => name.startsWith('DNS:'))
    .map((name) => name.slice('DNS:'.length));
}

function distinctNames(names: (string | undefined)[]): string[] {
  return [...new Set(names.filter((name) => name !== undefined).map((name) => name.toLowerCase()))];
}
