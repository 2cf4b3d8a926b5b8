/** Which certificates of ACM's list come into question, the best first. The same list always gives the same order. */
import { uncoveredAliases } from './certificate-coverage.ts';
import type { CertificateSummary } from './ports.ts';

/** How many are looked at closely: an account can have thousands, and of those that cover the same names one is enough. */
const SHORTLIST = 10;

/** Those that cover every alias, or may: the list does not tell all names of a certificate that has very many. */
export function shortlist(
  summaries: readonly CertificateSummary[],
  aliases: readonly string[],
): CertificateSummary[] {
  return summaries
    .filter(({ names, moreNames }) => moreNames || uncoveredAliases(names, aliases).length === 0)
    .filter(({ managedBy }) => managedBy === undefined)
    .toSorted((a, b) => Number(isPrivate(a)) - Number(isPrivate(b)) || byPreference(a, b))
    .slice(0, SHORTLIST);
}

/** Viewers do not trust its authority: however many there are, they keep no other from being looked at. */
function isPrivate({ type }: CertificateSummary): boolean {
  return type === 'PRIVATE';
}

type Preferred = Pick<CertificateSummary, 'id' | 'status' | 'notAfter' | 'createdAt'>;

/** Issued ones first, the one that lasts longest before the others; then what is pending, the latest request before the others. */
export function byPreference(a: Preferred, b: Preferred): number {
  return (
    rank(a) - rank(b) ||
    (b.notAfter ?? 0) - (a.notAfter ?? 0) ||
    (b.createdAt ?? 0) - (a.createdAt ?? 0) ||
    Number(a.id > b.id) - Number(a.id < b.id)
  );
}

function rank({ status }: Preferred): number {
  if (status === 'ISSUED') return 0;
  return status === 'PENDING_VALIDATION' ? 1 : 2;
}
