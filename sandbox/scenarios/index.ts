/** Every scenario, the default first. */
import type { Scenario } from '../rehearsal/scenario.ts';
import { certificateLater } from './certificate-later.ts';
import { nothingToDo } from './nothing-to-do.ts';
import { otherAccount } from './other-account.ts';
import { recordLate } from './record-late.ts';
import { retryByHand } from './retry-by-hand.ts';
import { sameAccount } from './same-account.ts';

export const DEFAULT = otherAccount;

export const SCENARIOS: readonly Scenario[] = [
  otherAccount,
  sameAccount,
  certificateLater,
  recordLate,
  nothingToDo,
  retryByHand,
];
