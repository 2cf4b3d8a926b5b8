/**
 * Certificates that CloudFront can use: ACM's in us-east-1, and server certificates in the IAM store. In parts, of which a function
 * takes those that it needs: its bundle carries no calls but theirs.
 */
import {
  ACMClient,
  type CertificateDetail,
  DescribeCertificateCommand,
  GetCertificateCommand,
  KeyAlgorithm,
  type CertificateSummary as ListedCertificate,
  paginateListCertificates,
} from '@aws-sdk/client-acm';
import { GetServerCertificateCommand, IAMClient, paginateListServerCertificates } from '@aws-sdk/client-iam';
import { uncoveredAliases } from '../remediation/certificate-coverage.ts';
import type {
  CertificateDetails,
  CertificateSummary,
  Certificates,
  CertificateUsers,
  ChainLink,
  DomainValidation,
} from '../remediation/ports.ts';
import { atMost } from './at-most.ts';
import { awsClient, awsError } from './aws/client.ts';
import { certificatesIn, chainLink, keyAlgorithmOf, namesOf, validity } from './x509.ts';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html */
const CLOUDFRONT_REGION = 'us-east-1';

/** ACM takes ten a second of an account, and others ask, too: https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html */
const DESCRIBES_AT_ONCE = 3;

type Part<Method extends keyof Certificates> = (acm: ACMClient) => Pick<Certificates, Method>;

export function createAcm(): ACMClient {
  return awsClient(new ACMClient({ region: CLOUDFRONT_REGION }));
}

export const certificateDetails: Part<'describe'> = (acm) => {
  const iam = awsClient(new IAMClient({}));
  const inTurn = atMost(DESCRIBES_AT_ONCE);
  return {
    describe: ({ source, id }) =>
      source === 'acm' ? inTurn(() => describeAcm(acm, id)) : describeIam(iam, id),
  };
};

export const certificateList: Part<'list'> = (acm) => ({
  list: async () => (await listAcm(acm)).map(summary),
});

export const certificateUsers: Part<'users'> = (acm) => {
  const inTurn = atMost(DESCRIBES_AT_ONCE);
  return {
    async users(aliases) {
      const candidates = (await listAcm(acm)).filter(
        ({ InUse, ...listed }) => InUse && aliases.some((alias) => mayCover(summary(listed), alias)),
      );
      const described = await Promise.all(
        candidates.map(({ CertificateArn }) =>
          inTurn(() => unlessAbsent(acm.send(new DescribeCertificateCommand({ CertificateArn })))),
        ),
      );
      return new Map(
        aliases.map((alias) => [alias, described.flatMap((found) => usersOf(found?.Certificate, alias))]),
      );
    },
  };
};

/** The list leaves names out where there are many. */
function mayCover({ names, moreNames }: CertificateSummary, alias: string): boolean {
  return moreNames || uncoveredAliases(names, [alias]).length === 0;
}

function usersOf(certificate: CertificateDetail | undefined, alias: string): CertificateUsers[] {
  const { CertificateArn, DomainName, SubjectAlternativeNames = [], InUseBy = [] } = certificate ?? {};
  if (
    !CertificateArn ||
    uncoveredAliases(distinctNames([DomainName, ...SubjectAlternativeNames]), [alias]).length > 0
  )
    return [];
  return [{ certificate: CertificateArn, usedBy: InUseBy }];
}

async function describeAcm(acm: ACMClient, arn: string): Promise<CertificateDetails | undefined> {
  // ACM would have to be asked elsewhere, and CloudFront does not look there.
  if (arn.split(':')[3] !== CLOUDFRONT_REGION) return undefined;
  const found = await unlessAbsent(acm.send(new DescribeCertificateCommand({ CertificateArn: arn })));
  const certificate = found?.Certificate;
  if (!certificate) return undefined;
  return {
    source: 'acm',
    id: arn,
    status: certificate.Status ?? 'UNKNOWN',
    names: distinctNames([certificate.DomainName, ...(certificate.SubjectAlternativeNames ?? [])]),
    notBefore: certificate.NotBefore?.getTime(),
    notAfter: certificate.NotAfter?.getTime(),
    createdAt: certificate.CreatedAt?.getTime(),
    // ACM has been seen to answer `RSA-2048` where its model says `RSA_2048`: pulumi/pulumi-aws issue 5649.
    keyAlgorithm: certificate.KeyAlgorithm?.replace('-', '_'),
    type: certificate.Type,
    managedBy: certificate.ManagedBy,
    failure: certificate.FailureReason,
    chain: certificate.Type === 'IMPORTED' ? await importedChain(acm, arn) : undefined,
    validations: validationsOf(certificate),
  };
}

/** Only of imported ones: with those of its own, ACM keeps the chain in order. */
async function importedChain(acm: ACMClient, arn: string): Promise<ChainLink[] | undefined> {
  const found = await unlessAbsent(acm.send(new GetCertificateCommand({ CertificateArn: arn })));
  return found && certificatesIn(found.Certificate, found.CertificateChain).map(chainLink);
}

async function unlessAbsent<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (awsError(error)?.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function validationsOf({ DomainValidationOptions: options = [] }: CertificateDetail): DomainValidation[] {
  const open = options.filter(({ ValidationStatus }) => ValidationStatus !== 'SUCCESS');
  return open.map(({ DomainName = '', ValidationMethod = 'DNS', ResourceRecord, HttpRedirect }) => {
    const { Name, Type, Value } = ResourceRecord ?? {};
    const { RedirectFrom: from, RedirectTo: to } = HttpRedirect ?? {};
    return {
      domain: DomainName,
      method: ValidationMethod,
      record:
        Name && Type && Value
          ? { name: Name.replace(/\.$/, ''), type: Type, value: Value.replace(/\.$/, '') }
          : undefined,
      ...(from && to && { redirect: { from, to } }),
    };
  });
}

async function listAcm(acm: ACMClient): Promise<ListedCertificate[]> {
  const listed: ListedCertificate[] = [];
  // Unless they are asked for, ACM lists RSA keys of up to 2048 bits only.
  const everyKind = { Includes: { keyTypes: Object.values(KeyAlgorithm) } };
  for await (const page of paginateListCertificates({ client: acm, pageSize: 1000 }, everyKind)) {
    listed.push(...(page.CertificateSummaryList ?? []).filter(({ CertificateArn }) => CertificateArn));
  }
  return listed;
}

function summary(listed: ListedCertificate): CertificateSummary {
  const { CertificateArn = '', DomainName, SubjectAlternativeNameSummaries = [] } = listed;
  return {
    id: CertificateArn,
    status: listed.Status ?? 'UNKNOWN',
    names: distinctNames([DomainName, ...SubjectAlternativeNameSummaries]),
    moreNames: listed.HasAdditionalSubjectAlternativeNames ?? false,
    notAfter: listed.NotAfter?.getTime(),
    createdAt: listed.CreatedAt?.getTime(),
    type: listed.Type,
    managedBy: listed.ManagedBy,
  };
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
    const chain = certificatesIn(ServerCertificate?.CertificateBody, ServerCertificate?.CertificateChain);
    const [certificate] = chain;
    if (!certificate) throw new Error(`GetServerCertificate ${id} answered without a certificate`);
    return {
      source: 'iam',
      id,
      status: 'ISSUED',
      names: distinctNames(namesOf(certificate)),
      ...validity(certificate),
      createdAt: found.UploadDate?.getTime(),
      keyAlgorithm: keyAlgorithmOf(certificate),
      type: 'IMPORTED',
      chain: chain.map(chainLink),
    };
  }
  return undefined;
}

function distinctNames(names: (string | undefined)[]): string[] {
  return [...new Set(names.filter((name) => name !== undefined).map((name) => name.toLowerCase()))];
}
