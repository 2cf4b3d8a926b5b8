/** `Check alias record`: where only a DNS record is in the way. Does the alias still lead to another distribution? */
import { judgeAliasRecord } from '../alias-record.ts';
import type { AliasRecord, ContestedAlias, StepInput } from '../document.ts';
import { DnsUnavailable } from '../errors.ts';
import type { ProofSettings } from '../ownership-proof.ts';
import type { Dns, Now, Pointing } from '../ports.ts';
import { isDiagnosisDue, type RediagnosisSettings } from '../rediagnosis.ts';
import { rememberedRecord } from '../relapse.ts';
import { contest, established } from './established.ts';

interface Ports {
  dns: Dns;
  now: Now;
}

/** @throws AliasRecordDeadlineExceeded */
export function checkAliasRecord(ports: Ports, settings: ProofSettings & RediagnosisSettings) {
  return async (input: StepInput): Promise<AliasRecord> => {
    const record = await lookAtAliasRecord(ports, settings, input, contest(input.remediation).aliases);
    const isDue = isDiagnosisDue(established(input.remediation, 'diagnosis'), ports.now(), settings);
    return { ...record, rediagnose: record.verdict !== 'clear' && isDue };
  };
}

/** Shared by the gate and by what adds the alias and looks again. Throws as the gate does. */
export async function lookAtAliasRecord(
  { dns, now }: Ports,
  settings: ProofSettings,
  { remediation, execution }: StepInput,
  aliases: readonly ContestedAlias[],
): Promise<AliasRecord> {
  const pointings = await Promise.all(
    aliases.map(async ({ alias, zone }) => ({ alias, pointing: await look(dns, alias, zone) })),
  );
  return judgeAliasRecord({
    pointings,
    targetDomainName: contest(remediation).target.domainName,
    previous: rememberedRecord(remediation.aliasRecord, remediation.addition?.relapse),
    redriveCount: execution.redriveCount,
    now: now(),
    settings,
  });
}

/** That DNS cannot be asked is what a server that does not answer is: no news. */
async function look(dns: Dns, alias: string, zone: string): Promise<Pointing> {
  try {
    return await dns.whereItLeads(alias);
  } catch (error) {
    if (!(error instanceof DnsUnavailable)) throw error;
    return {
      zone,
      servers: [{ server: zone, address: '', answer: { kind: 'unreachable', why: error.message } }],
    };
  }
}
