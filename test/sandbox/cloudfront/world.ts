/**
 * CloudFront with a clock that is set by hand, certificates that simply exist, and a DNS that is a table.
 */
import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import type { Answer, Resolver } from '../../../sandbox/parts.ts';
import type { CertificateInfo } from '../../../sandbox/services/certificate.ts';
import type { DnsCheck } from '../../../sandbox/services/cloudfront/aliases.ts';
import { createCloudFront } from '../../../sandbox/services/cloudfront/cloudfront.ts';
import { AwsError, type Caller } from '../../../sandbox/wire/service.ts';

export const ours = '111122223333';
export const theirs = '444455556666';

export function callerOf(account: string): Caller {
  return {
    account,
    region: 'us-east-1',
    arn: `arn:aws:iam::${account}:user/web-admin`,
    accessKeyId: account,
    requestId: 'a123456b-c78d-90e1-23f4-000000000001',
    userAgent: 'test',
  };
}

export const us = callerOf(ours);
export const them = callerOf(theirs);

type RecordType = Parameters<Resolver['resolve']>[1];

export interface FakeDns extends Resolver {
  /** Publishes records at a name, or takes them away with an empty list. */
  set(name: string, type: RecordType, ...values: string[]): void;
  asked: string[];
}

/** A caching resolver over a table: a miss stays a miss for `negativeTtl` seconds (RFC 2308), CNAMEs are followed. */
export function fakeDns(now: () => number, negativeTtl = 0): FakeDns {
  const table = new Map<string, string[]>();
  const missedUntil = new Map<string, number>();
  const asked: string[] = [];

  function look(name: string, type: RecordType): Answer['records'] {
    const key = `${name} ${type}`;
    if (now() < (missedUntil.get(key) ?? 0)) return [];
    const found = (table.get(key) ?? []).map((value) => ({ name, type, ttl: 60, value }));
    if (found.length > 0) return found;
    const canonical = type === 'CNAME' ? undefined : table.get(`${name} CNAME`)?.[0];
    if (canonical) {
      return [{ name, type: 'CNAME', ttl: 60, value: canonical }, ...look(canonical, type)];
    }
    missedUntil.set(key, now() + negativeTtl * 1000);
    return [];
  }

  return {
    asked,
    set: (name, type, ...values) => void table.set(`${name} ${type}`, values),
    async resolve(name, type) {
      asked.push(`${name} ${type}`);
      const records = look(name, type);
      return { rcode: records.length > 0 ? 'NOERROR' : 'NXDOMAIN', records };
    },
  };
}

export const wildcardCertificate = 'arn:aws:acm:us-east-1:111122223333:certificate/wildcard';
export const everythingCertificate = 'arn:aws:acm:us-east-1:111122223333:certificate/everything';

export function certificateInfo(id: string, info: Partial<CertificateInfo> = {}): CertificateInfo {
  return {
    id,
    names: ['*.example.com', 'example.com'],
    status: 'ISSUED',
    validFrom: 0,
    validUntil: Date.parse('2030-01-01T00:00:00Z'),
    keyAlgorithm: 'RSA_2048',
    chainLength: 3,
    trusted: true,
    ...info,
  };
}

export interface WorldOptions {
  dnsCheck?: DnsCheck;
  negativeTtl?: number;
  deploySeconds?: number;
}

export function createWorld({ dnsCheck, negativeTtl = 0, deploySeconds = 10 }: WorldOptions = {}) {
  const clock = { at: Date.parse('2027-01-01T00:00:00Z') };
  const now = () => clock.at;
  const dns = fakeDns(now, negativeTtl);
  const certificates = new Map<string, CertificateInfo>();
  for (const info of [
    certificateInfo(wildcardCertificate),
    certificateInfo(everythingCertificate, {
      names: ['www.example.com', 'example.com', '*.example.com', '*.a.example.com'],
    }),
  ]) {
    certificates.set(info.id, info);
  }
  const cloudfront = createCloudFront({
    resolver: dns,
    certificates: (id, account) => (account === ours ? certificates.get(id) : undefined),
    deploySeconds,
    now,
    setAddress: (name, ipv4) => dns.set(name, 'A', ...ipv4),
    ...(dnsCheck && { dnsCheck }),
  });
  dns.set('example.com', 'SOA', 'ns1.example.com. hostmaster.example.com. 1 7200 900 1209600 300');

  return {
    clock,
    now,
    dns,
    certificates,
    cloudfront,
    api: cloudfront.operations,
    /** A distribution of ours with a certificate for `example.com` and every name right under it. */
    target: (id = 'E2TARGETEXAMPLE') =>
      cloudfront.seedDistribution({ id, account: ours, certificateArn: wildcardCertificate }),
    /** Publishes the proof that a name may move to an endpoint. */
    prove: (name: string, endpoint: string) => dns.set(name, 'TXT', endpoint),
  };
}

/** A config as short as one may be. */
export function configOf(aliases: string[] = [], more: Partial<DistributionConfig> = {}): DistributionConfig {
  return {
    CallerReference: 'first',
    Aliases: { Quantity: aliases.length, Items: aliases },
    Origins: { Quantity: 1, Items: [{ Id: 'site', DomainName: 'origin.example.net' }] },
    DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'redirect-to-https' },
    Comment: '',
    Enabled: true,
    ViewerCertificate: {
      ACMCertificateArn: wildcardCertificate,
      SSLSupportMethod: 'sni-only',
      MinimumProtocolVersion: 'TLSv1.2_2021',
    },
    ...more,
  };
}

/** The refusal of a call: `code status`, and the message apart. Fails when the call succeeds. */
export async function refusal(call: () => unknown): Promise<{ what: string; message: string }> {
  try {
    await call();
  } catch (error) {
    if (error instanceof AwsError) return { what: `${error.code} ${error.status}`, message: error.message };
    throw error;
  }
  throw new Error('The call was not refused.');
}
