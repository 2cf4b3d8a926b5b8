/** What is told of the ownership proof: server by server. */
import type { AliasProof, Remediation } from '../document.ts';
import { serverTable } from '../server-table.ts';
import type { Language } from './language.ts';
import type { Message } from './message.ts';
import { when } from './names.ts';

/** A channel is no place for a hundred tables: the execution has them all. */
const TABLES_SHOWN = 3;
const TABLE_LINES = 16;

/** What each server said about an alias, after what `before` says of it. */
export function proofTables(
  proof: Remediation['proof'],
  { captions }: Language,
  verdict?: AliasProof['verdict'],
  before?: (alias: AliasProof) => Message['copy'][number],
): Message['copy'] {
  const aliases = (proof?.aliases ?? []).filter(
    (alias) => verdict === undefined || alias.verdict === verdict,
  );
  return aliases
    .slice(0, TABLES_SHOWN)
    .flatMap((alias) => [
      ...(before ? [before(alias)] : []),
      {
        caption: captions.serversSaid(alias.record.name, when(proof?.checkedAt)),
        text: serverTable(alias, TABLE_LINES).join('\n'),
      },
    ])
    .filter(({ text }) => text !== '');
}
