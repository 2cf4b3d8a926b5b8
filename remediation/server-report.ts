/** One line of the server table: what somebody said about the record, judged against what it should say. */
import type { ResolverReport, ServerReport } from './document.ts';
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
  const own = servers.map(
    ({ server, address, answer, serial, delegatedOnly }: ServerAnswer): ServerReport => {
      const judged = judge(answer, targetDomainName, proves);
      const detail = [judged.detail, delegatedOnly && 'named only by the zone above']
        .filter(Boolean)
        .join('; ');
      return {
        server: readable(server),
        address,
        ...judged,
        ...(detail && { detail }),
        ...(serial !== undefined && { serial }),
      };
    },
  );
  const seen = [...targets.values()].filter((reports) =>
    reports.some(({ verdict }) => verdict === 'match' || verdict === 'wrong-value'),
  );
  return [...own, ...seen.flat()];
}

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
      const { target, end, ttl, wildcard } = answer;
      const right = proves(end);
      const what = right ? byCname(target) : `a CNAME to ${readable(target)} stands there instead`;
      const detail = wildcard ? `${what}; ${WILDCARD}` : what;
      return { verdict: right ? 'match' : 'missing', detail, ttl, ...flags(target, wildcard) };
    }
    case 'missing': {
      const detail = answer.nxdomain ? 'no such name' : 'no TXT record at this name';
      return { verdict: 'missing', detail, ...(answer.ttl !== undefined && { ttl: answer.ttl }) };
    }
    case 'refused':
    case 'unreachable':
      return { verdict: answer.kind, detail: readable(answer.why) };
  }
}

function flags(cname: string | undefined, wildcard: true | undefined): Pick<Judged, 'cname' | 'wildcard'> {
  return { ...(cname !== undefined && { cname: readable(cname) }), ...(wildcard && { wildcard }) };
}

/** Whether CloudFront's resolver follows is not known (AWS documents neither). */
function byCname(target: string): string {
  return `by a CNAME to ${readable(target)}, which CloudFront may not follow`;
}

/** RFC 4592: a record of the very name takes its place. */
const WILDCARD = 'by a wildcard record';

/**
 * Every server has it, so nobody who asks from now on can miss it: no address says otherwise, and each server said so
 * itself. An address that gave no answer is made up for only by another address of the same server.
 */
export function isPublished(reports: readonly ServerReport[]): boolean {
  const names = new Set(reports.map(({ server }) => server));
  return names.size > 0 && [...names].every((name) => hasIt(reports.filter(({ server }) => server === name)));
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

/** A TXT set can be 64 KB of anything, and this goes into the document and on to people. */
const VALUES_SHOWN = 3;
const CHARACTERS_SHOWN = 300;

function shown(values: readonly string[]): string {
  const quoted = values.slice(0, VALUES_SHOWN).map((value) => `"${readable(value)}"`);
  const rest = values.length - quoted.length;
  return quoted.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** Control and direction characters would let what a server says rewrite the line it is shown in. */
function readable(text: string): string {
  const cut = text.length > CHARACTERS_SHOWN ? `${text.slice(0, CHARACTERS_SHOWN)}…` : text;
  return cut.replace(/\p{C}/gu, '\u{fffd}');
}
