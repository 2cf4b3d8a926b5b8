/** A chain in one line. */
import { chainOf, type Ended, type Link } from '../../remediation/chain.ts';
import type { Remediation } from '../../remediation/document.ts';

const MARKS: Record<Link['state'], string> = { done: '+', waiting: '~', failed: '!', ahead: '-' };

export function marks(document: Remediation, ended?: Ended): string {
  return chainOf(document, ended)
    .map(({ name, state }) => `${MARKS[state]}${name}`)
    .join(' ');
}
