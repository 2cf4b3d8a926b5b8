/**
 * What a function may do with a service in which something can be changed. Beside its role, and whatever its step decides: a
 * client that may only look sends nothing else. So in a dry run there is no client at all that could act.
 */
import type { MetadataBearer, Pluggable } from '@smithy/types';
import { DryRunRefused } from '../../remediation/errors.ts';

export type Permit = 'look' | 'act';

/** By what they begin with, AWS names its calls that only read. Whatever has another name is not sent: it may be new. */
const LOOKING = /^(Get|List|Describe)[A-Z]/;

export const lookOnly: Pluggable<object, MetadataBearer> = {
  applyToStack: (stack) =>
    stack.add(
      (next, { commandName = 'A call without a name' }) =>
        async (args) => {
          if (LOOKING.test(commandName)) return next(args);
          throw new DryRunRefused(commandName.replace(/Command$/, ''));
        },
      { step: 'initialize', name: 'lookOnly' },
    ),
};
