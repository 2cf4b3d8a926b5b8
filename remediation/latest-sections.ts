/**
 * One document of several of the same remediation. While both gates are open each has a document of its own, of which only its own
 * section is up to date: of every section, the one that was written last counts.
 */
import * as v from 'valibot';
import { Remediation } from './document.ts';
import { instant } from './section.ts';

const Section = v.object({ checkedAt: instant });

/** @param documents the newest first */
export function latestSections(documents: readonly Remediation[]): Remediation | undefined {
  if (documents.length === 0) return undefined;
  const latest = new Map<string, unknown>();
  for (const [name, section] of documents.flatMap((document) => Object.entries(document))) {
    if (!latest.has(name) || isLater(section, latest.get(name))) latest.set(name, section);
  }
  return v.parse(Remediation, Object.fromEntries(latest));
}

function isLater(section: unknown, than: unknown): boolean {
  return v.is(Section, section) && v.is(Section, than) && section.checkedAt > than.checkedAt;
}
