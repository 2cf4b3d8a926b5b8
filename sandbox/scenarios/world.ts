/** The world that most scenarios begin with: a zone, certificates, a holder, and a target that wants its alias. */
import type { Theatre } from '../rehearsal/scenario.ts';
import { type HostedZone, OURS, THEIRS } from '../rehearsal/stage.ts';

export const ALIAS = 'www.example.com';
export const ZONE = 'example.com';

/** Hosted zones by name. */
export type Zones = Map<string, HostedZone>;

export interface Wish {
  holderAccount: string;
  targetHasCertificate?: boolean;
  /** The certificate of our account for the alias is requested, and nobody has validated it yet. */
  certificatePending?: boolean;
  /** `www.example.com` unless given. */
  alias?: string;
  /** Name of a zone below example.com that holds the alias: another team's, delegated to it. */
  delegatedZone?: string;
  /** The distribution that DNS leads to does not have the alias; nobody has. Seconds that its record lives. */
  nobodysWithTtl?: number;
  /** Seconds that the alias's own record lives, where that matters. */
  recordTtl?: number;
}

export interface SetUp {
  alias: string;
  zones: Zones;
  certificateArn: string;
  holder: { account: string; id: string; domainName: string };
  target: { account: string; id: string };
}

export async function setUp({ stage, say }: Theatre, wish: Wish): Promise<SetUp> {
  const { holderAccount, certificatePending = false, alias = ALIAS, delegatedZone, nobodysWithTtl } = wish;
  const { targetHasCertificate = !certificatePending } = wish;
  const ttl = nobodysWithTtl ?? wish.recordTtl;
  const apex = { account: OURS, id: await stage.hostedZone(OURS, ZONE) };
  const zones: Zones = new Map([[ZONE, apex]]);
  let zone = apex;
  if (delegatedZone !== undefined) {
    zone = { account: THEIRS, id: await stage.hostedZone(THEIRS, delegatedZone) };
    await stage.delegate(apex, zone);
    zones.set(delegatedZone, zone);
    say(`${delegatedZone} is a hosted zone of its own, in account ${THEIRS}; ${ZONE} delegates to it.`);
  }
  const [certificateArn, holders] = await Promise.all([
    certificatePending ? stage.requestedCertificate(OURS, [alias]) : stage.certificate(OURS, zone, [alias]),
    stage.certificate(holderAccount, zone, [alias]),
  ]);
  const holder = await stage.distribution(holderAccount, {
    aliases: nobodysWithTtl === undefined ? [alias] : [],
    certificateArn: holders,
    comment: 'holder',
  });
  // A CNAME may not stand at the apex of a zone.
  if (zones.has(alias)) await stage.aliasRecord(zone, alias, holder.domainName);
  else {
    await stage.record(zone, {
      name: alias,
      type: 'CNAME',
      values: [holder.domainName],
      ...(ttl !== undefined && { ttl }),
    });
  }
  const target = await stage.distribution(OURS, {
    comment: 'target',
    certificateArn: targetHasCertificate ? certificateArn : undefined,
  });
  const before =
    nobodysWithTtl === undefined
      ? `${alias} is on the distribution ${holder.id} of account ${holderAccount}`
      : `Nobody has ${alias}, but its CNAME leads to ${holder.domainName} of account ${holderAccount}, with a TTL of ${nobodysWithTtl} s`;
  say(`${before}; ${target.id} of account ${OURS} is to have it.`);
  return {
    alias,
    zones,
    certificateArn,
    holder: { account: holderAccount, ...holder },
    target: { account: OURS, id: target.id },
  };
}
