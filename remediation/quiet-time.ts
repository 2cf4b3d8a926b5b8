/**
 * Until when a cache somewhere can hold something older than the proof. We see the servers only now and then, so what
 * they said at one look may have been said, and cached, up to the next.
 */

/** What one look at the servers tells about caches; instants in epoch milliseconds, durations in seconds. */
export interface Look {
  at: number;
  /** How long a miss is cached: `negativeTtl`. */
  negativeTtl: number;
  /** Longest TTL of what servers gave instead of the proof, if any did. */
  oldValueTtl: number | undefined;
}

/** What the look before left behind. */
export interface EarlierLook extends Omit<Look, 'at'> {
  /** Until when caches can hold what was said up to then. */
  staleUntil: number;
}

/**
 * RFC 2308 section 5, as RFC 9077 sums it up: the smaller of the SOA record's own TTL and its MINIMUM field.
 */
export function negativeTtl(zone: { soaTtl: number; soaMinimum: number }): number {
  return Math.min(zone.soaTtl, zone.soaMinimum);
}

/**
 * Anything but the proof that was said since the look before can have been cached at the latest now, for as long as
 * either look shows. What was said earlier still runs out by itself, as `earlier.staleUntil` knows.
 */
export function staleUntil(look: Look, earlier: EarlierLook | undefined): number {
  const seconds = Math.max(cachedFor(look), earlier ? cachedFor(earlier) : 0);
  const kept = seconds > 0 ? seconds + SLACK_SECONDS : 0;
  return Math.max(look.at + kept * 1000, earlier?.staleUntil ?? 0);
}

/**
 * Caches count whole seconds: Unbound keeps an answer to the end of the second in which its TTL runs out (test/dns-servers
 * shows it). And the TTL begins when the answer arrives, which can be a moment after we have seen the server say better.
 */
const SLACK_SECONDS = 2;

/**
 * Resolvers are to keep nothing longer than a week, whatever its TTL says (RFC 8767 section 4). Without the cap a slip
 * of the keyboard in a zone file would make us wait for years.
 */
const LONGEST_CACHED_SECONDS = 604_800;

/** Always also a miss: an edit that deletes and creates leaves a gap that no look need have seen. */
function cachedFor({ negativeTtl, oldValueTtl }: Omit<Look, 'at'>): number {
  return Math.min(LONGEST_CACHED_SECONDS, Math.max(negativeTtl, oldValueTtl ?? 0));
}
