/** What every authoritative server of a zone says about a TXT record, asked one by one and directly. */

import type { DnsRecord } from '../../remediation/document.ts';
import { DnsUnavailable } from '../../remediation/errors.ts';
import type { ServerAnswer, Survey, Zone } from '../../remediation/ports.ts';
import { type AddressAnswer, askServers } from './ask-servers.ts';
import { askAuthorities } from './authoritative-servers.ts';
import type { DelegationPorts } from './delegation.ts';
import { plainName } from './message.ts';
import { parentOf } from './names.ts';
import { askEach } from './public-resolvers.ts';
import type { Resolver } from './resolver.ts';
import { zoneOf } from './zone-of.ts';

export interface SurveyPorts extends DelegationPorts {
  /** Who is asked when no server can be reached. */
  byHttps: readonly Resolver[];
}

/** Resolvers give up after a chain of CNAMEs about as long (RFC 1034 names no number; BIND stops at 16, Unbound at 11). */
const LONGEST_CHAIN = 8;

/**
 * The name of the record goes to the authoritative servers and nowhere else: a shared resolver would cache the miss.
 *
 * @throws DnsUnavailable
 */
export async function survey(ports: SurveyPorts, alias: string, record: DnsRecord): Promise<Survey> {
  return surveyNear(ports, alias, [plainName(record.name)]);
}

/**
 * `near`: a name of the same zone, from which to look for it. `chain`: the names so far, the last is asked for. A CNAME at
 * the alias itself leads to the site, not to a proof.
 */
async function surveyNear(ports: SurveyPorts, near: string, chain: readonly string[]): Promise<Survey> {
  const name = chain.at(-1) ?? '';
  const zone = await zoneOf(ports, near);
  const answers = await askAuthorities(ports, zone.name, (servers, delegatedOnly) =>
    askServers(ports, servers, zone.name, name, delegatedOnly),
  );
  const servers = answers.map(({ report }) => report);
  const closed = servers.every(({ answer }) => answer.kind === 'unreachable');
  const [beyond, byHttps] = await Promise.all([
    name === near ? [] : followAll(ports, servers, chain),
    closed && ports.byHttps.length > 0 ? askEach(ports.byHttps, name) : undefined,
  ]);
  return { zone: longestKept(zone, answers), servers, beyond, ...(byHttps && { byHttps }) };
}

/**
 * Where the CNAMEs lead that stand there instead. The zone of a target is looked for from the name above it: the target is
 * as good as the proof name, and a resolver that is asked for it would cache the miss.
 */
async function followAll(
  ports: SurveyPorts,
  servers: readonly ServerAnswer[],
  chain: readonly string[],
): Promise<Survey['beyond']> {
  const ends = servers.flatMap(({ answer }) => (answer.kind === 'cname' ? [answer.end] : []));
  const next = [...new Set(ends)].filter((end) => !chain.includes(end));
  if (chain.length >= LONGEST_CHAIN) return [];
  return Promise.all(
    next.map(async (name) => ({
      name,
      survey: await surveyNear(ports, parentOf(name), [...chain, name]).catch((error: unknown) => {
        if (error instanceof DnsUnavailable) return nobody(name, error.message);
        throw error;
      }),
    })),
  );
}

function nobody(name: string, why: string): Survey {
  return {
    zone: { name: parentOf(name), soaTtl: 0, soaMinimum: 0 },
    servers: [{ server: name, address: '', answer: { kind: 'unreachable', why } }],
    beyond: [],
  };
}

/** The largest of each, as servers can differ for a while. What a resolver has left of the TTL is too little. */
function longestKept(fromResolver: Zone, answers: readonly AddressAnswer[]): Zone {
  const soas = answers.flatMap(({ soa }) => soa ?? []);
  const soaMinimum = Math.max(fromResolver.soaMinimum, ...soas.map((soa) => soa.minimum));
  const soaTtl = soas.length > 0 ? Math.max(...soas.map((soa) => soa.ttl)) : soaMinimum;
  return { name: fromResolver.name, soaTtl, soaMinimum };
}
