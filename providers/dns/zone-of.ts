/** The zone of a name, also where its delegation is lame: then the zone above says which it is. */
import { DnsUnavailable } from '../../remediation/errors.ts';
import type { Zone } from '../../remediation/ports.ts';
import { above, type DelegationPorts } from './delegation.ts';
import { findZone } from './find-zone.ts';

/** RFC 2308 section 7: that the servers of a zone fail is remembered for five minutes at the most. No miss comes from them. */
const FAILURE_KEPT_SECONDS = 300;

/** @throws DnsUnavailable */
export async function zoneOf(ports: DelegationPorts, name: string): Promise<Zone> {
  try {
    return await findZone(ports.resolve, name);
  } catch (error) {
    if (!(error instanceof DnsUnavailable)) throw error;
    const said = await above(ports, name.replace(/^\*\./, ''));
    switch (said.kind) {
      case 'delegates':
        // It exists by its delegation only: resolvers get nothing from its servers, and say SERVFAIL.
        return { name: said.zone, soaTtl: FAILURE_KEPT_SECONDS, soaMinimum: FAILURE_KEPT_SECONDS };
      case 'holds':
        // The name itself is fine then, and what fails is where its CNAME leads.
        return findZone(ports.resolve, said.zone);
      default:
        // Not knowing is no reason to take the zone above: the record would get a wrong name.
        throw error;
    }
  }
}
