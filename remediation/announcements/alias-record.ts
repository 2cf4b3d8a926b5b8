/** What is told of the aliases' own DNS records: as they have to be, and what remains for people once an alias has arrived. */
import type { Remediation } from '../document.ts';
import type { Message } from './message.ts';
import { holdersOf, inTitle, movedOnes } from './names.ts';

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
  const notAdded = all.filter(({ alias }) => !added.includes(alias));
  const brought = diagnosis?.verdict === 'arrived' ? movedOnes(remediation) : [];
  const moved = notAdded.filter((each) => !brought.includes(each));
  const lost = notAdded.filter((each) => moved.includes(each) || each.holder);
  const one = all.length === 1;
  const set = others.length > 0 ? [`set the DNS record${others.length === 1 ? '' : 's'} below`] : [];
  const declare = `declare the alias${one ? '' : 'es'} in the target's infrastructure code`;
  const whose = lost.length < all.length ? inTitle(lost.map(({ alias }) => alias)) : one ? 'it' : 'them';
  return {
    text: [
      confirmation?.reason ?? '',
      moved.length > 0
        ? `Traffic for ${inTitle(moved.map(({ alias }) => alias))} switched with the move, whatever DNS says.`
        : '',
      others.length > 0
        ? ''
        : `${one ? 'Its DNS record leads' : 'Their DNS records lead'} to the target already.`,
      'What remains is yours:',
      lost.length === 0
        ? `${[...set, declare].join(', and ')}.`
        : `${[...set, declare].join(', ')}, and take ${whose} out of the former holder's: the next deployment of either would undo ${moved.length > 0 ? 'the move' : 'that'}.`,
    ]
      .filter(Boolean)
      .join(' '),
    facts: [
      ...(lost.length > 0 ? [['Before on', holdersOf(lost)] satisfies [string, string]] : []),
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
