/** A world where one call asks for several aliases, which are in different places. */
import type { Theatre } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { ZONE, type Zones } from './world.ts';

/** One holder an account: its aliases lead to it. */
export async function setUpSeveral({ stage, say }: Theatre, held: ReadonlyMap<string, string[]>) {
  const zone = { account: OURS, id: await stage.hostedZone(OURS, ZONE) };
  const zones: Zones = new Map([[ZONE, zone]]);
  const aliases = [...held.values()].flat();
  const [certificateArn, ...ofHolders] = await Promise.all([
    stage.certificate(OURS, zone, aliases),
    ...[...held].map(([account, names]) => stage.certificate(account, zone, names)),
  ]);
  const holders = new Map<string, { account: string; id: string; domainName: string }>();
  for (const [index, [account, names]] of [...held].entries()) {
    const holder = await stage.distribution(account, {
      aliases: names,
      certificateArn: ofHolders[index],
      comment: 'holder',
    });
    for (const name of names) {
      await stage.record(zone, { name, type: 'CNAME', values: [holder.domainName] });
    }
    holders.set(account, { account, ...holder });
    say(`${names.join(', ')}: on the distribution ${holder.id} of account ${account}.`);
  }
  const target = await stage.distribution(OURS, { comment: 'target', certificateArn });
  say(`${target.id} of account ${OURS} is to have them all.`);
  return { zones, aliases, holders, target: { account: OURS, ...target } };
}
