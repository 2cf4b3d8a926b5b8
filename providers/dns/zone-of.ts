/** The zone of a name, also where its delegation is lame: then the zone above says which it is. */
import { DnsUnavailable } from '../../remediation/errors.ts';
import type { Zone } from '../../remediation/ports.ts';
import { type DelegationPorts, delegationOf, zoneAbove } from './delegation.ts';
import { findZone } from './find-zone.ts';

/** RFC 2308 section 7: that the servers of a zone fail is remembered for five minutes at the most. No miss comes from them. */
const FAILURE_KEPT_SECONDS = 300;

/** @throws DnsUnavailable */
export async function zoneOf(ports: DelegationPorts, name: string): Promise<Zone> {
  try {
    return await findZone(ports.resolve, name);
  } catch (error) {
    if (!(error instanceof DnsUnavailable)) throw error;
    const zone = await lameZone(ports, name.replace(/^\*\./, ''));
    if (!zone) throw error;
    return zone;
  }
}

/** A zone that exists by its delegation only: resolvers get nothing from its servers, and say SERVFAIL. */
async function lameZone(ports: DelegationPorts, name: string): Promise<Zone | undefined> {
  const [above, delegation] = await Promise.all([zoneAbove(ports.resolve, name), delegationOf(ports, name)]);
  if (delegation) {
    return { name: delegation.zone, soaTtl: FAILURE_KEPT_SECONDS, soaMinimum: FAILURE_KEPT_SECONDS };
  }
  // The name itself is fine then, and what fails is where its CNAME leads.
  return above && findZone(ports.resolve, above.zone);
}
