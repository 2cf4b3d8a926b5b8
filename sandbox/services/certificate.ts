/**
 * Certificates as ACM and IAM keep them and CloudFront asks about them.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import type { CertificateStatus, KeyAlgorithm } from '@aws-sdk/client-acm';

/** What CloudFront learns about a certificate, wherever it is kept. Instants are epoch milliseconds. */
export interface CertificateInfo {
  /** ARN (ACM) or server certificate id (IAM). */
  id: string;
  /** Every name it is for, lower case: subject alternative names with the common name. */
  names: readonly string[];
  status: CertificateStatus;
  /** When every certificate of the chain is valid. */
  validFrom: number;
  validUntil: number;
  keyAlgorithm: KeyAlgorithm;
  /** The certificate itself counts. */
  chainLength: number;
  /** Leads up to a root that Mozilla's list has, which is the list CloudFront goes by. */
  trusted: boolean;
}

/** A lookup by ACM ARN or IAM server certificate id; undefined when the account has no such certificate. */
export type Certificates = (
  id: string,
  account: string,
) => CertificateInfo | undefined | Promise<CertificateInfo | undefined>;

/**
 * Does the certificate cover the name? Exact, or a wildcard for exactly one label: `*.example.com` covers
 * `a.example.com`, neither `example.com` nor `a.b.example.com` (RFC 6125 section 6.4.3, and CloudFront's requirements
 * for alternate domain names). The alias `*.example.com` needs that very name. An alias wildcard is another thing:
 * see `overlaps` in cloudfront/aliases.ts.
 */
export function covers(names: readonly string[], alias: string): boolean {
  const parent = alias.slice(alias.indexOf('.') + 1);
  return names.some((name) => name === alias || (!alias.startsWith('*.') && name === `*.${parent}`));
}

/** A PEM certificate, read. */
export interface ParsedCertificate extends Omit<CertificateInfo, 'id' | 'status'> {
  commonName: string;
  /** Its own dates, whatever those of its chain are. */
  notBefore: number;
  notAfter: number;
  serial: string;
  subject: string;
  issuer: string;
}

/** Why a PEM was not taken: each service says it with its own code. */
export class UnusablePem extends Error {
  readonly part: 'certificate' | 'key' | 'chain' | 'pair';
  constructor(part: UnusablePem['part'], message: string) {
    super(message);
    this.part = part;
  }
}

/**
 * Reads a certificate as it is uploaded: body, private key and intermediate certificates, all PEM.
 * @param roots PEM of the trusted authorities; Node carries Mozilla's
 * @throws UnusablePem
 */
export function parseCertificate(
  pem: { body: string; privateKey: string; chain?: string | undefined },
  roots: readonly string[] = rootCertificates,
): ParsedCertificate {
  const leaf = read('certificate', pem.body)[0];
  if (leaf === undefined) throw new UnusablePem('certificate', 'Could not parse the certificate.');
  const intermediates = pem.chain ? read('chain', pem.chain) : [];
  checkPair(leaf, pem.privateKey);
  const chain = [leaf, ...intermediates];
  for (const [index, certificate] of intermediates.entries()) {
    // chain[index] is the one that this certificate must have signed.
    if (!isSignedBy(chain[index], certificate)) {
      throw new UnusablePem('chain', 'The certificate chain does not lead from one certificate to the next.');
    }
  }
  const names = alternativeNames(leaf);
  const commonName = /^CN=(.+)$/m.exec(leaf.subject)?.[1]?.toLowerCase() ?? names[0] ?? '';
  return {
    names: commonName && !names.includes(commonName) ? [commonName, ...names] : names,
    commonName,
    notBefore: leaf.validFromDate.getTime(),
    notAfter: leaf.validToDate.getTime(),
    validFrom: Math.max(...chain.map((one) => one.validFromDate.getTime())),
    validUntil: Math.min(...chain.map((one) => one.validToDate.getTime())),
    keyAlgorithm: keyAlgorithm(leaf),
    chainLength: chain.length,
    trusted: leadsToRoot(chain, roots),
    serial: (leaf.serialNumber.match(/../g) ?? []).join(':').toLowerCase(),
    subject: oneLine(leaf.subject),
    issuer: oneLine(leaf.issuer),
  };
}

const block = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

function read(part: 'certificate' | 'chain', pem: string): X509Certificate[] {
  const blocks = pem.match(block) ?? [];
  if (blocks.length === 0) throw new UnusablePem(part, `The ${part} is not PEM.`);
  try {
    return blocks.map((one) => new X509Certificate(one));
  } catch {
    throw new UnusablePem(part, `The ${part} could not be parsed.`);
  }
}

function checkPair(leaf: X509Certificate, pem: string): void {
  let matches: boolean;
  try {
    matches = leaf.checkPrivateKey(createPrivateKey(pem));
  } catch {
    throw new UnusablePem('key', 'The private key is not unencrypted PEM, or it is of another kind.');
  }
  if (!matches) throw new UnusablePem('pair', 'The private key does not belong to the certificate.');
}

function alternativeNames(certificate: X509Certificate): string[] {
  const names = certificate.subjectAltName?.split(', ') ?? [];
  return names.filter((name) => name.startsWith('DNS:')).map((name) => name.slice(4).toLowerCase());
}

/** @throws UnusablePem for kinds of keys that ACM's own list leaves out. */
function keyAlgorithm(certificate: X509Certificate): KeyAlgorithm {
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  const found =
    asymmetricKeyType === 'rsa'
      ? `RSA_${asymmetricKeyDetails?.modulusLength}`
      : `EC_${asymmetricKeyDetails?.namedCurve}`;
  const known = keyAlgorithms.find((algorithm) => algorithm === found);
  if (known === undefined)
    throw new UnusablePem('certificate', `Keys of the kind ${found} are not supported.`);
  return known;
}

const keyAlgorithms: readonly KeyAlgorithm[] = [
  'RSA_1024',
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'EC_prime256v1',
  'EC_secp384r1',
  'EC_secp521r1',
];

function isSignedBy(certificate: X509Certificate | undefined, authority: X509Certificate): boolean {
  return certificate?.checkIssued(authority) === true && certificate.verify(authority.publicKey);
}

function leadsToRoot(chain: readonly X509Certificate[], roots: readonly string[]): boolean {
  const last = chain.at(-1);
  return roots
    .map((pem) => new X509Certificate(pem))
    .some((root) => isSignedBy(last, root) || last?.fingerprint256 === root.fingerprint256);
}

/** OpenSSL's lines (`C=US\nO=Amazon`) as ACM writes them: the most specific part first. */
function oneLine(name: string): string {
  return name.split('\n').reverse().join(',');
}
