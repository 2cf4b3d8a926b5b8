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
  return aliases.map(({ alias, zone }) =>
    // A CNAME cannot stand at the apex of a zone.
    alias === zone
      ? {
          caption: captions.apexRecord,
          text: ['A', 'AAAA'].map((type) => `${alias} ${type} ALIAS ${domainName}`).join('\n'),
        }
      : { caption: captions.aliasRecord(zone), text: `${alias} CNAME ${domainName}` },
  );
}
