/** What a document names, in the words of a language. */
import type { ContestedAlias, Remediation } from '../document.ts';
import type { Language } from './language.ts';
import { targetId } from './names.ts';

export function targetIn(
  remediation: Pick<Remediation, 'diagnosis' | 'incident'>,
  { naming }: Language,
): string {
  const { target } = remediation.diagnosis ?? {};
  return target ? naming.target(target) : (targetId(remediation) ?? naming.unknownTarget);
}

/** Each once. */
export function holderOfEach(aliases: readonly ContestedAlias[] = [], { naming }: Language): string {
  return [...new Set(aliases.map(({ holder }) => naming.holder(holder)))].join(naming.betweenHolders);
}
