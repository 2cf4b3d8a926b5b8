/** At the end: how each alias came to the target, and where DNS leads it. */
import type { ContestedAlias, Remediation } from '../document.ts';
import { movedNames } from '../move-news.ts';
import { movedOnes, namesOf } from './names.ts';

export interface Whereabouts {
  all: string[];
  /** Moved by this remediation: traffic switched with it. */
  moved: string[];
  /** Somebody else had them. */
  lost: ContestedAlias[];
  /** Those that DNS does not lead to the target, as far as is known. */
  others: ContestedAlias[];
}

export function whereabouts(remediation: Remediation): Whereabouts {
  const { confirmation, diagnosis, addition, move } = remediation;
  const known = [
    ...(diagnosis?.arrived ?? []),
    ...(diagnosis?.aliases ?? []),
    // What nobody held may have been brought by other hands before it was its turn.
    ...(diagnosis?.free ?? []).filter(({ alias }) => confirmation?.aliases.includes(alias)),
  ];
  const leading = new Set(
    (confirmation?.records ?? []).flatMap(({ alias, leads }) => (leads === 'target' ? [alias] : [])),
  );
  const added = addition?.verdict === 'added' ? addition.aliases : [];
  const brought = diagnosis?.verdict === 'arrived' ? namesOf(movedOnes(remediation)) : [];
  const byUs = movedNames(move);
  // Of a round before the last, only who held it is known: what nobody held was added.
  const isLost = ({ alias, holder }: ContestedAlias) =>
    !added.includes(alias) && (holder !== undefined || byUs.includes(alias));
  const lost = known.filter(isLost).filter(({ alias, holder }) => holder || !brought.includes(alias));
  return {
    all: namesOf(known),
    moved: namesOf(lost).filter((alias) => !brought.includes(alias)),
    lost,
    others: known.filter(({ alias }) => !leading.has(alias)),
  };
}
