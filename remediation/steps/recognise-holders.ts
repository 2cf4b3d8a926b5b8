/** Whose the masked ids are that CloudFront lists: our own, those of a service of AWS, or somebody else's. */
import type { ContestedAlias, Holder } from '../document.ts';
import { keptBy } from '../hidden-distribution.ts';
import { masks, unmasked } from '../masking.ts';
import type { Certificates, CloudFront } from '../ports.ts';

interface Ports {
  cloudfront: Pick<CloudFront, 'ownResources'>;
  certificates: Pick<Certificates, 'users'>;
}

/** `account`: ours. */
export async function recognised(
  { cloudfront, certificates }: Ports,
  account: string,
  missing: ContestedAlias[],
): Promise<ContestedAlias[]> {
  // Our own are listed only when there may be one among the holders.
  const mayBeOurs = missing.some(({ holder }) => holder && masks(holder.accountId, account));
  const own = mayBeOurs ? await cloudfront.ownResources() : [];
  const holders = new Map<string, Holder>();
  for (const { alias, holder } of missing)
    if (holder) holders.set(alias, unmasked(holder, alias, account, own));
  const foreign = [...holders].filter(([, { accountId }]) => accountId !== account).map(([alias]) => alias);
  const users = foreign.length > 0 ? await certificates.users(foreign) : undefined;
  return missing.map((contested) => {
    const holder = holders.get(contested.alias);
    if (!holder) return contested;
    const by = keptBy(holder, account, users?.get(contested.alias) ?? []);
    return { ...contested, holder: by ? { ...holder, keptBy: by } : holder };
  });
}
