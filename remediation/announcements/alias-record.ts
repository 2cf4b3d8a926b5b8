/** What is told of the aliases' own DNS records: as they have to be, and what remains for people once an alias has arrived. */
import type { Remediation } from '../document.ts';
import type { Message } from './message.ts';
import { holdersOf, inTitle } from './names.ts';

/** Of a hundred aliases the first few; all are in the execution. */
const RECORDS_TOLD = 3;

/** What remains for people: the DNS record where it does not lead to the target yet, and what their code says. */
export function afterwards(remediation: Remediation): Pick<Message, 'text' | 'facts' | 'copy'> {
  const { confirmation, diagnosis, addition } = remediation;
  const records = confirmation?.records ?? [];
  const leading = new Set(records.flatMap(({ alias, leads }) => (leads === 'target' ? [alias] : [])));
  const all = [...(diagnosis?.arrived ?? []), ...(diagnosis?.aliases ?? [])];
  const others = all.filter(({ alias }) => !leading.has(alias));
  const added = addition?.verdict === 'added' ? addition.aliases : [];
  const moved = all.filter(({ alias }) => !added.includes(alias));
  return {
    text: [
      confirmation?.reason ?? '',
      moved.length > 0
        ? `Traffic for ${inTitle(moved.map(({ alias }) => alias))} switched with the move, whatever DNS says.`
        : '',
      others.length > 0
        ? 'What remains is yours: set the DNS record below, and'
        : 'Its DNS record leads to the target already. What remains is yours:',
      moved.length === 0
        ? "declare the alias in the target's infrastructure code."
        : "declare the alias in the target's infrastructure code and take it out of the former holder's: the next deployment of either would undo the move.",
    ]
      .filter(Boolean)
      .join(' '),
    facts: [
      ...(moved.length > 0 ? [['Before on', holdersOf(moved)] satisfies [string, string]] : []),
      ...records
        .slice(0, RECORDS_TOLD)
        .map(({ alias, detail }): [string, string] => ['DNS', `${alias} ${detail}`]),
    ],
    copy: others.map(({ alias, zone }) => recordAfterwards(remediation, alias, zone)),
  };
}

export function recordsAfterwards(remediation: Remediation): Message['copy'] {
  return (remediation.diagnosis?.aliases ?? []).map(({ alias, zone }) =>
    recordAfterwards(remediation, alias, zone),
  );
}

/** A CNAME cannot stand at the apex of a zone. Z2FDTNDATAQYW2 is CloudFront's, in every Route 53 alias record. */
function recordAfterwards({ diagnosis }: Remediation, alias: string, zone: string): Message['copy'][number] {
  const domainName = diagnosis?.target?.domainName;
  if (alias !== zone) {
    return { caption: `The record of the alias, in zone ${zone}`, text: `${alias} CNAME ${domainName}` };
  }
  return {
    caption:
      'The records of the alias, at the apex of its zone (Route 53: aliases, hosted zone Z2FDTNDATAQYW2)',
    text: ['A', 'AAAA'].map((type) => `${alias} ${type} ALIAS ${domainName}`).join('\n'),
  };
}
