/** Instants for a person: `2026-11-20 01:02:03 UTC`. In the document they stay ISO 8601. */

export function readable(instant: string | undefined): string {
  if (instant === undefined) return 'an unknown time';
  // A record's own time is not ours to refuse.
  if (Number.isNaN(Date.parse(instant))) return instant;
  return `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
