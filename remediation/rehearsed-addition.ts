/** What a dry run says in the place of the update that adds the aliases. Pure. */
import type { TargetId } from './document.ts';
import { updateCall } from './target-words.ts';
import { listed } from './wording.ts';

export function rehearsedAddition(aliases: readonly string[], target: TargetId): string {
  return `${updateCall(target)} would be called for ${target.id}, with ${listed(aliases)} added to its aliases and everything else as it is. CloudFront has the last word on whether a record is still in the way.`;
}
