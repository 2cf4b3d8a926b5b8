/** Which aliases a message is about. What they are called in a sentence is a matter of language. */
import type { ContestedAlias, Remediation } from '../document.ts';
import { readable } from '../instant.ts';
import { newlyMoved } from '../move-news.ts';
import { awaited } from '../steps/established.ts';

type Document = Pick<Remediation, 'diagnosis' | 'incident'>;

/** Those that it is about now. */
export function namesNow({ diagnosis, incident }: Document): string[] {
  const contested = namesOf(diagnosis?.aliases);
  return contested.length > 0 ? contested : incident.aliases;
}

/** From its beginning to its end: those that have arrived, those that it is about now, and those whose turn comes. */
export function contestedInAll({ diagnosis }: Pick<Remediation, 'diagnosis'>): ContestedAlias[] {
  const { arrived = [], aliases = [], free = [] } = diagnosis ?? {};
  return [...arrived, ...aliases, ...free];
}

/** Their names, in the order of the call. Until the diagnosis, all that was asked for. */
export function namesInAll({ diagnosis, incident }: Document): string[] {
  const contested = namesOf(contestedInAll({ diagnosis }));
  return contested.length > 0
    ? incident.aliases.filter((alias) => contested.includes(alias))
    : incident.aliases;
}

/** Those that are not on the target yet, where others of the same remediation are. */
export function awaitedNames(remediation: Remediation): string[] {
  const rest = remediation.diagnosis?.target ? namesOf(awaited(remediation)) : [];
  return rest.length > 0 ? rest : namesNow(remediation);
}

/** Those that a look at the ownership proof was about. */
export function provenNames({ proof, ...remediation }: Remediation): string[] {
  const looked = proof?.aliases.map(({ alias }) => alias) ?? [];
  return looked.length > 0 ? looked : namesNow(remediation);
}

/** Those that came to the target since people were told last, by whatever hands. */
export function movedOnes({ diagnosis, move }: Remediation): ContestedAlias[] {
  const news = newlyMoved(move);
  return (diagnosis?.aliases ?? []).filter(({ alias }) => news.length === 0 || news.includes(alias));
}

export function namesOf(aliases: readonly { alias: string }[] = []): string[] {
  return aliases.map(({ alias }) => alias);
}

/** The id alone: for commands, and for sentences that have said what it is. */
export function targetId({ diagnosis, incident }: Document): string | undefined {
  return diagnosis?.target?.id ?? ('id' in incident.target ? incident.target.id : undefined);
}

/** They were held when the remediation began, and the record was asked for. */
export function wereAskedToProve({ diagnosis, proof }: Remediation): boolean {
  const free = namesOf(diagnosis?.aliases);
  return proof?.aliases.some(({ alias }) => free.includes(alias)) ?? false;
}

/** Somebody can let each of them go without AWS: it is a custom domain name of theirs in another service. */
export function areCustomDomainNames({ diagnosis }: Remediation): boolean {
  const aliases = diagnosis?.aliases ?? [];
  return aliases.length > 0 && aliases.every(({ holder }) => holder?.keptBy !== undefined);
}

/** Empty, and so left out, when there is nothing to say. */
export function when(instant: string | undefined): string {
  return instant === undefined ? '' : readable(instant);
}
