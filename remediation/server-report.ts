/** One line of the server table: what an address of a name server said, judged against what it should say. */
import type { ServerReport } from './document.ts';
import type { ServerAnswer } from './ports.ts';
import { namesTarget } from './proof-record.ts';

/** One value beside the right one is fine: people stage the old target there, for a way back. */
export function serverReport(
  { server, address, answer }: ServerAnswer,
  targetDomainName: string,
): ServerReport {
  const where = { server: readable(server), address };
  switch (answer.kind) {
    case 'values': {
      const right = answer.values.some((value) => namesTarget(value, targetDomainName));
      const detail = [shown(answer.values), answer.note && readable(answer.note)].filter(Boolean).join('; ');
      return { ...where, verdict: right ? 'match' : 'wrong-value', detail, ttl: answer.ttl };
    }
    case 'missing': {
      const detail = readable(
        answer.note ?? (answer.nxdomain ? 'no such name' : 'no TXT record at this name'),
      );
      return { ...where, verdict: 'missing', detail, ...(answer.ttl !== undefined && { ttl: answer.ttl }) };
    }
    case 'refused':
    case 'unreachable':
      return { ...where, verdict: answer.kind, detail: readable(answer.why) };
  }
}

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
  const verdicts = reportsOfOneServer.map(({ verdict }) => verdict);
  return verdicts.includes('match') && !verdicts.includes('missing') && !verdicts.includes('wrong-value');
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
