/** Records as people create them: a line each, as in a zone file. */
import type { DnsRecord } from '../../remediation/document.ts';

/** A TXT record. */
export function recordLine({ name, type, value }: DnsRecord): string {
  return `${name} ${type} "${value}"`;
}

/** The alias's own. A CNAME cannot stand at the apex of a zone. */
export function aliasRecordLines(alias: string, zone: string, domainName: string): string[] {
  if (alias !== zone) return [`${alias} CNAME ${domainName}`];
  return ['A', 'AAAA'].map((type) => `${alias} ${type} ALIAS ${domainName}`);
}
