/**
 * Is the conflict gone by itself? Its holder can let an alias go while AWS Support is still asked for it. CloudFront's
 * listing tells: but an empty one means something only where somebody was listed before, since it shows no hidden
 * distributions of other services.
 */
import type { ContestedAlias, Remediation } from '../document.ts';
import type { CloudFront } from '../ports.ts';
import { countsAsReleased } from '../release.ts';
import { contest } from './established.ts';

export interface HoldersLook {
  /** Aliases that somebody was seen to hold, at the diagnosis or since. */
  held: string[];
  /** All of them were held, and nobody holds any of them now, as far as the listing is believed. */
  released: boolean;
  /** Nobody else holds them because they are on the target by now. */
  arrived: boolean;
}

/** `aliases`: those that were not on the target just now. */
export async function watchHolders(
  cloudfront: Pick<CloudFront, 'holders' | 'target'>,
  remediation: Remediation,
  aliases: readonly ContestedAlias[],
): Promise<HoldersLook> {
  const { target } = contest(remediation);
  const seen = isContradicted(remediation) ? [] : (remediation.case?.held ?? []);
  const looks = await Promise.all(
    aliases.map(async ({ alias, holder }) => {
      const now = await cloudfront.holders(alias, target);
      const heldNow = now.listed && now.holders.length > 0;
      const before = holder !== undefined || seen.includes(alias);
      return { alias, held: before || heldNow, released: before && now.listed && !heldNow };
    }),
  );
  const held = looks.filter((look) => look.held).map(({ alias }) => alias);
  const free =
    looks.length > 0 && looks.every(({ released }) => released) && countsAsReleased(remediation.case);
  if (!free) return { held, released: false, arrived: false };
  // AWS may have moved them between the look at the target and the listing.
  const there = (await cloudfront.target(target)).aliases;
  const arrived = aliases.every(({ alias }) => there.includes(alias));
  return { held, released: !arrived, arrived };
}

/** Aliases that somebody was seen to hold: at the last diagnosis, or while AWS Support was asked. */
export function onceHeld({ diagnosis, case: supportCase }: Remediation): string[] {
  const held = (diagnosis?.aliases ?? []).filter(({ holder }) => holder).map(({ alias }) => alias);
  return [...held, ...(supportCase?.held ?? [])];
}

/**
 * CloudFront refused the update because somebody has it, after the listing showed nobody: then its word counts. Until AWS
 * Support was asked again, or a holder of one of them showed up at the diagnosis since: that one explains it.
 */
export function isContradicted({ case: supportCase, addition, diagnosis }: Remediation): boolean {
  if (addition?.verdict !== 'held' || addition.checkedAt < (supportCase?.checkedAt ?? '')) return false;
  const since = diagnosis !== undefined && diagnosis.checkedAt > addition.checkedAt;
  return !(
    since && diagnosis.aliases.some(({ alias, holder }) => holder && addition.aliases.includes(alias))
  );
}
