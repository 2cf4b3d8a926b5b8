/**
 * The certificates that ACM keeps, by account and Region, and how they age: issued when their records are in DNS,
 * expired when their dates are over.
 */
import { randomUUID } from 'node:crypto';
import type { CertificateStatus, KeyAlgorithm, Tag } from '@aws-sdk/client-acm';
import type { Resolver } from '../parts.ts';
import { isPublished, type Validation, validationFor, validationWindow } from './acm-validation.ts';
import type { CertificateInfo } from './certificate.ts';

/** Instants are epoch milliseconds. */
export interface StoredCertificate {
  arn: string;
  account: string;
  region: string;
  type: 'AMAZON_ISSUED' | 'IMPORTED';
  domainName: string;
  /** Lower case, the domain name first. */
  names: readonly string[];
  status: CertificateStatus;
  keyAlgorithm: KeyAlgorithm;
  createdAt: number;
  /** When it was issued or imported. */
  settledAt?: number;
  notBefore?: number;
  notAfter?: number;
  /** When the whole chain is valid, where that is known apart from the above: of imported ones. */
  validFrom?: number;
  validUntil?: number;
  chainLength: number;
  trusted: boolean;
  validations: Validation[];
  tags: Tag[];
  serial: string;
  subject: string;
  issuer: string;
  /** Only of imported ones. */
  pem?: { body: string; chain?: string };
}

const day = 24 * 60 * 60 * 1000;

/** How long a public certificate from ACM is valid since February 2026 (CA/Browser Forum ballot SC-081: at most 200). */
const validity = 198 * day;

/** Amazon's public chain: the certificate, an intermediate, the cross-signed root. */
const amazonChain = 3;

export function createCertificateStore({ resolver, now }: { resolver: Resolver; now: () => number }) {
  const byArn = new Map<string, StoredCertificate>();

  function arnFor(region: string, account: string): string {
    return `arn:aws:acm:${region}:${account}:certificate/${randomUUID()}`;
  }

  /** A certificate that Amazon issues, or is about to. */
  function request(wish: {
    arn?: string | undefined;
    account: string;
    region: string;
    names: readonly string[];
    method: Validation['method'];
    keyAlgorithm: KeyAlgorithm;
  }): StoredCertificate {
    const { account, region, names, keyAlgorithm } = wish;
    const stored: StoredCertificate = {
      arn: wish.arn ?? arnFor(region, account),
      account,
      region,
      type: 'AMAZON_ISSUED',
      domainName: names[0] ?? '',
      names,
      status: 'PENDING_VALIDATION',
      keyAlgorithm,
      createdAt: now(),
      chainLength: amazonChain,
      trusted: true,
      validations: names.map((name) => validationFor(account, name, wish.method)),
      tags: [],
      serial: (randomUUID().replaceAll('-', '').match(/../g) ?? []).join(':'),
      subject: `CN=${names[0]}`,
      issuer: 'Amazon',
    };
    byArn.set(stored.arn, stored);
    return stored;
  }

  function issue(certificate: StoredCertificate): void {
    for (const validation of certificate.validations) validation.done = true;
    certificate.status = 'ISSUED';
    certificate.settledAt = now();
    certificate.notBefore = now() - (now() % day);
    certificate.notAfter = certificate.notBefore + validity;
  }

  /** Brings the status up to date: ACM here works only when somebody looks. */
  async function settle(certificate: StoredCertificate): Promise<StoredCertificate> {
    if (certificate.status === 'PENDING_VALIDATION') {
      if (now() > certificate.createdAt + validationWindow) {
        certificate.status = 'VALIDATION_TIMED_OUT';
      } else {
        const open = certificate.validations.filter(({ done, method }) => !done && method === 'DNS');
        await Promise.all(
          open.map(async (validation) => {
            validation.done ||= await isPublished(validation, resolver);
          }),
        );
        // Asked twice at once, it is still issued once: the status is looked at again after the wait.
        if (
          certificate.status === 'PENDING_VALIDATION' &&
          certificate.validations.every(({ done }) => done)
        ) {
          issue(certificate);
        }
      }
    }
    if (
      certificate.status === 'ISSUED' &&
      certificate.notAfter !== undefined &&
      now() > certificate.notAfter
    ) {
      certificate.status = 'EXPIRED';
    }
    return certificate;
  }

  return {
    arnFor,
    request,
    issue,
    settle,
    put: (certificate: StoredCertificate) => void byArn.set(certificate.arn, certificate),
    remove: (arn: string) => void byArn.delete(arn),

    find(arn: string, account: string): StoredCertificate | undefined {
      const found = byArn.get(arn);
      return found?.account === account ? found : undefined;
    },

    /** Oldest first. */
    list: (account: string, region: string): StoredCertificate[] =>
      [...byArn.values()].filter((one) => one.account === account && one.region === region),

    /** A certificate in a given state without the way there, for scenarios. */
    seed(seed: {
      arn?: string | undefined;
      account: string;
      names: readonly string[];
      status: CertificateStatus;
    }): StoredCertificate {
      const region = seed.arn?.split(':')[3] ?? 'us-east-1';
      const stored = request({ ...seed, region, method: 'DNS', keyAlgorithm: 'RSA_2048' });
      if (seed.status === 'PENDING_VALIDATION') return stored;
      issue(stored);
      stored.status = seed.status;
      if (seed.status === 'EXPIRED') {
        stored.notAfter = now() - day;
        stored.notBefore = stored.notAfter - validity;
      }
      return stored;
    },
  };
}

export type CertificateStore = ReturnType<typeof createCertificateStore>;

export function toInfo(certificate: StoredCertificate): CertificateInfo {
  const { arn, names, status, keyAlgorithm, chainLength, trusted } = certificate;
  return {
    id: arn,
    names,
    status,
    // One that was never issued has no dates: it is valid at no time.
    validFrom: certificate.validFrom ?? certificate.notBefore ?? Number.POSITIVE_INFINITY,
    validUntil: certificate.validUntil ?? certificate.notAfter ?? Number.NEGATIVE_INFINITY,
    keyAlgorithm,
    chainLength,
    trusted,
  };
}
