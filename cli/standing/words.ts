/** Where a remediation stands, in the words of a table. */
import { printable } from '../terminal/printable.ts';
import type { Paint } from '../terminal/terminal.ts';
import type { RemediationSummary, Whereabouts } from './summary.ts';

const WORDS: Record<Whereabouts, string> = {
  diagnosing: 'being diagnosed',
  'waiting-for-dns': 'waiting for DNS',
  'waiting-for-certificate': 'waiting for a certificate',
  'waiting-for-dns-and-certificate': 'waiting for DNS, certificate',
  'waiting-for-support': 'waiting for AWS Support',
  moving: 'moving',
  adding: 'being added',
  deploying: 'moved, being deployed',
  arrived: 'arrived',
  'nothing-to-do': 'nothing to do',
  'dry-run-finished': 'finished',
  'no-target': 'there is no target yet',
  'details-omitted': 'not known what for',
  failed: 'failed',
  stopped: 'stopped',
  unknown: 'no remediation',
};

type Shown = Pick<RemediationSummary, 'standing' | 'error' | 'dryRun' | 'needsPerson'>;

export function standingWords({ standing, error, dryRun }: Shown): string {
  const words = error ? `${WORDS[standing]}: ${printable(error)}` : WORDS[standing];
  return dryRun ? `dry run: ${words}` : words;
}

/** One character: whether it is well, under way, in need of a person, or over without having arrived. */
export function mark({ standing, needsPerson }: Shown, paint: Paint): string {
  if (standing === 'failed') return paint.red('✗');
  if (needsPerson) return paint.yellow('!');
  switch (standing) {
    case 'arrived':
    case 'dry-run-finished':
    case 'nothing-to-do':
      return paint.green('✓');
    case 'stopped':
    case 'unknown':
      return paint.dim('·');
    default:
      return paint.yellow('…');
  }
}

/** Of an execution: `timed out`, from `TIMED_OUT`. */
export function statusWords(status: string): string {
  return status.toLowerCase().replace('_', ' ');
}
