/** The chain of causes in English. Its sentences are the document's. */
import type { ChainWords, Language } from '../language.ts';
import { namesNow } from '../names.ts';
import { naming } from './naming.ts';

export const chain: ChainWords = {
  names: {
    call: 'Failed call',
    conflict: 'Conflict',
    proof: 'Ownership proof',
    'alias-record': 'DNS record of the alias',
    certificate: 'Certificate',
    move: 'Move',
    addition: 'Addition',
    case: 'Support case',
    confirmation: 'Arrival',
  },
  startedByHand: 'Started by hand',
  reason: ({ reason }) => reason,
};

export const summary: Language['summary'] = ({ remediation }, links) => {
  const { diagnosis, incident } = remediation;
  const target = diagnosis?.target?.id ?? ('id' in incident.target ? incident.target.id : '');
  const names = naming.inTitle(namesNow(remediation));
  return `${target ? `${names} → ${target}` : names}: ${standing(links, remediation.dryRun)}`;
};

function standing(links: Parameters<Language['summary']>[1], dryRun: boolean | undefined): string {
  const failed = links.find(({ state }) => state === 'failed');
  if (failed) return `stopped at: ${chain.names[failed.name]}`;
  const waiting = links.filter(({ state }) => state === 'waiting').map(({ name }) => chain.names[name]);
  if (waiting.length > 0) return `waits for: ${waiting.join(', ')}`;
  if (dryRun) return 'the dry run is over';
  return links.some(({ name }) => name === 'confirmation') ? 'arrived' : 'over';
}
