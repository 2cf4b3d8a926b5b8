/** The TXT record by which the owner of a DNS zone consents to the move: named after the alias, its value the target. */
import type { DnsRecord } from './document.ts';
import { InvalidAlias } from './errors.ts';

/** RFC 1035 section 2.3.4. The underscore can be the one character too many. */
const LONGEST_LABEL = 63;
const LONGEST_NAME = 253;

/**
 * `_www.example.com` for `www.example.com`, `_*.example.com` for `*.example.com`. The apex of a zone gets a label of
 * its own, `_.example.com`: `_example.com` would lie in the zone above, which belongs to somebody else.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/alternate-domain-names-move-create-target.html
 *
 * `alias` and `zone` normalised.
 *
 * @throws InvalidAlias when the underscore makes the name longer than DNS allows, so that no such record can exist.
 */
export function proofRecord(alias: string, zone: string, targetDomainName: string): DnsRecord {
  const name = alias === zone ? `_.${alias}` : `_${alias}`;
  if (name.length > LONGEST_NAME || name.split('.').some((label) => label.length > LONGEST_LABEL)) {
    throw new InvalidAlias(alias, `its proof of ownership would be ${name}, which is longer than DNS allows`);
  }
  return { name, type: 'TXT', value: domainName(targetDomainName) };
}

/**
 * The form of AWS's article of 2020: at the alias itself, where no CNAME stands. AWS Support takes it, the move APIs want
 * the underscore.
 */
export function plainRecord(alias: string, targetDomainName: string): DnsRecord {
  return { name: alias, type: 'TXT', value: domainName(targetDomainName) };
}

/** Whether a TXT value, its strings already joined, names the target. People paste dots, quotes and capitals along. */
export function namesTarget(txtValue: string, targetDomainName: string): boolean {
  return domainName(txtValue) === domainName(targetDomainName);
}

function domainName(text: string): string {
  let name = text.trim();
  if (name.startsWith('"')) name = name.slice(1);
  if (name.endsWith('"')) name = name.slice(0, -1);
  name = name.trim();
  if (name.endsWith('.')) name = name.slice(0, -1);
  return name.toLowerCase();
}

/** As in a zone file. */
export function recordLine({ name, type, value }: DnsRecord): string {
  return `${name} ${type} "${value}"`;
}
