/** One line of the server table: what somebody said about the record, judged against what it should say. */
import type { ResolverReport, ServerReport } from './document.ts';
import { firstOf, foreign } from './foreign-text.ts';
import type { ResolverAnswer, ServerAnswer, Survey, TxtAnswer } from './ports.ts';
import { namesTarget } from './proof-record.ts';

type Judged = Pick<ServerReport, 'verdict' | 'detail' | 'ttl' | 'cname' | 'wildcard'>;

/**
 * A line an address; behind them those of the servers to which a CNAME leads, where there is something to see. Some value
 * beside the right one is fine: people stage the old target there, for a way back.
 */
export function serverReports({ servers, beyond }: Survey, targetDomainName: string): ServerReport[] {
  const targets = new Map(beyond.map(({ name, survey }) => [name, serverReports(survey, targetDomainName)]));
  const proves = (target: string) => isPublished(targets.get(target) ?? []);
  const own = servers.map((answer) => serverReport(answer, targetDomainName, proves));
  const seen = [...targets].flatMap(([name, reports]) =>
    reports.some(({ verdict }) => verdict === 'match' || verdict === 'wrong-value')
      ? reports.map((report) => ({ about: foreign(name), ...report }))
      : [],
  );
  return [...own, ...seen];
}

function serverReport(
  { server, address, answer, serial, listed, noRoute }: ServerAnswer,
  targetDomainName: string,
  proves: (cname: string) => boolean,
): ServerReport {
  const judged = judge(answer, targetDomainName, proves);
  const detail = [judged.detail, listed && LISTED[listed]].filter(Boolean).join('; ');
  return {
    server: foreign(server),
    address,
    ...judged,
    ...(detail && { detail }),
    ...(serial !== undefined && { serial }),
    ...(noRoute && { noRoute }),
  };
}

const LISTED = {
  above: 'named only by the zone above',
  glue: 'at this address only by what the zone above says',
};

/** A resolver follows CNAMEs by itself, so one that leads to nothing is a miss. */
export function resolverReport(
  { resolver, answer }: ResolverAnswer,
  targetDomainName: string,
): ResolverReport {
  const { verdict, detail, ttl } = judge(answer, targetDomainName, () => false);
  return { resolver, verdict, ...(detail && { detail }), ...(ttl !== undefined && { ttl }) };
}

function judge(answer: TxtAnswer, targetDomainName: string, proves: (cname: string) => boolean): Judged {
  switch (answer.kind) {
    case 'values': {
      const { values, ttl, cname, wildcard } = answer;
      const right = values.some((value) => namesTarget(value, targetDomainName));
      const detail = [shown(values), cname && byCname(cname), wildcard && WILDCARD]
        .filter(Boolean)
        .join('; ');
      return { verdict: right ? 'match' : 'wrong-value', detail, ttl, ...flags(cname, wildcard) };
    }
    case 'cname': {
      const { target, ttl, wildcard } = answer;
      // Whoever set up a wildcard CNAME meant the site, not the proof; and whoever runs the site would prove it by that.
      const right = !wildcard && proves(target);
      const what = right ? byCname(target) : `a CNAME to ${foreign(target)} stands there instead`;
      const detail = wildcard ? `${what}; ${WILDCARD}` : what;
      return { verdict: right ? 'match' : 'missing', detail, ttl, ...flags(target, wildcard) };
    }
    case 'missing': {
      const detail = answer.nxdomain ? 'no such name' : 'no TXT record at this name';
      return { verdict: 'missing', detail, ...(answer.ttl !== undefined && { ttl: answer.ttl }) };
    }
    case 'refused':
    case 'unreachable':
      return { verdict: answer.kind, detail: foreign(answer.why) };
  }
}

function flags(cname: string | undefined, wildcard: true | undefined): Pick<Judged, 'cname' | 'wildcard'> {
  return { ...(cname !== undefined && { cname: foreign(cname) }), ...(wildcard && { wildcard }) };
}

/** Whether CloudFront's resolver follows is not known (AWS documents neither). */
function byCname(target: string): string {
  return `by a CNAME to ${foreign(target)}, which CloudFront may not follow`;
}

/** RFC 4592: a record of the very name takes its place. */
const WILDCARD = 'by a wildcard record';

/**
 * Every server has it, so nobody who asks from now on can miss it: no address says otherwise, and each server said so
 * itself. An address that gave no answer is made up for only by another address of the same server. That this machine has
 * no way to a server says nothing about it, as long as there is another.
 */
export function isPublished(reports: readonly ServerReport[]): boolean {
  const within = reports.filter(({ noRoute }) => !noRoute);
  const names = new Set(within.map(nameOf));
  return names.size > 0 && [...names].every((name) => hasIt(within.filter((each) => nameOf(each) === name)));
}

/** A server that has several zones is asked about each. */
function nameOf({ server, about = '' }: ServerReport): string {
  return `${server} ${about}`;
}

/** Whether one server has it, by the reports of all its addresses. */
export function hasIt(reportsOfOneServer: readonly ServerReport[]): boolean {
  return (
    reportsOfOneServer.some(({ verdict }) => verdict === 'match') && !reportsOfOneServer.some(contradicts)
  );
}

/** Somebody who asks there gets something else than the proof; from a server that does not answer nobody gets anything. */
export function contradicts({ verdict }: Pick<ServerReport, 'verdict'>): boolean {
  return verdict === 'missing' || verdict === 'wrong-value';
}

/** Equal serials say that the transfer is not what is wrong; Route 53 always has the same one. */
export function behindBy(lacking: readonly ServerReport[], having: readonly ServerReport[]): string {
  const [behind, ahead] = [lacking, having].map((reports) => reports.find(({ serial }) => serial)?.serial);
  return behind === undefined || ahead === undefined || behind === ahead
    ? ''
    : ` (SOA serial ${behind} against ${ahead})`;
}

const VALUES_SHOWN = 3;

function shown(values: readonly string[]): string {
  return firstOf(
    values.map((value) => `"${foreign(value)}"`),
    VALUES_SHOWN,
  );
}
