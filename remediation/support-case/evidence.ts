/**
 * The evidence beside the text of a case, as JSON: what was seen, whole, for whoever wants to check it. docs/evidence.md
 * describes it. Parts of it are read by people at AWS: it holds nothing that is secret, and not who made the failed call.
 */
import * as z from 'zod/mini';
import { AliasMove, AliasProof, ContestedAlias, Incident, Target } from '../document.ts';
import type { CaseInput } from './facts.ts';

/** Counts up with every change that a reader of the version before would stumble over. */
export const EVIDENCE_SCHEMA = 'cname-rescue/evidence/1';

export const EVIDENCE_FILE = 'cname-rescue-evidence.json';

export const Evidence = z.object({
  schema: z.literal(EVIDENCE_SCHEMA),
  /** ISO 8601, like every instant below. */
  writtenAt: z.string(),
  incident: z.omit(Incident, { caller: true }),
  diagnosis: z.object({ target: Target, aliases: z.array(ContestedAlias) }),
  proof: z.object({
    verdict: z.string(),
    checkedAt: z.string(),
    settledAt: z.optional(z.string()),
    aliases: z.array(AliasProof),
  }),
  certificate: z.object({
    id: z.optional(z.string()),
    status: z.optional(z.string()),
    notAfter: z.optional(z.string()),
    reason: z.string(),
  }),
  /** Absent when no move was tried. */
  move: z.optional(z.object({ checkedAt: z.string(), reason: z.string(), aliases: z.array(AliasMove) })),
});
export type Evidence = z.infer<typeof Evidence>;

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
