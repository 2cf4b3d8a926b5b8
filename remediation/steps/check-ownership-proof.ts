/** `Check ownership proof`: the first gate. Is the record of every contested alias on every authoritative server? */
import type { AliasLook } from '../alias-proof.ts';
import { crossChecked } from '../cross-check.ts';
import type { ContestedAlias, Proof, StepInput } from '../document.ts';
import { DnsUnavailable } from '../errors.ts';
import { judgeProof, type ProofSettings } from '../ownership-proof.ts';
import type { Dns, Now } from '../ports.ts';
import { plainRecord } from '../proof-record.ts';
import { isDiagnosisDue, type RediagnosisSettings } from '../rediagnosis.ts';
import { rememberedProof } from '../relapse.ts';
import { awaited, contest, established } from './established.ts';

export type { ProofSettings };

interface Ports {
  dns: Dns;
  now: Now;
}

/** @throws ProofDeadlineExceeded */
export function checkOwnershipProof(ports: Ports, settings: ProofSettings & RediagnosisSettings) {
  return async (input: StepInput): Promise<Proof> => {
    const proof = await lookAtProof(ports, settings, input, awaited(input.remediation));
    const isDue = isDiagnosisDue(established(input.remediation, 'diagnosis'), ports.now(), settings);
    return { ...proof, rediagnose: proof.verdict === 'missing' && isDue };
  };
}

/** Shared by the gate and by whatever acts and looks again. Throws as the gate does. */
export async function lookAtProof(
  { dns, now }: Ports,
  settings: ProofSettings,
  { remediation, execution }: StepInput,
  aliases: readonly ContestedAlias[],
): Promise<Proof> {
  const { domainName } = contest(remediation).target;
  const looks = await Promise.all(aliases.map((contested) => look(dns, contested, domainName)));
  const proof = judgeProof({
    looks,
    targetDomainName: domainName,
    previous: rememberedProof(remediation.proof, [remediation.move?.relapse, remediation.case?.relapse]),
    redriveCount: execution.redriveCount,
    now: now(),
    settings,
  });
  return proof.verdict === 'missing' ? proof : compare(dns, proof, domainName);
}

/** Both forms of the record at once. That DNS cannot be asked is a look at which nothing is seen, not the end. */
async function look(dns: Dns, contested: ContestedAlias, domainName: string): Promise<AliasLook> {
  const { alias, record } = contested;
  try {
    const [underscore, plain] = await Promise.all([
      dns.survey(alias, record),
      dns.survey(alias, plainRecord(alias, domainName)),
    ]);
    return { contested, seen: { underscore, plain } };
  } catch (error) {
    if (!(error instanceof DnsUnavailable)) throw error;
    return { contested, seen: { unavailable: error.message } };
  }
}

/** Every server has the record by now, so a resolver that is asked cannot learn a miss. */
async function compare(dns: Dns, proof: Proof, domainName: string): Promise<Proof> {
  const answers = await Promise.all(
    proof.aliases
      .filter(({ decidedBy }) => decidedBy === 'name-servers')
      .map(async ({ alias, record }) => [alias, await dns.crossCheck(alias, record)] as const),
  );
  return crossChecked(proof, new Map(answers), domainName);
}
