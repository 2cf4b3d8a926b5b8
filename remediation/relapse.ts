/**
 * What the look right before acting took back of what the gate had found. The gate's own section is the only memory of DNS;
 * this is the little that it cannot know, and counts until the gate has looked again.
 */
import * as v from 'valibot';
import type { AliasRecord } from './alias-record-section.ts';
import type { AliasProof, Proof, ProofMemory } from './proof-section.ts';
import { instant } from './section.ts';

export const Relapse = v.object({
  checkedAt: instant,
  /** Those of which a server says something else again. */
  aliases: v.array(v.string()),
  /** For how long a cache keeps what it says, the longest, seconds. */
  ttl: v.number(),
  /** Until when a cache can hold what was said up to now, the latest. */
  until: instant,
});
export type Relapse = v.InferOutput<typeof Relapse>;

/** `gate`: the gate's section. Nothing when it was not the proof that had gone, or its servers are only silent. */
export function proofRelapse(look: Proof, gate: Proof | undefined): Relapse | undefined {
  const gone = look.aliases.flatMap((now) => {
    const before = gate?.aliases.find(({ alias }) => alias === now.alias);
    if (!before || now.verdict !== 'missing') return [];
    return formsOf(now)
      .filter(({ form, memory }) => !memory.publishedAt && memoryOf(before, form)?.publishedAt)
      .map(({ memory }) => ({
        alias: now.alias,
        ttl: Math.max(memory.negativeTtl, memory.oldValueTtl ?? 0),
        until: memory.staleUntil ?? look.checkedAt,
      }));
  });
  return together(look.checkedAt, gone);
}

/** The same of the aliases' own records. */
export function recordRelapse(look: AliasRecord, gate: AliasRecord | undefined): Relapse | undefined {
  const gone = look.aliases.flatMap(({ alias, verdict, oldTtl = 0, clearAt }) => {
    const before = gate?.aliases.find((each) => each.alias === alias);
    return verdict === 'elsewhere' && before?.verdict === 'left'
      ? [{ alias, ttl: oldTtl, until: clearAt }]
      : [];
  });
  return together(look.checkedAt, gone);
}

/** What the gate knows of the proof, less what was taken back since. */
export function rememberedProof(
  gate: Proof | undefined,
  relapses: readonly (Relapse | undefined)[],
): Proof | undefined {
  const relapse = gate && newestSince(gate, relapses);
  if (!relapse) return gate;
  const forget = (memory: ProofMemory): ProofMemory => {
    const { publishedAt: _published, settledAt, staleUntil, oldValueTtl = 0, ...rest } = memory;
    return {
      ...rest,
      staleUntil: later(staleUntil ?? settledAt, relapse.until),
      oldValueTtl: Math.max(oldValueTtl, relapse.ttl),
    };
  };
  const aliases = gate.aliases.map((each) => {
    if (!relapse.aliases.includes(each.alias)) return each;
    const { publishedAt: _published, settledAt: _settled, other, ...rest } = each;
    return { ...rest, ...forget(each), ...(other && { other: forget(other) }) };
  });
  return { ...gate, aliases };
}

/** The same of the aliases' own records. */
export function rememberedRecord(
  gate: AliasRecord | undefined,
  relapse: Relapse | undefined,
): AliasRecord | undefined {
  const newer = gate && newestSince(gate, [relapse]);
  if (!newer) return gate;
  const { aliases: gone, ttl, until } = newer;
  const aliases = gate.aliases.map((each) => {
    if (!gone.includes(each.alias)) return each;
    const { clearAt, oldTtl = 0 } = each;
    const verdict = 'elsewhere' as const;
    return { ...each, verdict, clearAt: later(clearAt, until), oldTtl: Math.max(oldTtl, ttl) };
  });
  return { ...gate, aliases };
}

interface Gone {
  alias: string;
  ttl: number;
  until: string;
}

/** One time for all, the longest: a hundred of them would have no room in the document. */
function together(checkedAt: string, gone: readonly Gone[]): Relapse | undefined {
  if (gone.length === 0) return undefined;
  return {
    checkedAt,
    aliases: [...new Set(gone.map(({ alias }) => alias))],
    ttl: Math.max(...gone.map(({ ttl }) => ttl)),
    until: gone.reduce((until, each) => later(until, each.until), checkedAt),
  };
}

/** Once the gate has looked again, it knows better. */
function newestSince(
  gate: { checkedAt: string },
  relapses: readonly (Relapse | undefined)[],
): Relapse | undefined {
  return relapses
    .filter((relapse) => relapse !== undefined)
    .filter(({ checkedAt }) => Date.parse(checkedAt) >= Date.parse(gate.checkedAt))
    .toSorted((one, other) => Date.parse(one.checkedAt) - Date.parse(other.checkedAt))
    .at(-1);
}

type Form = AliasProof['form'];

function formsOf(proof: AliasProof): { form: Form; memory: ProofMemory }[] {
  const otherForm: Form = proof.form === 'plain' ? 'underscore' : 'plain';
  return [
    { form: proof.form, memory: proof },
    ...(proof.other ? [{ form: otherForm, memory: proof.other }] : []),
  ];
}

function memoryOf(proof: AliasProof, wanted: Form): ProofMemory | undefined {
  return formsOf(proof).find(({ form }) => form === wanted)?.memory;
}

function later(one: string | undefined, other: string): string {
  return one !== undefined && Date.parse(one) > Date.parse(other) ? one : other;
}
