/** What the remediation saw each time it looked at the proof, as the execution's history keeps it. */
import * as v from 'valibot';
import type { Execution } from './execution.ts';

const Document = v.object({
  proof: v.object({
    verdict: v.string(),
    checkedAt: v.string(),
    settledAt: v.optional(v.string()),
    aliases: v.array(
      v.object({
        publishedAt: v.optional(v.string()),
        servers: v.array(
          v.object({ server: v.string(), verdict: v.string(), detail: v.optional(v.string()) }),
        ),
      }),
    ),
  }),
});

export interface ProofLook {
  /** ISO 8601, like the other instants. */
  checkedAt: string;
  verdict: string;
  publishedAt: string | undefined;
  settledAt: string | undefined;
  servers: { server: string; verdict: string; detail?: string | undefined }[];
}

/** In order. Scenarios are about one alias: the servers are those of the first. */
export function proofLooks({ history }: Execution): ProofLook[] {
  return history.flatMap(({ stateExitedEventDetails: exited }) => {
    if (exited?.name !== 'Check ownership proof') return [];
    const { proof } = v.parse(Document, JSON.parse(exited.output ?? ''));
    const { verdict, checkedAt, settledAt, aliases } = proof;
    const [first] = aliases;
    return [
      { checkedAt, verdict, publishedAt: first?.publishedAt, settledAt, servers: first?.servers ?? [] },
    ];
  });
}

/** Whether the gate let this pass. */
export function isAccepted({ verdict }: ProofLook): boolean {
  return verdict === 'published' || verdict === 'settled';
}

/** How many servers said so at one look. */
export function saying({ servers }: ProofLook, verdict: string): number {
  return servers.filter((server) => server.verdict === verdict).length;
}
