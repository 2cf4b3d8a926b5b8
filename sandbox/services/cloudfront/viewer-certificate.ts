/**
 * Does the certificate of a resource stand for its aliases? The problems are found in the order in which CloudFront
 * reports them, so that "doesn't cover" means that all the rest is in order.
 */
import type { KeyAlgorithm } from '@aws-sdk/client-acm';
import { type CertificateInfo, type Certificates, covers } from '../certificate.ts';

const more =
  ' For more details, see: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html#alternate-domain-names-requirements';

/** CloudFront's own sentences (re:Post, "InvalidViewerCertificate error"). */
export const sentences = {
  none: `To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the domain name.${more}`,
  unusable:
    "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
  chain: `The certificate that is attached to your distribution has too many certificates in the certificate chain.${more}`,
  dates: `The certificate that is attached to your distribution has one or more certificates in the certificate chain that are not valid on the current date.${more}`,
  untrusted: `The certificate that is attached to your distribution was not issued by a trusted Certificate Authority.${more}`,
  uncovered: `The certificate that is attached to your distribution doesn't cover the alternate domain name (CNAME) that you're trying to add.${more}`,
};

/** CloudFront takes five certificates in a chain at most (requirements for certificates). */
const longestChain = 5;

/** RSA of up to 4096 bits, or P-256: ACM's list is longer. */
const keyAlgorithms: readonly KeyAlgorithm[] = [
  'RSA_1024',
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'EC_prime256v1',
];

export interface ViewerCertificateWish {
  certificateId: string | undefined;
  account: string;
  /** Every name the resource is to have. */
  aliases: readonly string[];
  /** Is one of them new? A certificate nobody trusts can keep a name, but not bring one. */
  adding: boolean;
}

export type FindProblem = (wish: ViewerCertificateWish) => Promise<string | undefined>;

/** @returns a function that answers CloudFront's sentence about what is wrong, or undefined */
export function createViewerCertificateCheck(certificates: Certificates, now: () => number): FindProblem {
  return async ({ certificateId, account, aliases, adding }) => {
    if (certificateId === undefined) return aliases.length > 0 ? sentences.none : undefined;
    const usable = isUsable(certificateId) ? await certificates(certificateId, account) : undefined;
    if (usable === undefined) return sentences.unusable;
    return problemOf(usable, aliases, adding, now());
  };
}

/** An ARN has to be of ACM in the one Region that CloudFront takes certificates from; an IAM id has no Region. */
function isUsable(id: string): boolean {
  return !id.startsWith('arn:') || id.startsWith('arn:aws:acm:us-east-1:');
}

function problemOf(
  certificate: CertificateInfo,
  aliases: readonly string[],
  adding: boolean,
  now: number,
): string | undefined {
  const { status, keyAlgorithm, chainLength, validFrom, validUntil, trusted, names } = certificate;
  // An expired one was issued once, and has a sentence of its own.
  if (status !== 'ISSUED' && status !== 'EXPIRED') return sentences.unusable;
  if (!keyAlgorithms.includes(keyAlgorithm)) return sentences.unusable;
  if (chainLength > longestChain) return sentences.chain;
  if (now < validFrom || now > validUntil) return sentences.dates;
  if (adding && !trusted) return sentences.untrusted;
  return aliases.every((alias) => covers(names, alias)) ? undefined : sentences.uncovered;
}
