/** What stays in the world when a remediation is stopped before its end, and what to do about it. Pure. */
import type { Remediation } from './document.ts';
import { movedNames } from './move-news.ts';
import { caseName, listed, theyAre } from './wording.ts';

export function remains(remediation: Remediation): string[] {
  const { diagnosis, proof, move, addition, case: asked } = remediation;
  const arrived = [...movedNames(move), ...(addition?.verdict === 'added' ? addition.aliases : [])];
  const there = proof?.aliases.filter(({ servers }) => servers.some(({ verdict }) => verdict === 'match'));
  return [
    ...(arrived.length > 0
      ? [`${theyAre(arrived)} on ${diagnosis?.target?.id ?? 'the target'} by now, and will stay there.`]
      : []),
    ...(asked?.caseId
      ? [`${caseName(asked)} stays open: close it, or AWS Support may still move the alias.`]
      : []),
    ...(there && there.length > 0
      ? [
          `In DNS stays ${listed(there.map(({ record }) => `${record.name} ${record.type}`))}: delete it, since it is the consent to the move.`,
        ]
      : []),
  ];
}
