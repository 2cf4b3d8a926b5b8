/** The aliases of the failed call, as far as they are known. */
import type { ContestedAlias, Holder, Remediation } from '../../document.ts';
import { movedNames } from '../../move-news.ts';
import { moveSinceDiagnosis } from '../../steps/established.ts';
import type { MachineForm } from './schema.ts';

type Alias = MachineForm['aliases'][number];

/** Those that this is about first; then those that were there already, or of which nothing is known. */
export function aliasesOf(remediation: Remediation): Alias[] {
  const { diagnosis, incident } = remediation;
  const there = onTarget(remediation);
  const looked = [...(diagnosis?.aliases ?? []), ...(diagnosis?.free ?? []), ...(diagnosis?.arrived ?? [])];
  const known = new Set(looked.map(({ alias }) => alias));
  return [
    ...looked.map((each) => described(each, there.has(each.alias))),
    ...incident.aliases
      .filter((name) => !known.has(name))
      // Of those that the call asked for, the diagnosis leaves out what the target has.
      .map((name) => ({ name, onTarget: diagnosis?.target !== undefined })),
  ];
}

function described({ alias, zone, holder }: ContestedAlias, onTarget: boolean): Alias {
  return { name: alias, onTarget, zone, ...(holder && { holder: holderOf(holder) }) };
}

function holderOf({ resourceType, resourceId, accountId, keptBy }: Holder): Alias['holder'] {
  return { resourceType, resourceId, accountId, ...(keptBy && { service: keptBy.service }) };
}

function onTarget(remediation: Remediation): ReadonlySet<string> {
  const { diagnosis, addition, confirmation } = remediation;
  return new Set([
    ...(diagnosis?.arrived ?? []).map(({ alias }) => alias),
    ...movedNames(moveSinceDiagnosis(remediation)),
    ...(addition?.verdict === 'added' ? addition.aliases : []),
    ...(confirmation?.verdict === 'confirmed' ? confirmation.aliases : []),
  ]);
}
