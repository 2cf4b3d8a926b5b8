/** Medians: on a machine that has other things to do, one slow run says nothing. */

/** @throws RangeError when there is nothing to take it of. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('no values, no median');
  return (lower + upper) / 2;
}

/** Of values measured one after the other in pairs: what slows one down slows down its neighbour, too. */
export function medianRatio(pairs: readonly { ours: number; other: number }[]): number {
  return median(pairs.map(({ ours, other }) => ours / other));
}
