/**
 * Whether CloudFront takes a certificate, whatever its names are: status, key, chain, dates, authority; in the order in which
 * CloudFront itself reports them. Each trouble says what to do about it.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
 */
import type { CertificateDetails, ChainLink } from './ports.ts';

export interface CertificateTrouble {
  /** `pending`: it is as good as any, once its validation records are in DNS. */
  kind: 'pending' | 'unusable';
  /** What follows the certificate's name in a sentence. */
  problem: string;
  /** What makes this very certificate usable, as a sentence; nothing does where it is absent. */
  remedy?: string;
}

/** ACM has more kinds: P-384 and P-521, which CloudFront's page leaves out. */
const KEY_ALGORITHMS = ['RSA_1024', 'RSA_2048', 'RSA_3072', 'RSA_4096', 'EC_prime256v1'];

/** The certificate itself counts. */
const LONGEST_CHAIN = 5;

/**
 * `bringsAlias`: the target is to get an alias with it, for which CloudFront asks more than for one it has. `own`: where a service of
 * AWS keeps it for a target, it is for this one.
 */
export function troubleWith(
  certificate: CertificateDetails,
  { now, bringsAlias, own }: { now: number; bringsAlias: boolean; own: boolean },
): CertificateTrouble | undefined {
  return (
    statusTrouble(certificate) ??
    (own ? undefined : keeperTrouble(certificate)) ??
    keyTrouble(certificate) ??
    chainTrouble(certificate, now) ??
    (bringsAlias ? authorityTrouble(certificate) : undefined)
  );
}

function statusTrouble({ status, failure }: CertificateDetails): CertificateTrouble | undefined {
  switch (status) {
    case 'ISSUED':
      return undefined;
    case 'PENDING_VALIDATION':
      return { kind: 'pending', problem: `is ${status}, not ISSUED` };
    case 'NOT_FOUND':
      return unusable(`is ${status}, neither in ACM in us-east-1 nor in the IAM store`);
    case 'FAILED':
      return unusable(`is ${status}, not ISSUED${failure === undefined ? '' : ` (${failure})`}`);
    case 'VALIDATION_TIMED_OUT':
      return unusable(`is ${status}, not ISSUED: its records were not in DNS within 72 hours`);
    default:
      return unusable(`is ${status}, not ISSUED`);
  }
}

/** https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html: ManagedBy */
function keeperTrouble({ managedBy }: CertificateDetails): CertificateTrouble | undefined {
  return managedBy === undefined
    ? undefined
    : unusable(`belongs to ${managedBy}, which keeps it for a distribution tenant`);
}

function keyTrouble({ keyAlgorithm }: CertificateDetails): CertificateTrouble | undefined {
  if (keyAlgorithm === undefined || KEY_ALGORITHMS.includes(keyAlgorithm)) return undefined;
  return unusable(
    `has a key of the kind ${keyAlgorithm}; CloudFront takes RSA of 1024, 2048, 3072 or 4096 bits and ECDSA P-256`,
  );
}

function chainTrouble(
  { chain = [], notBefore, notAfter }: CertificateDetails,
  now: number,
): CertificateTrouble | undefined {
  if (chain.length > LONGEST_CHAIN) {
    return unusable(
      `has ${chain.length} certificates in its chain, of which CloudFront takes ${LONGEST_CHAIN}`,
      `Import it again with ${LONGEST_CHAIN} at the most, itself counted.`,
    );
  }
  const own = dateProblem({ notBefore, notAfter }, now);
  if (own !== undefined) return unusable(own);
  const [link, problem] = firstOutOfDate(chain.slice(1), now);
  if (link === undefined) return undefined;
  return unusable(
    `has "${link.subject}" in its chain, which ${problem}`,
    'Import it again with the intermediate certificates that its authority gives out now.',
  );
}

function firstOutOfDate(
  links: readonly ChainLink[],
  now: number,
): [link: ChainLink, problem: string] | [undefined] {
  for (const link of links) {
    const problem = dateProblem(link, now);
    if (problem !== undefined) return [link, problem];
  }
  return [undefined];
}

function dateProblem(
  { notBefore, notAfter }: Pick<CertificateDetails, 'notBefore' | 'notAfter'>,
  now: number,
): string | undefined {
  if (notAfter !== undefined && notAfter <= now) return `expired on ${day(notAfter)}`;
  if (notBefore !== undefined && notBefore > now) return `begins only on ${day(notBefore)}`;
  return undefined;
}

/** Who else is trusted the APIs do not tell: CloudFront does, when the alias is to come. */
function authorityTrouble({ type, chain = [] }: CertificateDetails): CertificateTrouble | undefined {
  const [leaf] = chain;
  if (leaf?.selfSigned) {
    return unusable('is signed by nobody but itself, which is not enough for an alias that is new');
  }
  if (type === 'PRIVATE') return unusable('is of a private authority, which viewers do not trust');
  return undefined;
}

function unusable(problem: string, remedy?: string): CertificateTrouble {
  return { kind: 'unusable', problem, ...(remedy !== undefined && { remedy }) };
}

export function day(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
