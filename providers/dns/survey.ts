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

/** CNAMEs followed in one look. Resolvers give up a chain about as long (BIND after 16, Unbound after 11). */
const MOST_FOLLOWED = 8;

/**
 * The name of the record goes to the authoritative servers and nowhere else: a shared resolver would cache the miss.
 *
 * @throws DnsUnavailable
 */
export async function survey(ports: SurveyPorts, alias: string, record: DnsRecord): Promise<Survey> {
  const name = plainName(record.name);
  const { survey, closed } = await surveyNear(ports, alias, name);
  // A CNAME at the alias itself leads to the site, not to a proof.
  const follow = name !== alias;
  const [beyond, byHttps] = await Promise.all([
    follow ? followAll(ports, survey.servers, { followed: new Set([name]) }) : [],
    closed && ports.byHttps.length > 0 ? askEach(ports.byHttps, name, follow) : undefined,
  ]);
  return { ...survey, beyond, ...(byHttps && { byHttps }) };
}

/** `near`: a name of the same zone, from which to look for it. `closed`: nobody answers, not even of the zone above. */
async function surveyNear(
  ports: SurveyPorts,
  near: string,
  name: string,
): Promise<{ survey: Survey; closed: boolean }> {
  const zone = await zoneOf(ports, near);
  const { answers, above } = await askAuthorities(ports, zone.name, (servers, listed) =>
    askServers(ports, servers, zone.name, name, listed),
  );
  const servers = answers.map(({ report }) => report);
  const silent = servers.every(({ answer }) => answer.kind === 'unreachable');
  return {
    survey: {
      zone: longestKept(zone, answers),
      servers,
      beyond: [],
      ...(above.kind === 'silent' && { aboveSilent: true }),
    },
    closed: silent && (above.kind === 'silent' || above.kind === 'none'),
  };
}

/**
 * Where the CNAMEs lead that stand there instead. The zone of a target is looked for from the name above it: the target is
 * as good as the proof name, and a resolver that is asked for it would cache the miss. `look.followed`: names asked for so
 * far, shared by all branches, so that the work has an end however servers answer.
 */
async function followAll(
  ports: SurveyPorts,
  servers: readonly ServerAnswer[],
  look: { followed: Set<string> },
): Promise<Survey['beyond']> {
  const targets = servers.flatMap(({ answer }) => (answer.kind === 'cname' ? [answer.target] : []));
  const next = [...new Set(targets)]
    .filter((target) => !look.followed.has(target))
    .slice(0, Math.max(0, MOST_FOLLOWED + 1 - look.followed.size));
  for (const target of next) look.followed.add(target);
  return Promise.all(
    next.map(async (name) => {
      try {
        const { survey } = await surveyNear(ports, parentOf(name), name);
        return { name, survey: { ...survey, beyond: await followAll(ports, survey.servers, look) } };
      } catch (error) {
        if (error instanceof DnsUnavailable) return { name, survey: nobody(name, error.message) };
        throw error;
      }
    }),
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
