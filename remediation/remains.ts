/** What stays in the world when a remediation is stopped before its end, and what to do about it. Pure. */
import type { Remediation } from './document.ts';
import { movedNames } from './move-news.ts';
import { caseName, listed, theyAre } from './wording.ts';

export function remains(remediation: Remediation): string[] {
  const { diagnosis, proof, move, addition, case: asked } = remediation;
  const arrived = [...movedNames(move), ...(addition?.verdict === 'added' ? addition.aliases : [])];
  const records = recordsThatStay(proof);
  return [
    ...(arrived.length > 0
      ? [`${theyAre(arrived)} on ${diagnosis?.target?.id ?? 'the target'} by now, and will stay there.`]
      : []),
    ...(asked?.caseId
      ? [`${caseName(asked)} stays open: close it, or AWS Support may still move the alias.`]
      : []),
    ...(records.length > 0 ? [consentThatStays(records)] : []),
  ];
}

/** Names of TXT records that some server had at the last look. */
export function recordsThatStay(proof: Remediation['proof']): string[] {
  const there = proof?.aliases.filter(({ servers }) => servers.some(({ verdict }) => verdict === 'match'));
  return there?.map(({ record }) => record.name) ?? [];
}

export function consentThatStays(records: readonly string[]): string {
  const one = records.length === 1;
  return `${listed(records)} TXT ${one ? 'stays' : 'stay'} in DNS: delete ${one ? 'it, since it is' : 'them, since they are'} the consent to the move.`;
}
