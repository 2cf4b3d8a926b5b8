/** What the remediation saw each time it looked at the proof, as the execution's history keeps it. */
import * as z from 'zod/mini';
import type { Execution } from './execution.ts';

const Document = z.object({
  proof: z.object({
    verdict: z.string(),
    checkedAt: z.string(),
    settledAt: z.optional(z.string()),
    aliases: z.array(
      z.object({
        publishedAt: z.optional(z.string()),
        servers: z.array(
          z.object({ server: z.string(), verdict: z.string(), detail: z.optional(z.string()) }),
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
    const { verdict, checkedAt, settledAt, aliases } = Document.parse(JSON.parse(exited.output ?? '')).proof;
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
