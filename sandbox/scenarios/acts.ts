/** What people and deployments do in most scenarios. */
import type { RRType } from '@aws-sdk/client-route-53';
import { aliasRecordsIn, type RecordToCreate } from '../people/dns-owner.ts';
import type { Play, Theatre } from '../rehearsal/scenario.ts';
import { until } from '../rehearsal/until.ts';
import { type SetUp, setUp, type Wish } from './world.ts';

/** A deployment adds the alias to the target: UpdateDistribution answers 409. */
export async function deploymentFails(
  { stage, say }: Theatre,
  { alias, target }: SetUp,
  certificateArn?: string,
): Promise<void> {
  const message = await stage.failingUpdate(target.account, target.id, { aliases: [alias], certificateArn });
  say(
    `A deployment adds ${alias} to ${target.id}. UpdateDistribution answers CNAMEAlreadyExists: ${message}`,
  );
}

/**
 * The owner of the zone creates what the Slack message asks for. Returns when, ISO 8601.
 * `beside`: values that the owner puts into the same record set. `how`: when there is more to tell.
 */
export async function ownerConsents(
  theatre: Theatre,
  world: Pick<SetUp, 'zones'>,
  { beside = [], how = 'reads it and creates' }: { beside?: string[]; how?: string } = {},
): Promise<string> {
  const records = await theatre.untilAsked();
  const consentAt = new Date().toISOString();
  for (const record of records) {
    const values = [record.value, ...beside];
    theatre.say(`The owner of the zone ${how} ${shown(record, values)}.`);
    await publish(theatre, world, record, { values });
  }
  return consentAt;
}

/** The plain case: a deployment fails, and the owner of the zone creates what the message asks for. */
export async function deploymentFailsAndOwnerConsents(theatre: Theatre, wish: Wish): Promise<SetUp & Play> {
  const world = await setUp(theatre, wish);
  await deploymentFails(theatre, world);
  const consentAt = await ownerConsents(theatre, world);
  return { ...world, consentAt };
}

/** The owner of the zone changes the alias's own record to what the Slack message says. Returns when, ISO 8601. */
export async function ownerChangesRecord(
  theatre: Theatre,
  world: Pick<SetUp, 'zones'>,
  /** What the message says besides. */
  about = '',
): Promise<string> {
  const { messages, say } = theatre;
  const records = await until('a Slack message says where the alias has to lead', async () => {
    const told = messages().filter(({ body }) => JSON.stringify(body).includes(about));
    const found = told.flatMap(aliasRecordsIn);
    return found.length > 0 && found;
  });
  const changedAt = new Date().toISOString();
  for (const record of records) {
    say(`The owner of the zone reads it and changes ${record.name} to CNAME ${record.value}.`);
    await publish(theatre, world, record);
  }
  return changedAt;
}

/** Creates or replaces a record set in the zone that the record names; with the value that it names, unless told otherwise. */
export async function publish(
  { stage }: Theatre,
  { zones }: Pick<SetUp, 'zones'>,
  { zone: zoneName, name, type, value }: RecordToCreate,
  { values = [value], ttl }: { values?: string[]; ttl?: number } = {},
): Promise<void> {
  const zone = zones.get(zoneName);
  if (!zone) throw new Error(`There is no zone ${zoneName} to create ${name} in`);
  // What a person copies is what Route 53 is given; it refuses a type that is none.
  await stage.record(zone, { name, type: type as RRType, values, ...(ttl !== undefined && { ttl }) });
}

/** As it stands in a zone file, several values side by side. */
export function shown({ name, type }: RecordToCreate, values: string[]): string {
  return `${name} ${type} ${values.map((value) => `"${value}"`).join(' and ')}`;
}
