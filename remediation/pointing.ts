/** Where an alias's own DNS record leads: to the target, to another distribution, or to neither. */
import type { PointingReport } from './document.ts';
import { firstOf, foreign } from './foreign-text.ts';
import type { PointingAnswer } from './ports.ts';

const DISTRIBUTIONS = '.cloudfront.net';

/** A chain of CNAMEs, or a set of addresses, can be of any length. */
const NAMES_SHOWN = 4;

/** A distribution is known by its name only: the addresses of all are CloudFront's, and change. */
export function pointingReport(
  { server, address, answer }: PointingAnswer,
  targetDomainName: string,
): PointingReport {
  const where = { server: foreign(server), address };
  switch (answer.kind) {
    case 'names': {
      const distribution = answer.names.find((name) => name.endsWith(DISTRIBUTIONS));
      const detail = `leads to ${firstOf(answer.names, NAMES_SHOWN)}`;
      if (distribution === undefined) return { ...where, verdict: 'away', detail, ttl: answer.ttl };
      const verdict = distribution === targetDomainName ? 'target' : 'elsewhere';
      return { ...where, verdict, detail, ttl: answer.ttl };
    }
    case 'addresses': {
      const detail = `has addresses, which do not tell whose they are: ${firstOf(answer.addresses, NAMES_SHOWN)}`;
      return { ...where, verdict: 'away', detail, ttl: answer.ttl };
    }
    case 'nothing':
      return { ...where, verdict: 'away', detail: 'has no address' };
    case 'refused':
    case 'unreachable':
      return { ...where, verdict: answer.kind, detail: foreign(answer.why) };
  }
}

/** The worst of what the servers say that say anything; `undefined` when none does. */
export function worst(
  reports: readonly PointingReport[],
): (PointingReport & { verdict: 'target' | 'elsewhere' | 'away' }) | undefined {
  for (const verdict of ['elsewhere', 'away', 'target'] as const) {
    const found = reports.find((report) => report.verdict === verdict);
    if (found) return { ...found, verdict };
  }
  return undefined;
}
