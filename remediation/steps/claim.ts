/** An execution acts only on aliases that are still its own: a newer one may have taken over after a failure. */
import type { ContestedAlias } from '../document.ts';
import { AliasClaimed } from '../errors.ts';
import type { Ledger } from '../ports.ts';

/** @throws AliasClaimed when another execution has taken one of the aliases over. */
export async function holdClaim(
  ledger: Pick<Ledger, 'claimOf'>,
  aliases: ContestedAlias[],
  execution: string,
): Promise<void> {
  for (const { alias } of aliases) {
    const claim = await ledger.claimOf(alias);
    if (claim && claim.execution !== execution) throw new AliasClaimed(alias, claim);
  }
}
