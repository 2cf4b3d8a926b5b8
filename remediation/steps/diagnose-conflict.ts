/** `Diagnose conflict`: which aliases are missing, which failure it is, who holds them, the TXT record for each. */
import { contested, contestedNames, diagnoseAtOnce, diagnoseConflict as judge } from '../diagnosis.ts';
import type { ContestedAlias, Diagnosis, StepInput, Target } from '../document.ts';
import { TenantNotSupported } from '../errors.ts';
import { masks, unmasked } from '../masking.ts';
import type { CloudFront, Dns, Now } from '../ports.ts';
import { proofRecord } from '../proof-record.ts';
import { isContradicted } from './watch-holders.ts';

/**
 * @throws UnknownConflict, TargetGone, DnsUnavailable
 * @throws TenantNotSupported when the target is a distribution tenant.
 */
export function diagnoseConflict(ports: { cloudfront: CloudFront; dns: Dns; now: Now }) {
  return async ({ remediation }: StepInput): Promise<Diagnosis> => {
    const { incident } = remediation;
    const checkedAt = new Date(ports.now()).toISOString();
    const atOnce = diagnoseAtOnce(incident);
    if (atOnce) return { ...atOnce, aliases: [], checkedAt };
    if (incident.target.kind !== 'distribution') throw new TenantNotSupported(incident);

    const distribution = await ports.cloudfront.distribution(incident.target.id);
    const { id, arn, domainName } = distribution;
    const target: Target = { id, arn, domainName, account: incident.account };
    const names = contestedNames(incident, distribution.aliases);
    const earlier = remediation.diagnosis;
    if (earlier?.target && names.length === 0) {
      const reason = `${id} has ${earlier.aliases.map(({ alias }) => alias).join(', ')} by now.`;
      return { ...earlier, verdict: 'arrived', reason, checkedAt };
    }
    const letGo = remediation.case?.verdict === 'released' && !isContradicted(remediation);
    const missing = await recognised(
      ports.cloudfront,
      target.account,
      await Promise.all(names.map((alias) => look(ports, alias, target))),
    );
    return {
      ...judge(incident, target, missing, letGo),
      target,
      aliases: contested(missing),
      checkedAt,
    };
  };
}

/** Holders that are our own under their full ids. Our own are listed only when there may be one among the holders. */
async function recognised(
  cloudfront: CloudFront,
  account: string,
  missing: ContestedAlias[],
): Promise<ContestedAlias[]> {
  if (!missing.some(({ holder }) => holder && masks(holder.accountId, account))) return missing;
  const own = await cloudfront.ownResources();
  return missing.map((each) =>
    each.holder ? { ...each, holder: unmasked(each.holder, each.alias, account, own) } : each,
  );
}

async function look(
  { cloudfront, dns }: { cloudfront: CloudFront; dns: Dns },
  alias: string,
  target: Target,
): Promise<ContestedAlias> {
  const [zone, holders] = await Promise.all([dns.findZone(alias), cloudfront.holders(alias, target.id)]);
  const record = proofRecord(alias, zone.name, target.domainName);
  if (!holders.listed) return { alias, zone: zone.name, record, listing: 'needs-certificate' };
  const [holder] = holders.holders;
  return { alias, zone: zone.name, record, listing: 'listed', ...(holder && { holder }) };
}
