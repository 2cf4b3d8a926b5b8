/** Whose stack is looked at. */
import { REGION } from '../stack.ts';
import type { Check } from './check.ts';
import { ok } from './finding.ts';

export const account: Check = {
  name: 'account',
  look: async ({ stack }) => [
    ok(
      `${stack.name} in ${REGION} of account ${stack.account}, asked as ${stack.caller.split(':').slice(5).join(':')}.`,
    ),
  ],
};
