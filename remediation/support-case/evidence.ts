/**
 * The evidence beside the text of a case, as JSON: what was seen, whole, for whoever wants to check it. docs/evidence.md
 * describes it. Parts of it are read by people at AWS: it holds nothing that is secret, and not who made the failed call.
 */
import * as v from 'valibot';
import { AliasMove, AliasProof, ContestedAlias, Incident, Target } from '../document.ts';
import type { CaseInput } from './facts.ts';

/** Counts up with every change that a reader of the version before would stumble over. */
export const EVIDENCE_SCHEMA = 'cname-rescue/evidence/1';

export const EVIDENCE_FILE = 'cname-rescue-evidence.json';

export const Evidence = v.object({
  schema: v.literal(EVIDENCE_SCHEMA),
  /** ISO 8601, like every instant below. */
  writtenAt: v.string(),
  incident: v.omit(Incident, ['caller']),
  diagnosis: v.object({ target: Target, aliases: v.array(ContestedAlias) }),
  proof: v.object({
    verdict: v.string(),
    checkedAt: v.string(),
    settledAt: v.optional(v.string()),
    aliases: v.array(AliasProof),
  }),
  certificate: v.object({
    id: v.optional(v.string()),
    status: v.optional(v.string()),
    notAfter: v.optional(v.string()),
    reason: v.string(),
  }),
  /** Absent when no move was tried. */
  move: v.optional(v.object({ checkedAt: v.string(), reason: v.string(), aliases: v.array(AliasMove) })),
});
export type Evidence = v.InferOutput<typeof Evidence>;

/** `now` in epoch milliseconds. The document is below 256 KiB (Step Functions), so this is far below the 5 MB of a file. */
export function evidence(input: CaseInput, now: number): string {
  const { target, aliases, proof, certificate, move } = input;
  const { caller: _caller, ...incident } = input.incident;
  const { id, status, notAfter, reason } = certificate;
  const document: Evidence = {
    schema: EVIDENCE_SCHEMA,
    writtenAt: new Date(now).toISOString(),
    incident,
    diagnosis: { target, aliases },
    proof: {
      verdict: proof.verdict,
      checkedAt: proof.checkedAt,
      ...(proof.settledAt && { settledAt: proof.settledAt }),
      aliases: proof.aliases,
    },
    certificate: { ...(id && { id }), ...(status && { status }), ...(notAfter && { notAfter }), reason },
    ...(move && { move: { checkedAt: move.checkedAt, reason: move.reason, aliases: move.aliases } }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
