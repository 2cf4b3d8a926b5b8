/**
 * AWS Certificate Manager, as far as certificates for CloudFront go: requested and validated by DNS, or imported.
 */

import { rootCertificates } from 'node:tls';
import * as sdk from '@aws-sdk/client-acm';
import type { Resolver } from '../parts.ts';
import { AwsError, type Caller, type Service } from '../wire/service.ts';
import { createCertificateStore, type StoredCertificate, toInfo } from './acm-certificates.ts';
import {
  type CertificateInfo,
  type ParsedCertificate,
  parseCertificate,
  UnusablePem,
} from './certificate.ts';
import { page } from './paging.ts';

export interface AcmOptions {
  /** The resolver that ACM looks for validation records with. */
  resolver: Resolver;
  now: () => number;
  /** ARNs of what uses a certificate: such a certificate cannot be deleted. */
  usersOf: (arn: string) => string[];
  /** PEM of the authorities whose certificates count as trusted; Mozilla's unless given. */
  trustedRoots?: readonly string[];
}

const hour = 60 * 60 * 1000;

/** ListCertificates: what comes back when no key types are asked for. */
const defaultKeyTypes: readonly sdk.KeyAlgorithm[] = ['RSA_1024', 'RSA_2048'];

const domainPattern =
  /^(\*\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\.)+((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])$/;
const arnPattern = /^arn:[\w+=/,.@-]+:acm:[\w+=/,.@-]*:[0-9]+:[\w+=,.@-]+(\/[\w+=,.@-]+)*$/;

export function createAcm({ resolver, now, usersOf, trustedRoots = rootCertificates }: AcmOptions) {
  const store = createCertificateStore({ resolver, now });
  /** RequestCertificate with the same token and names within the hour is the same request. */
  const requests = new Map<string, { arn: string; at: number }>();

  function find(arn: string | undefined, { account }: Caller): StoredCertificate {
    if (!arn) throw new AwsError('ValidationException', 'CertificateArn must not be null.');
    if (!arnPattern.test(arn)) throw new AwsError('InvalidArnException', `Invalid ARN: ${arn}`);
    const found = store.find(arn, account);
    if (found) return found;
    throw new AwsError(
      'ResourceNotFoundException',
      `Could not find certificate ${arn} in account ${account}.`,
    );
  }

  const operations = {
    RequestCertificate(
      input: sdk.RequestCertificateRequest,
      { account, region }: Caller,
    ): sdk.RequestCertificateResponse {
      const wanted = [input.DomainName ?? '', ...(input.SubjectAlternativeNames ?? [])];
      const malformed = wanted.find((name) => !domainPattern.test(name));
      if (malformed !== undefined) {
        throw new AwsError('ValidationException', `The domain name "${malformed}" is not valid.`);
      }
      const names = [...new Set(wanted.map((name) => name.toLowerCase()))];
      const token = input.IdempotencyToken
        ? [account, region, input.IdempotencyToken, ...names].join(' ')
        : undefined;
      const earlier = token === undefined ? undefined : requests.get(token);
      if (earlier && now() < earlier.at + hour) return { CertificateArn: earlier.arn };
      const stored = store.request({
        account,
        region,
        names,
        method: input.ValidationMethod === 'DNS' ? 'DNS' : 'EMAIL',
        keyAlgorithm: input.KeyAlgorithm ?? 'RSA_2048',
      });
      stored.tags = input.Tags ?? [];
      if (token !== undefined) requests.set(token, { arn: stored.arn, at: now() });
      return { CertificateArn: stored.arn };
    },

    async DescribeCertificate(
      input: sdk.DescribeCertificateRequest,
      caller: Caller,
    ): Promise<sdk.DescribeCertificateResponse> {
      return { Certificate: toDetail(await store.settle(find(input.CertificateArn, caller)), usersOf) };
    },

    async ListCertificates(
      input: sdk.ListCertificatesRequest,
      { account, region }: Caller,
    ): Promise<sdk.ListCertificatesResponse> {
      const all = await Promise.all(store.list(account, region).map(store.settle));
      const keyTypes = input.Includes?.keyTypes ?? defaultKeyTypes;
      const statuses = input.CertificateStatuses;
      const matching = all.filter(
        ({ keyAlgorithm, status }) => keyTypes.includes(keyAlgorithm) && (statuses?.includes(status) ?? true),
      );
      const cut = page(matching, ({ arn }) => arn, { marker: input.NextToken, size: input.MaxItems ?? 1000 });
      if (!cut) throw new AwsError('ValidationException', 'The NextToken is not valid.');
      return {
        CertificateSummaryList: cut.items.map((one) => toSummary(one, usersOf)),
        ...(cut.next && { NextToken: cut.next }),
      };
    },

    ImportCertificate(input: sdk.ImportCertificateRequest, caller: Caller): sdk.ImportCertificateResponse {
      const earlier = input.CertificateArn === undefined ? undefined : find(input.CertificateArn, caller);
      if (earlier?.type === 'AMAZON_ISSUED') {
        throw new AwsError('ValidationException', 'A certificate that ACM issued cannot be imported over.');
      }
      const pem = { body: text(input.Certificate), chain: text(input.CertificateChain) };
      const parsed = parse({ ...pem, privateKey: text(input.PrivateKey) }, trustedRoots);
      const { account, region } = caller;
      const stored: StoredCertificate = {
        ...parsed,
        arn: earlier?.arn ?? store.arnFor(region, account),
        account,
        region,
        type: 'IMPORTED',
        domainName: parsed.commonName,
        status: 'ISSUED',
        createdAt: earlier?.createdAt ?? now(),
        settledAt: now(),
        validations: [],
        tags: earlier?.tags ?? input.Tags ?? [],
        pem: pem.chain ? pem : { body: pem.body },
      };
      store.put(stored);
      return { CertificateArn: stored.arn };
    },

    /** @throws of a certificate that ACM issued: no authority works in the sandbox, so it has no PEM. */
    async GetCertificate(
      input: sdk.GetCertificateRequest,
      caller: Caller,
    ): Promise<sdk.GetCertificateResponse> {
      const found = await store.settle(find(input.CertificateArn, caller));
      if (found.status === 'PENDING_VALIDATION') {
        throw new AwsError('RequestInProgressException', `Certificate ${found.arn} is not issued yet.`);
      }
      if (!found.pem) {
        throw new AwsError(
          'ResourceNotFoundException',
          `The sandbox keeps no PEM of ${found.arn}: it was not imported.`,
        );
      }
      return { Certificate: found.pem.body, ...(found.pem.chain && { CertificateChain: found.pem.chain }) };
    },

    DeleteCertificate(input: sdk.DeleteCertificateRequest, caller: Caller): object {
      const { arn, account } = find(input.CertificateArn, caller);
      if (usersOf(arn).length > 0) {
        throw new AwsError('ResourceInUseException', `Certificate ${arn} in account ${account} is in use.`);
      }
      store.remove(arn);
      return {};
    },

    AddTagsToCertificate(input: sdk.AddTagsToCertificateRequest, caller: Caller): object {
      const found = find(input.CertificateArn, caller);
      const added = input.Tags ?? [];
      const kept = found.tags.filter((tag) => !added.some(({ Key }) => Key === tag.Key));
      found.tags = [...kept, ...added];
      return {};
    },

    ListTagsForCertificate(
      input: sdk.ListTagsForCertificateRequest,
      caller: Caller,
    ): sdk.ListTagsForCertificateResponse {
      return { Tags: find(input.CertificateArn, caller).tags };
    },
  };

  return {
    sdk,
    client: 'ACMClient',
    operations,

    /** What CloudFront finds; looking makes ACM look for the validation records first. */
    async certificate(arn: string, account: string): Promise<CertificateInfo | undefined> {
      const found = store.find(arn, account);
      return found && toInfo(await store.settle(found));
    },

    /** A certificate in a given state, without the way there. `PENDING_VALIDATION` goes on as a requested one does. */
    seedCertificate(seed: {
      arn?: string;
      account: string;
      domainName: string;
      subjectAlternativeNames?: readonly string[];
      status: sdk.CertificateStatus;
    }): { arn: string } {
      const names = new Set([seed.domainName, ...(seed.subjectAlternativeNames ?? [])]);
      const { arn, account, status } = seed;
      return { arn: store.seed({ arn, account, status, names: [...names] }).arn };
    },
  } satisfies Service & Record<string, unknown>;
}

export type Acm = ReturnType<typeof createAcm>;

function text(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : new TextDecoder().decode(bytes);
}

function parse(
  pem: { body: string; privateKey: string; chain: string },
  trustedRoots: readonly string[],
): ParsedCertificate {
  try {
    return parseCertificate(pem, trustedRoots);
  } catch (error) {
    if (error instanceof UnusablePem) throw new AwsError('ValidationException', error.message);
    throw error;
  }
}

/**
 * ACM answers `RSA-2048` where its own model, and every request, says `RSA_2048` (seen in list-certificates output:
 * pulumi/pulumi-aws issue 5649). The type knows only the latter.
 */
function asAnswered(algorithm: sdk.KeyAlgorithm): sdk.KeyAlgorithm {
  return algorithm.replace('_', '-') as sdk.KeyAlgorithm;
}

function dates(certificate: StoredCertificate) {
  const { type, createdAt, settledAt, notBefore, notAfter } = certificate;
  return {
    CreatedAt: new Date(createdAt),
    ...(notBefore !== undefined && { NotBefore: new Date(notBefore) }),
    ...(notAfter !== undefined && { NotAfter: new Date(notAfter) }),
    ...(settledAt !== undefined && {
      [type === 'IMPORTED' ? 'ImportedAt' : 'IssuedAt']: new Date(settledAt),
    }),
  };
}

function toDetail(certificate: StoredCertificate, usersOf: (arn: string) => string[]): sdk.CertificateDetail {
  const { arn, names, status, type, keyAlgorithm, validations } = certificate;
  const users = usersOf(arn);
  return {
    CertificateArn: arn,
    DomainName: certificate.domainName,
    SubjectAlternativeNames: [...names],
    ...(validations.length > 0 && {
      DomainValidationOptions: validations.map(({ domain, method, done, record }) => ({
        DomainName: domain,
        ValidationDomain: domain,
        ValidationMethod: method,
        ValidationStatus: done
          ? 'SUCCESS'
          : status === 'VALIDATION_TIMED_OUT'
            ? 'FAILED'
            : 'PENDING_VALIDATION',
        ...(method === 'DNS' && {
          ResourceRecord: { Name: record.name, Type: 'CNAME', Value: record.value },
        }),
      })),
    }),
    // A certificate has a number once there is one.
    ...(certificate.settledAt !== undefined && { Serial: certificate.serial }),
    Subject: certificate.subject,
    Issuer: certificate.issuer,
    ...dates(certificate),
    Status: status,
    KeyAlgorithm: asAnswered(keyAlgorithm),
    SignatureAlgorithm: keyAlgorithm.startsWith('RSA') ? 'SHA256WITHRSA' : 'SHA256WITHECDSA',
    InUseBy: users,
    Type: type,
    // Only what ACM issued and something uses is renewed by ACM.
    RenewalEligibility: type === 'AMAZON_ISSUED' && users.length > 0 ? 'ELIGIBLE' : 'INELIGIBLE',
  };
}

function toSummary(
  certificate: StoredCertificate,
  usersOf: (arn: string) => string[],
): sdk.CertificateSummary {
  const { arn, names, status, type } = certificate;
  const inUse = usersOf(arn).length > 0;
  return {
    CertificateArn: arn,
    DomainName: certificate.domainName,
    SubjectAlternativeNameSummaries: [...names],
    HasAdditionalSubjectAlternativeNames: false,
    Status: status,
    Type: type,
    KeyAlgorithm: asAnswered(certificate.keyAlgorithm),
    InUse: inUse,
    RenewalEligibility: type === 'AMAZON_ISSUED' && inUse ? 'ELIGIBLE' : 'INELIGIBLE',
    ...dates(certificate),
  };
}
