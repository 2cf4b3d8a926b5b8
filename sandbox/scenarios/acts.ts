/** What people and deployments do in most scenarios. */
import type { RRType } from '@aws-sdk/client-route-53';
import type { Theatre } from '../rehearsal/scenario.ts';
import { ALIAS, type SetUp } from './world.ts';

/** A deployment adds the alias to the target: UpdateDistribution answers 409. */
export async function deploymentFails(
  { stage, say }: Theatre,
  world: SetUp,
  certificateArn?: string,
): Promise<void> {
  const message = await stage.failingUpdate(world.target.account, world.target.id, {
    aliases: [ALIAS],
    certificateArn,
  });
  say(
    `A deployment adds ${ALIAS} to ${world.target.id}. UpdateDistribution answers CNAMEAlreadyExists: ${message}`,
  );
}

/** The owner of the zone creates what the Slack message asks for. Returns when, ISO 8601. */
export async function ownerConsents(
  { stage, say, untilAsked }: Theatre,
  { zones }: Pick<SetUp, 'zones'>,
): Promise<string> {
  const records = await untilAsked();
  const consentAt = new Date().toISOString();
  for (const { zone: zoneName, name, type, value } of records) {
    const zone = zones.get(zoneName);
    if (!zone) throw new Error(`The message names the zone ${zoneName}, which does not exist`);
    say(`The owner of the zone reads it and creates ${name} ${type} "${value}".`);
    // What a person copies is what Route 53 is given; it refuses a type that is none.
    await stage.record(zone.account, zone.id, { name, type: type as RRType, value });
  }
  return consentAt;
}
