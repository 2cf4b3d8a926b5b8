/** How a message names what it is about. */
import type { ContestedAlias, Remediation } from '../document.ts';
import { holderInFull } from '../holder-words.ts';
import { readable } from '../instant.ts';
import { newlyMoved } from '../move-news.ts';
import { awaited } from '../steps/established.ts';
import { targetInFull } from '../target-words.ts';
import { listed } from '../wording.ts';

/** Those that it is about now. */
export function names({ diagnosis, incident }: Pick<Remediation, 'diagnosis' | 'incident'>): string {
  const contested = diagnosis?.aliases.map(({ alias }) => alias) ?? [];
  return inTitle(contested.length > 0 ? contested : incident.aliases);
}

/** Those that are not on the target yet, where others of the same remediation are. */
export function awaitedNames(remediation: Remediation): string {
  const rest = remediation.diagnosis?.target ? awaited(remediation).map(({ alias }) => alias) : [];
  return rest.length > 0 ? inTitle(rest) : names(remediation);
}

/** Those that a look at the ownership proof was about. */
export function provenNames({ proof, ...remediation }: Remediation): string {
  const looked = proof?.aliases.map(({ alias }) => alias) ?? [];
  return looked.length > 0 ? inTitle(looked) : names(remediation);
}

/** Those that came to the target since people were told last, by whatever hands. */
export function movedOnes({ diagnosis, move }: Remediation): ContestedAlias[] {
  const news = newlyMoved(move);
  return (diagnosis?.aliases ?? []).filter(({ alias }) => news.length === 0 || news.includes(alias));
}

const NAMES_IN_TITLE = 2;

/** In a title only the first are named. */
export function inTitle(aliases: readonly string[]): string {
  return aliases.length > 0 ? listed(aliases, NAMES_IN_TITLE) : 'Unknown aliases';
}

export function targetOf({ diagnosis, incident }: Remediation): string {
  const { target } = diagnosis ?? {};
  if (target) return targetInFull(target);
  return 'id' in incident.target ? incident.target.id : 'unknown';
}

export function holdersOf(aliases: readonly ContestedAlias[] = []): string {
  const holders = aliases.map(({ holder }) => (holder ? holderInFull(holder) : 'not visible to us'));
  return [...new Set(holders)].join('; ');
}

/** Empty, and so left out, when there is nothing to say. */
export function when(instant: string | undefined): string {
  return instant === undefined ? '' : readable(instant);
}
