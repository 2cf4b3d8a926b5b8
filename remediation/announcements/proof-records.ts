/** The TXT records that are asked for. */
import type { ContestedAlias } from '../document.ts';
import { recordLine } from '../proof-record.ts';
import type { Language } from './language.ts';
import type { Message } from './message.ts';

export function proofRecords(
  aliases: readonly Pick<ContestedAlias, 'record' | 'zone'>[],
  { captions }: Language,
): Message['copy'] {
  return aliases.map(({ record, zone }) => ({ caption: captions.record(zone), text: recordLine(record) }));
}
