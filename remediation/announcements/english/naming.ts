/** How things are called in English. */
import { holderInFull } from '../../holder-words.ts';
import { targetInFull } from '../../target-words.ts';
import { listed } from '../../wording.ts';
import { inTitle } from '../in-title.ts';
import type { Naming } from '../language.ts';

export const naming: Naming = {
  inTitle: (aliases) => (aliases.length > 0 ? inTitle(aliases, listed) : 'Unknown aliases'),
  target: targetInFull,
  unknownTarget: 'unknown',
  holder: (holder) => (holder ? holderInFull(holder) : 'not visible to us'),
  betweenHolders: '; ',
  call: (action, caller) => `${action} by ${caller}`,
  caseStatus: (status) => status,
  dns: ({ alias, detail }) => `${alias} ${detail}`,
};

/** `it`, `them` */
export function them(names: readonly unknown[]): string {
  return names.length === 1 ? 'it' : 'them';
}

/** `15 minutes`, `10 days`, in the largest unit of which it is a whole number. */
export function duration(seconds: number): string {
  const units: [name: string, length: number][] = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ];
  const [name, length] = units.find(([, each]) => seconds % each === 0) ?? ['second', 1];
  const count = seconds / length;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
