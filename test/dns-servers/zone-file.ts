/** Zone files (RFC 1035 section 5), as text that all four servers read. */

export interface ZoneFile {
  name: string;
  serial: number;
  text: string;
}

export interface ZoneContent {
  name: string;
  /** Goes up with every change, or secondaries transfer nothing. */
  serial?: number;
  /** TTL of the SOA record itself and its MINIMUM field, in seconds. */
  soaTtl?: number;
  soaMinimum?: number;
  /** Host names without a trailing dot. */
  nameServers: readonly string[];
  /** Lines of the file. Relative names are relative to the zone, and the TTL is 300 where the line has none. */
  records: readonly string[];
}

/** Refresh and retry are a day: a secondary transfers when it is told to, not by itself. */
export function zoneFile(content: ZoneContent): ZoneFile {
  const { name, serial = 1, soaTtl = 900, soaMinimum = 300, nameServers, records } = content;
  const [first = name] = nameServers;
  const lines = [
    `$ORIGIN ${name}.`,
    '$TTL 300',
    `@ ${soaTtl} IN SOA ${first}. hostmaster.${name}. ${serial} 86400 86400 1209600 ${soaMinimum}`,
    ...nameServers.map((server) => `@ 3600 IN NS ${server}.`),
    ...records,
  ];
  return { name, serial, text: `${lines.join('\n')}\n` };
}

/** A file that no server can load. */
export function brokenZoneFile(name: string): ZoneFile {
  return { name, serial: 0, text: '@ IN SOA is not how such a record is written\n' };
}

/** A TXT record as a line: the strings in quotes, of at most 255 bytes each (RFC 1035 section 3.3). */
export function txt(owner: string, strings: string | readonly string[], ttl?: number): string {
  const quoted = [strings].flat().map((each) => `"${each.replaceAll(/["\\]/g, '\\$&')}"`);
  return [owner, ...(ttl === undefined ? [] : [ttl]), 'IN TXT', ...quoted].join(' ');
}
