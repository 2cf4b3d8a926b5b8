/** A model of the world's resolvers: each asks some server whenever somebody asks it, and keeps what it was told. */

/**
 * Caches count whole seconds: Unbound keeps an answer to the end of the second in which its TTL runs out. What is not to be
 * kept at all is not kept.
 */
export const kept = (ttl: number): number => (ttl > 0 ? ttl + 1 : 0);

/** What a server tells whoever asks: how long it is kept, seconds. `undefined`: no answer, so nothing is kept. */
export type Told = { proof: boolean; keptFor: number } | undefined;

/** One question of a client, at an instant in seconds; which server the resolver would turn to. */
export interface Asked {
  at: number;
  server: number;
}

/** What a resolver that was asked so, in this order of time, holds at an instant: `true` for the proof. */
export function heldAt(
  asked: readonly Asked[],
  instant: number,
  tell: (server: number, at: number) => Told,
): boolean | undefined {
  let held: { proof: boolean; until: number } | undefined;
  for (const { at, server } of asked.toSorted((one, other) => one.at - other.at)) {
    if (at >= instant) break;
    if (held && at < held.until) continue;
    const told = tell(server, at);
    held = told && { proof: told.proof, until: at + kept(told.keptFor) };
  }
  return held && instant < held.until ? held.proof : undefined;
}
