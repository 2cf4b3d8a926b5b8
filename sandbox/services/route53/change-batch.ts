/**
 * ChangeResourceRecordSets: a batch that is applied as a whole or refused with everything that is wrong in it.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Change, ResourceRecordSet } from '@aws-sdk/client-route-53';
import { isWithin } from '../../dns/names.ts';
import type { RRset } from '../../dns/records.ts';
import { AwsError } from '../../wire/service.ts';
import { formatName, parseName } from './names.ts';
import { Problem } from './problem.ts';
import { isHeld, parseValue } from './values.ts';

/** A record set as the API shows it and as DNS answers it. */
export interface RecordSet {
  shown: ResourceRecordSet;
  rrset: RRset;
}

/** All record sets of a zone, by `setKey`. */
export type RecordSets = ReadonlyMap<string, RecordSet>;

/** CloudFront's own hosted zone, the same for all distributions (AWS General Reference, CloudFront endpoints). */
const CLOUDFRONT_ZONE_ID = 'Z2FDTNDATAQYW2';
const CLOUDFRONT_DOMAIN = 'cloudfront.net';
/** RFC 2181 section 8. */
const MAX_TTL = 0x7fff_ffff;

export function setKey({ name, type }: Pick<RRset, 'name' | 'type'>): string {
  return `${name} ${type}`;
}

/**
 * The record sets after the changes.
 * @throws AwsError InvalidInput for a malformed change, InvalidChangeBatch with all problems of well-formed ones.
 */
export function applyChanges(
  zone: { id: string; name: string },
  before: RecordSets,
  changes: readonly Change[],
): RecordSets {
  const after = new Map(before);
  const seen = new Map<string, string>();
  const touched: RecordSet[] = [];
  const problems: string[] = [];
  const attempt = (step: () => void) => {
    try {
      step();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems.push(error.message);
    }
  };
  for (const change of changes) {
    attempt(() => {
      const set = recordSet(zone, change);
      const key = setKey(set.rrset);
      // One set may be deleted and then made anew within a batch; everything else on the same set contradicts itself.
      if (seen.has(key) && !(seen.get(key) === 'DELETE' && change.Action !== 'DELETE')) {
        throw new Problem(
          `The request contains an invalid set of changes for a resource record set '${set.rrset.type} ${set.shown.Name}'`,
        );
      }
      seen.set(key, change.Action ?? '');
      applyOne(after, change, set);
      if (change.Action !== 'DELETE') touched.push(set);
    });
  }
  // Rules about several sets hold for the outcome: a batch may replace a CNAME by something else.
  for (const set of touched) attempt(() => checkNeighbours(zone, after, set));
  attempt(() => checkApex(zone, after));
  if (problems.length > 0) throw new AwsError('InvalidChangeBatch', `[${problems.join(', ')}]`);
  return after;
}

function applyOne(sets: Map<string, RecordSet>, { Action }: Change, set: RecordSet): void {
  const key = setKey(set.rrset);
  const existing = sets.get(key);
  const label = `resource record set [name='${set.shown.Name}', type='${set.rrset.type}']`;
  if (Action === 'DELETE') {
    if (!existing) throw new Problem(`Tried to delete ${label} but it was not found`);
    if (!isSame(existing, set)) {
      throw new Problem(`Tried to delete ${label} but the values provided do not match the current values`);
    }
    sets.delete(key);
    return;
  }
  if (Action === 'CREATE' && existing) throw new Problem(`Tried to create ${label} but it already exists`);
  sets.set(key, set);
}

/** The same values in any order, and the same TTL or alias target. */
function isSame(one: RecordSet, other: RecordSet): boolean {
  const essence = ({ shown, rrset }: RecordSet) =>
    'alias' in rrset
      ? shown.AliasTarget
      : { ttl: rrset.ttl, values: rrset.rdata.map((rdata) => JSON.stringify(rdata)).sort() };
  return isDeepStrictEqual(essence(one), essence(other));
}

function checkNeighbours(
  zone: { id: string; name: string },
  sets: RecordSets,
  { shown, rrset }: RecordSet,
): void {
  const zoneName = formatName(zone.name);
  const what = `RRSet of type ${rrset.type} with DNS name ${shown.Name} is not permitted`;
  if (rrset.type === 'CNAME') {
    if (rrset.name === zone.name) throw new Problem(`${what} at apex in zone ${zoneName}`);
    const others = [...sets.values()].filter(({ rrset: { name } }) => name === rrset.name);
    if (others.length > 1) {
      throw new Problem(
        `${what} as it conflicts with other records with the same DNS name in zone ${zoneName}`,
      );
    }
  } else if (sets.has(setKey({ name: rrset.name, type: 'CNAME' }))) {
    throw new Problem(
      `${what} because a conflicting RRSet of type CNAME with the same DNS name already exists in zone ${zoneName}`,
    );
  }
  if ('alias' in rrset) checkAliasTarget(zone, sets, rrset, shown);
}

function checkAliasTarget(
  zone: { id: string; name: string },
  sets: RecordSets,
  { type, alias }: { type: 'A' | 'AAAA'; alias: string },
  { AliasTarget }: ResourceRecordSet,
): void {
  const zoneId = AliasTarget?.HostedZoneId;
  const what = `Tried to create an alias that targets ${formatName(alias)}, type ${type} in zone ${zoneId}`;
  const domain =
    zoneId === CLOUDFRONT_ZONE_ID ? CLOUDFRONT_DOMAIN : zoneId === zone.id ? zone.name : undefined;
  if (domain === undefined || !isWithin(alias, domain)) {
    throw new Problem(`${what}, but the alias target name does not lie within the target zone`);
  }
  if (zoneId === zone.id && !sets.has(setKey({ name: alias, type }))) {
    throw new Problem(`${what}, but that target was not found`);
  }
}

function checkApex(zone: { name: string }, sets: RecordSets): void {
  const soas = [...sets.values()].filter(({ rrset }) => rrset.type === 'SOA');
  const [soa] = soas;
  if (soas.length !== 1 || soa?.rrset.name !== zone.name || soa.shown.ResourceRecords?.length !== 1) {
    throw new Problem('A HostedZone must contain exactly one SOA record.');
  }
  if (!sets.has(setKey({ name: zone.name, type: 'NS' }))) {
    throw new Problem('A HostedZone must contain at least one NS record for the zone itself.');
  }
}

/** @throws Problem, or AwsError InvalidInput for what is malformed or beyond the sandbox. */
function recordSet(zone: { name: string }, change: Change): RecordSet {
  const set = change.ResourceRecordSet;
  const type = set?.Type;
  if (!set?.Name || !isHeld(type)) throw invalidInput(`the sandbox has no records of type ${type}`);
  checkSimple(change, set);
  const name = parseName(set.Name);
  const Name = formatName(name);
  if (!isWithin(name, zone.name)) {
    throw new Problem(`RRSet with DNS name ${Name} is not permitted in zone ${formatName(zone.name)}`);
  }
  const { AliasTarget, ResourceRecords = [], TTL } = set;
  if (AliasTarget) {
    if (type !== 'A' && type !== 'AAAA')
      throw invalidInput('the sandbox has aliases of type A and AAAA only');
    const alias = parseName(AliasTarget.DNSName ?? '');
    const target = {
      HostedZoneId: AliasTarget.HostedZoneId?.replace(/^\/hostedzone\//, ''),
      DNSName: formatName(alias),
      EvaluateTargetHealth: AliasTarget.EvaluateTargetHealth ?? false,
    };
    return { shown: { Name, Type: type, AliasTarget: target }, rrset: { name, type, alias } };
  }
  const values = ResourceRecords.map(({ Value = '' }) => Value);
  const duplicate = values.find((value, index) => values.indexOf(value) !== index);
  if (duplicate !== undefined) throw new Problem(`Duplicate Resource Record: '${duplicate}'`);
  if (type === 'CNAME' && values.length > 1)
    throw new Problem(`A CNAME has one value, ${Name} has ${values.length}`);
  const ttl = TTL ?? 0;
  return {
    shown: { Name, Type: type, TTL: ttl, ResourceRecords: values.map((Value) => ({ Value })) },
    rrset: { name, type, ttl, rdata: values.map((value) => parseRecord(type, value)) },
  };
}

function parseRecord(...[type, value]: Parameters<typeof parseValue>) {
  try {
    return parseValue(type, value);
  } catch (error) {
    throw error instanceof Problem ? new Problem(`Invalid Resource Record: '${error.message}'`) : error;
  }
}

/** Simple routing only, with either values and TTL or an alias target. */
function checkSimple({ Action }: Change, set: ResourceRecordSet): void {
  if (Action !== 'CREATE' && Action !== 'DELETE' && Action !== 'UPSERT')
    throw invalidInput(`no action ${Action}`);
  if (set.SetIdentifier || set.HealthCheckId || set.TrafficPolicyInstanceId) {
    throw invalidInput('the sandbox has simple routing only');
  }
  const values = set.TTL !== undefined && (set.ResourceRecords?.length ?? 0) > 0;
  const both = set.AliasTarget && (set.TTL !== undefined || set.ResourceRecords?.length);
  if (both || (!values && !set.AliasTarget)) {
    throw invalidInput(
      'Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], ' +
        `but found ${both ? 'more than one' : 'none'} in Change with ` +
        `[Action=${Action}, Name=${set.Name}, Type=${set.Type}, SetIdentifier=null]`,
    );
  }
  if (set.TTL !== undefined && !(set.TTL >= 0 && set.TTL <= MAX_TTL)) throw invalidInput(`no TTL ${set.TTL}`);
}

function invalidInput(message: string): AwsError {
  return new AwsError('InvalidInput', `Invalid request: ${message}`);
}
