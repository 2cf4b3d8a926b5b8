/** The aliases' own DNS records, as they have to be. */
import type { ContestedAlias, Remediation } from '../document.ts';
import type { Language } from './language.ts';
import type { Message } from './message.ts';

export function aliasRecords(
  { diagnosis }: Remediation,
  aliases: readonly ContestedAlias[],
  { captions }: Language,
): Message['copy'] {
  const domainName = diagnosis?.target?.domainName;
  if (domainName === undefined) return [];
  return aliases.map(({ alias, zone }) => ({
    caption: alias === zone ? captions.apexRecord : captions.aliasRecord(zone),
    text: aliasRecordLines({ alias, zone }, domainName).join('\n'),
  }));
}

/** As in a zone file. A CNAME cannot stand at the apex of a zone. */
export function aliasRecordLines(
  { alias, zone }: Pick<ContestedAlias, 'alias' | 'zone'>,
  domainName: string,
): string[] {
  if (alias !== zone) return [`${alias} CNAME ${domainName}`];
  return ['A', 'AAAA'].map((type) => `${alias} ${type} ALIAS ${domainName}`);
}
