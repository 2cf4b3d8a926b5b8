/** Whose the masked ids are that CloudFront lists: our own, those of a service of AWS, or somebody else's. */
import type { ContestedAlias, Holder } from '../document.ts';
import { keptBy } from '../hidden-distribution.ts';
import { masks, unmasked } from '../masking.ts';
import type { Certificates, CloudFront } from '../ports.ts';

interface Ports {
  cloudfront: CloudFront;
  certificates: Certificates;
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
  return Promise.all(
    missing.map(async ({ holder: masked, ...contested }) => {
      if (!masked) return contested;
      const holder = unmasked(masked, contested.alias, account, own);
      return {
        ...contested,
        holder:
          holder.accountId === account ? holder : await kept(certificates, holder, contested.alias, account),
      };
    }),
  );
}

async function kept(
  certificates: Certificates,
  holder: Holder,
  alias: string,
  account: string,
): Promise<Holder> {
  const by = keptBy(holder, account, await certificates.users(alias));
  return by ? { ...holder, keptBy: by } : holder;
}
