/** `Diagnose conflict`: which aliases are missing, which failure it is, who holds them, the TXT record for each. */
import { contestedNames, diagnoseAtOnce, inTurn, diagnoseConflict as judge } from '../diagnosis.ts';
import type { ContestedAlias, Diagnosis, Remediation, StepInput, Target } from '../document.ts';
import { movedNames } from '../move-news.ts';
import type { Certificates, CloudFront, Dns, Now } from '../ports.ts';
import { proofRecord } from '../proof-record.ts';
import type { Restriction } from '../tag.ts';
import { listed } from '../wording.ts';
import { allMustBeTagged } from './only-tagged.ts';
import { recognised } from './recognise-holders.ts';
import { isContradicted, onceHeld } from './watch-holders.ts';

interface Ports {
  cloudfront: Pick<CloudFront, 'target' | 'holders' | 'ownResources' | 'tags'>;
  certificates: Pick<Certificates, 'users'>;
  dns: Dns;
  now: Now;
}

/** @throws UnknownConflict, TargetGone, TagMissing, DnsUnavailable */
export function diagnoseConflict(ports: Ports, settings: Restriction) {
  return async ({ remediation }: StepInput): Promise<Diagnosis> => {
    const { incident } = remediation;
    const checkedAt = new Date(ports.now()).toISOString();
    const atOnce = diagnoseAtOnce(incident);
    if ('verdict' in atOnce) {
      return { ...atOnce, aliases: [], free: [], arrived: [], complete: true, turned: false, checkedAt };
    }

    const { aliases: present, ...resource } = await ports.cloudfront.target(atOnce.target);
    const { kind, id, arn, domainName, tenancy } = resource;
    const { account } = incident;
    const target: Target = { kind, id, arn, domainName, account, ...(tenancy && { tenancy }) };
    const names = contestedNames(incident, present);
    const earlier = remediation.diagnosis?.target ? remediation.diagnosis : undefined;
    const arrived = arrivedSince(earlier, present);
    if (earlier && names.length === 0) {
      // What a move of ours has brought, people know; where that is all, the diagnosis is about what it was about before.
      const ours = new Set(movedNames(remediation.move));
      const byOthers = arrived.filter(({ alias }) => !ours.has(alias) && !isAmong(earlier.arrived, alias));
      const aliases =
        byOthers.length > 0 ? byOthers : arrived.filter(({ alias }) => isAmong(earlier.aliases, alias));
      const reason = `${id} has ${listed(aliases.map(({ alias }) => alias))} by now.`;
      return {
        ...earlier,
        verdict: 'arrived',
        reason,
        aliases,
        free: [],
        arrived: arrived.filter(({ alias }) => !isAmong(aliases, alias)),
        turned: earlier.verdict !== 'arrived',
        checkedAt,
      };
    }
    // At once, before anybody is asked for a record that would be of no use.
    if (names.length > 0) await allMustBeTagged(ports.cloudfront, settings, target, names);
    const believed = names.filter((alias) => isBelieved(remediation, alias));
    const looks = await Promise.all(
      names.map(async (alias) => ({
        ...(await look(ports, alias, target)),
        ...(believed.includes(alias) && { believed: true as const }),
      })),
    );
    const missing = await recognised(ports, target.account, looks);
    const judgement = judge(incident, target, missing, {
      letGo: believed.length === names.length,
      contradicted: isContradicted(remediation),
    });
    const turn = inTurn(missing);
    return {
      ...judgement,
      target,
      ...turn,
      arrived,
      complete: missing.every(({ listing }) => listing === 'listed'),
      turned:
        earlier !== undefined &&
        (earlier.verdict !== judgement.verdict ||
          turn.aliases.some(({ alias }) => !isAmong(earlier.aliases, alias))),
      checkedAt,
    };
  };
}

/** Whatever was diagnosed before and is on the target now, whoever brought it there. */
function arrivedSince(earlier: Diagnosis | undefined, present: readonly string[]): ContestedAlias[] {
  const { arrived = [], aliases = [], free = [] } = earlier ?? {};
  return [...arrived, ...aliases, ...free].filter(({ alias }) => present.includes(alias));
}

function isAmong(aliases: readonly ContestedAlias[], alias: string): boolean {
  return aliases.some((each) => each.alias === alias);
}

/**
 * Whether an empty listing of the alias counts: alone it is no answer, since it does not show every holder. At the diagnosis before
 * somebody was seen to hold it, or it was not the conflict: nobody had it while others were, or it was on the target. Or there was nothing to move since.
 */
function isBelieved(remediation: Remediation, alias: string): boolean {
  const { move, addition } = remediation;
  const released = move?.aliases.some((each) => each.alias === alias && each.verdict === 'released');
  if (released && move && move.checkedAt >= (addition?.checkedAt ?? '')) return true;
  if (isContradicted(remediation)) return false;
  if (onceHeld(remediation).includes(alias)) return true;
  if (!remediation.diagnosis?.target) return false;
  const before = remediation.diagnosis.aliases.find((each) => each.alias === alias);
  return !before || before.believed === true;
}

async function look(
  { cloudfront, dns }: { cloudfront: Pick<CloudFront, 'holders'>; dns: Dns },
  alias: string,
  target: Target,
): Promise<ContestedAlias> {
  const [zone, holders] = await Promise.all([dns.findZone(alias), cloudfront.holders(alias, target)]);
  const record = proofRecord(alias, zone.name, target.domainName);
  if (!holders.listed) return { alias, zone: zone.name, record, listing: 'needs-certificate' };
  const [holder] = holders.holders;
  return { alias, zone: zone.name, record, listing: 'listed', ...(holder && { holder }) };
}
