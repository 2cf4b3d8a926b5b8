/** Asking through recursive resolvers, one after the other until one answers. */
import { DnsUnavailable } from '../../remediation/errors.ts';
import type { Message, QuestionType } from './message.ts';
import type { Resolver } from './resolver.ts';

/** @throws DnsUnavailable */
export type Resolve = (name: string, type: QuestionType) => Promise<Message>;

/** NOERROR and NXDOMAIN say what is; everything else says that this resolver does not know. */
export function createResolve(resolvers: readonly Resolver[]): Resolve {
  return async (name, type) => {
    const failures: string[] = [];
    for (const resolver of resolvers) {
      const outcome = await resolver.ask(name, type).catch((error: Error) => error);
      if (outcome instanceof Error) {
        failures.push(`${resolver.name}: ${outcome.message}`);
      } else if (outcome.rcode === 'NOERROR' || outcome.rcode === 'NXDOMAIN') {
        return outcome;
      } else {
        failures.push(`${resolver.name}: ${outcome.rcode}`);
      }
    }
    throw new DnsUnavailable(
      `No resolver answers when asked for ${type} of ${name} (${failures.join('; ')}). SERVFAIL as a rule means that the name servers of the zone do not answer for it.`,
    );
  };
}
