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
}

/** `aliases`: those that are not on the target. */
export async function watchHolders(
  cloudfront: CloudFront,
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
  return {
    held: looks.filter(({ held }) => held).map(({ alias }) => alias),
    released:
      looks.length > 0 && looks.every(({ released }) => released) && countsAsReleased(remediation.case),
  };
}

/** Aliases that somebody was seen to hold: at the last diagnosis, or while AWS Support was asked. */
export function onceHeld({ diagnosis, case: supportCase }: Remediation): string[] {
  const held = (diagnosis?.aliases ?? []).filter(({ holder }) => holder).map(({ alias }) => alias);
  return [...held, ...(supportCase?.held ?? [])];
}

/**
 * CloudFront refused the update because somebody has it, after the listing showed nobody: then its word counts. Until AWS
 * Support was asked again, or a holder showed up at the diagnosis since: that one explains it.
 */
export function isContradicted({ case: supportCase, addition, diagnosis }: Remediation): boolean {
  if (addition?.verdict !== 'held' || addition.checkedAt < (supportCase?.checkedAt ?? '')) return false;
  const since = diagnosis !== undefined && diagnosis.checkedAt > addition.checkedAt;
  return !(since && diagnosis.aliases.some(({ holder }) => holder));
}
