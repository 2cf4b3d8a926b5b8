/** What is told of the ownership proof: server by server. */
import type { Proof } from '../document.ts';
import { serverTable } from '../server-table.ts';
import type { Language } from './language.ts';
import type { Message } from './message.ts';
import { when } from './names.ts';

/** A channel is no place for a hundred tables: the execution has them all. */
const TABLES_SHOWN = 3;
const TABLE_LINES = 16;

export type Looked = Pick<Proof, 'aliases' | 'checkedAt'>;

/** What each server said about the first few aliases. */
export function proofTables({ aliases, checkedAt }: Looked, { captions }: Language): Message['copy'] {
  return aliases
    .slice(0, TABLES_SHOWN)
    .map((alias) => ({
      caption: captions.serversSaid(alias.record.name, when(checkedAt)),
      text: serverTable(alias, TABLE_LINES).join('\n'),
    }))
    .filter(({ text }) => text !== '');
}
