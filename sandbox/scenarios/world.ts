/** The world that most scenarios begin with: a zone, certificates, a holder, and a target that wants its alias. */
import type { Theatre } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';

export const ALIAS = 'www.example.com';
const ZONE = 'example.com';

/** Hosted zones by name. */
export type Zones = Map<string, { account: string; id: string }>;

export interface SetUp {
  zones: Zones;
  certificateArn: string;
  holder: { account: string; id: string };
  target: { account: string; id: string };
}

export async function setUp(
  { stage, say }: Theatre,
  { holderAccount, targetHasCertificate = true }: { holderAccount: string; targetHasCertificate?: boolean },
): Promise<SetUp> {
  const zone = { account: OURS, id: await stage.hostedZone(OURS, ZONE) };
  const [certificateArn, holders] = await Promise.all([
    stage.certificate(OURS, zone, [ALIAS]),
    stage.certificate(holderAccount, zone, [ALIAS]),
  ]);
  const holder = await stage.distribution(holderAccount, {
    aliases: [ALIAS],
    certificateArn: holders,
    comment: 'holder',
  });
  await stage.record(OURS, zone.id, { name: ALIAS, type: 'CNAME', value: holder.domainName });
  const target = await stage.distribution(OURS, {
    comment: 'target',
    certificateArn: targetHasCertificate ? certificateArn : undefined,
  });
  say(
    `${ALIAS} is on the distribution ${holder.id} of account ${holderAccount}; ${target.id} of account ${OURS} is to have it.`,
  );
  return {
    zones: new Map([[ZONE, zone]]),
    certificateArn,
    holder: { account: holderAccount, id: holder.id },
    target: { account: OURS, id: target.id },
  };
}
