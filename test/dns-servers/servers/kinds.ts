/** The kinds of authoritative servers, for tables of tests. */
import type { StartAuthoritative } from './authoritative.ts';
import { startBind } from './bind.ts';
import { startKnot } from './knot.ts';
import { startNsd } from './nsd.ts';
import { startPowerdns } from './powerdns.ts';

export const START = {
  bind: startBind,
  knot: startKnot,
  nsd: startNsd,
  powerdns: startPowerdns,
} satisfies Record<string, StartAuthoritative>;

export type Kind = keyof typeof START;

export const KINDS: readonly Kind[] = ['bind', 'knot', 'nsd', 'powerdns'];
