/** What public resolvers say about a TXT record. They remember a miss, so they come last. */
import type { ResolverAnswer } from '../../remediation/ports.ts';
import { readResolverAnswer } from './read-answer.ts';
import type { Resolver } from './resolver.ts';

/**
 * `byHttps` are asked where none of `byAddress` answers, as when port 53 is closed. `name` in lower case; `follow`: whether
 * what is found by way of a CNAME counts. Never throws.
 */
export async function crossCheck(
  { byAddress, byHttps }: { byAddress: readonly Resolver[]; byHttps: readonly Resolver[] },
  name: string,
  follow: boolean,
): Promise<ResolverAnswer[]> {
  const answers = await askEach(byAddress, name, follow);
  const silent = answers.every(({ answer }) => answer.kind === 'unreachable');
  return silent ? [...answers, ...(await askEach(byHttps, name, follow))] : answers;
}

/** As `crossCheck`. */
export function askEach(
  resolvers: readonly Resolver[],
  name: string,
  follow: boolean,
): Promise<ResolverAnswer[]> {
  return Promise.all(
    resolvers.map(async (resolver): Promise<ResolverAnswer> => {
      const outcome = await resolver.ask(name, 'TXT').catch((error: Error) => error);
      const answer =
        outcome instanceof Error
          ? { kind: 'unreachable' as const, why: outcome.message }
          : readResolverAnswer(outcome, name, follow);
      return { resolver: resolver.name, answer };
    }),
  );
}
