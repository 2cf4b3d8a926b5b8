/**
 * With `onlyTagged` the stack changes nothing that does not carry the tag: neither the target, nor one of our own that would lose an
 * alias to it. The roles are held to the same (infra/roles.cjs). Looked at before anything acts, people are told what is missing
 * rather than that access was denied; and AWS Support, which no role of ours can hold back, is not asked.
 */
import { TagMissing } from '../errors.ts';
import type { CloudFront } from '../ports.ts';
import { carries, type Restriction, type Tag } from '../tag.ts';

export interface Untagged {
  arn: string;
  /** The aliases that would be taken from it; none from the target. */
  loses: string[];
}

/** @throws TagMissing when the target does not carry it. */
export async function mustBeTagged(
  cloudfront: Pick<CloudFront, 'tags'>,
  { onlyTagged }: Restriction,
  target: { arn: string },
): Promise<void> {
  if (!onlyTagged) return;
  const untagged = await without(cloudfront, onlyTagged, [{ arn: target.arn, loses: [] }]);
  if (untagged.length > 0) throw new TagMissing(onlyTagged, untagged);
}

/**
 * `aliases`: those that are to be taken from whoever has them.
 *
 * @throws TagMissing when the target does not carry it, or one of our own that has one of them.
 */
export async function allMustBeTagged(
  cloudfront: Pick<CloudFront, 'tags' | 'ownResources'>,
  { onlyTagged }: Restriction,
  target: { arn: string },
  aliases: readonly string[],
): Promise<void> {
  if (!onlyTagged) return;
  const untagged = await touchedWithout(cloudfront, onlyTagged, target, aliases);
  if (untagged.length > 0) throw new TagMissing(onlyTagged, untagged);
}

/** What would be changed, and does not carry the tag: the target, and those of our own that have one of the aliases. */
export async function touchedWithout(
  cloudfront: Pick<CloudFront, 'tags' | 'ownResources'>,
  tag: Tag,
  { arn }: { arn: string },
  aliases: readonly string[],
): Promise<Untagged[]> {
  const holders = (await cloudfront.ownResources())
    .map((each) => ({ arn: each.arn, loses: each.aliases.filter((alias) => aliases.includes(alias)) }))
    .filter((each) => each.loses.length > 0 && each.arn !== arn);
  return without(cloudfront, tag, [{ arn, loses: [] }, ...holders]);
}

async function without(
  cloudfront: Pick<CloudFront, 'tags'>,
  tag: Tag,
  touched: readonly Untagged[],
): Promise<Untagged[]> {
  const untagged: Untagged[] = [];
  for (const each of touched) if (!carries(await cloudfront.tags(each.arn), tag)) untagged.push(each);
  return untagged;
}
