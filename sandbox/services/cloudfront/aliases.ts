/**
 * Aliases are unique over all accounts, and may not be taken while their DNS leads to somebody else: the two reasons
 * of CNAMEAlreadyExists.
 */
import type { Resolver } from '../../parts.ts';
import { AwsError } from '../../wire/service.ts';
import type { Endpoints } from './endpoints.ts';
import type { Registry } from './registry.ts';
import type { Resource } from './resource.ts';

/** Quota: alternate domain names per distribution (CloudFront quotas page). */
export const mostAliases = 100;

/** A domain name of at least two labels; a wildcard may stand for the first one only. */
export function isAlias(text: string): boolean {
  return (
    text.length <= 253 &&
    /^(\*|[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)+$/.test(text)
  );
}

/** @throws AwsError InvalidArgument when it is no domain name */
export function acceptAlias(text: string | undefined): string {
  const alias = text?.toLowerCase() ?? '';
  if (isAlias(alias)) return alias;
  throw new AwsError('InvalidArgument', 'The domain name is not valid.');
}

/**
 * Do two aliases meet? Equal, or one is a wildcard above the other: as an alias `*.example.com` stands for names of any
 * depth (CloudFront, wildcards in alternate domain names). Overlap is listed, but only equality is a conflict: since
 * July 2021 a wildcard elsewhere does not keep anybody from adding a name under it.
 */
export function overlaps(one: string, other: string): boolean {
  return one === other || isAbove(one, other) || isAbove(other, one);
}

function isAbove(wildcard: string, name: string): boolean {
  return wildcard.startsWith('*.') && name.endsWith(wildcard.slice(1));
}

/**
 * When the DNS of a new alias counts. One report (2026) has the DNS message where a holder existed too, others have
 * the holder's: so it is a choice.
 * - `off`: never.
 * - `unheld-only`: where nobody holds any of the new aliases.
 * - `first`: before anybody looks for a holder, so that it can hide one.
 */
export type DnsCheck = 'off' | 'unheld-only' | 'first';

export const heldElsewhere =
  'One or more of the CNAMEs you provided are already associated with a different resource.';

export const dnsPointsElsewhere =
  'One or more aliases specified for the distribution includes an incorrectly configured DNS record that points to ' +
  'another CloudFront distribution. You must update the DNS record to correct the problem. For more information, see ' +
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html#alternate-domain-names-restrictions';

export interface AliasRules {
  /** The new aliases whose DNS leads to another distribution. Ask before the decision: it takes its time. */
  findMisdirected(added: readonly string[], endpoint: string | undefined): Promise<ReadonlySet<string>>;
  /**
   * Decides and returns at once, so that nothing comes between the decision and the change.
   * @throws AwsError CNAMEAlreadyExists (409)
   */
  mayAdd(added: readonly string[], misdirected: ReadonlySet<string>, to: Resource | undefined): void;
}

export function createAliasRules(parts: {
  registry: Registry;
  endpoints: Endpoints;
  resolver: Resolver;
  dnsCheck: DnsCheck;
}): AliasRules {
  const { registry, endpoints, resolver, dnsCheck } = parts;

  async function leadsElsewhere(alias: string, own: string | undefined): Promise<boolean> {
    const { records } = await resolver.resolve(alias, 'A');
    return records.some(({ type, value }) => {
      // A name that no distribution has any more is as wrong as somebody else's: a stale record is a known cause.
      const endpoint = type === 'CNAME' && value.endsWith('.cloudfront.net') ? value : endpoints.at(value);
      return endpoint !== undefined && endpoint !== own;
    });
  }

  return {
    async findMisdirected(added, endpoint) {
      if (dnsCheck === 'off') return new Set();
      if (dnsCheck === 'unheld-only' && added.some((alias) => registry.holderOf(alias))) return new Set();
      const found = await Promise.all(added.map((alias) => leadsElsewhere(alias, endpoint)));
      return new Set(added.filter((_, index) => found[index]));
    },

    mayAdd(added, misdirected, to) {
      const held = added.some((alias) => {
        const holder = registry.holderOf(alias);
        return holder !== undefined && holder !== to;
      });
      if (misdirected.size > 0 && (dnsCheck === 'first' || !held)) {
        throw new AwsError('CNAMEAlreadyExists', dnsPointsElsewhere, 409);
      }
      if (held) throw new AwsError('CNAMEAlreadyExists', heldElsewhere, 409);
    },
  };
}
