/** `Check ownership proof`: the first gate. Is the record of every contested alias on every authoritative server? */
import type { ContestedAlias, Proof, StepInput } from '../document.ts';
import { judgeProof, type ProofSettings } from '../ownership-proof.ts';
import type { Dns, Now } from '../ports.ts';
import { awaited, contest } from './established.ts';

export type { ProofSettings };

interface Ports {
  dns: Dns;
  now: Now;
}

/**
 * @throws ProofDeadlineExceeded
 * @throws DnsUnavailable when no resolver tells where to ask; nothing is known then, so the state should retry.
 */
export function checkOwnershipProof(ports: Ports, settings: ProofSettings) {
  return async (input: StepInput): Promise<Proof> =>
    lookAtProof(ports, settings, input, awaited(input.remediation));
}

/** Shared by the gate and by whatever acts and looks again. Throws as the gate does. */
export async function lookAtProof(
  { dns, now }: Ports,
  settings: ProofSettings,
  { remediation, execution }: StepInput,
  aliases: readonly ContestedAlias[],
): Promise<Proof> {
  const { target } = contest(remediation);
  const surveys = await Promise.all(
    aliases.map(async (contested) => ({
      contested,
      survey: await dns.survey(contested.alias, contested.record),
    })),
  );
  return judgeProof({
    surveys,
    targetDomainName: target.domainName,
    previous: remediation.proof,
    redriveCount: execution.redriveCount,
    now: now(),
    settings,
  });
}
