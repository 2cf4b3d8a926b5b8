/**
 * Route 53: public hosted zones with simple records, which the sandbox's DNS serves.
 */
import { randomInt } from 'node:crypto';
import type * as api from '@aws-sdk/client-route-53';
import * as sdk from '@aws-sdk/client-route-53';
import { HOSTMASTER, NS_TTL } from '../dns/infrastructure.ts';
import type { Dns } from '../dns/start-dns.ts';
import { Zone } from '../dns/zone.ts';
import { enclosingZones } from '../dns/zone-database.ts';
import type { Caller, Service } from '../wire/service.ts';
import { AwsError } from '../wire/service.ts';
import type { RecordSets } from './route53/change-batch.ts';
import { applyChanges } from './route53/change-batch.ts';
import { formatName, parseName, sortKey } from './route53/names.ts';
import { Problem } from './route53/problem.ts';

export interface Route53Options {
  dns: Pick<Dns, 'zones' | 'infrastructure' | 'nameServers' | 'isInSync'>;
  /** Of the SOA record of a new hosted zone, seconds. Route 53: 900. */
  soaTtl?: number;
  /** Of the SOA record of a new hosted zone, seconds. Route 53: 86400. */
  soaMinimum?: number;
  /** Epoch milliseconds. */
  now?: () => number;
}

interface HostedZone {
  id: string;
  account: string;
  /** Canonical. */
  name: string;
  callerReference: string;
  comment: string | undefined;
  sets: RecordSets;
}

interface SubmittedChange {
  id: string;
  account: string;
  /** Of the zone database: the change is in sync when all name servers have it. */
  version: number;
  submittedAt: Date;
  comment: string | undefined;
}

/** Most items of one page (API reference: ListHostedZones and ListHostedZonesByName 100, ListResourceRecordSets 300). */
const ZONES_PAGE = 100;
const RECORDS_PAGE = 300;

export function route53({ dns, soaTtl = 900, soaMinimum = 86_400, now = Date.now }: Route53Options) {
  const hostedZones = new Map<string, HostedZone>();
  const changes = new Map<string, SubmittedChange>();
  const nameServers = dns.nameServers.map(({ name }) => name);

  function ownZone(id: string | undefined, { account, arn }: Caller): HostedZone {
    const zoneId = id?.replace(/^\/?hostedzone\//, '') ?? '';
    const zone = hostedZones.get(zoneId);
    if (!zone) throw new AwsError('NoSuchHostedZone', `No hosted zone found with ID: ${zoneId}`, 404);
    if (zone.account !== account) {
      throw new AwsError('AccessDenied', `User: ${arn} is not authorized to access this resource`, 403);
    }
    return zone;
  }

  function zonesOf({ account }: Caller): HostedZone[] {
    return [...hostedZones.values()].filter((zone) => zone.account === account);
  }

  /** Publishes the record sets in DNS and notes when. */
  function publish(zone: HostedZone, sets: RecordSets, comment?: string): api.ChangeInfo {
    zone.sets = sets;
    const rrsets = Array.from(sets.values(), ({ rrset }) => rrset);
    return submitted(zone, dns.zones.put(new Zone(zone.name, nameServers, rrsets)), comment);
  }

  function submitted({ account }: HostedZone, version: number, comment?: string): api.ChangeInfo {
    const change = { id: newId('C'), account, version, submittedAt: new Date(now()), comment };
    changes.set(change.id, change);
    // Route 53 never answers a change with INSYNC, however fast it is.
    return { ...changeInfo(change), Status: 'PENDING' };
  }

  function changeInfo({ id, version, submittedAt, comment }: SubmittedChange): api.ChangeInfo {
    return {
      Id: `/change/${id}`,
      Status: dns.isInSync(version) ? 'INSYNC' : 'PENDING',
      SubmittedAt: submittedAt,
      ...(comment !== undefined && { Comment: comment }),
    };
  }

  /** @throws AwsError when the public DNS already has the domain. */
  function checkAvailable(name: string): void {
    const taken =
      dns.zones.current.zones.has(name) || enclosingZones(dns.infrastructure.current.zones, name).length > 0;
    if (taken) {
      throw new AwsError(
        'ConflictingDomainExists',
        `The public DNS of the sandbox already has ${formatName(name)}`,
      );
    }
  }

  const operations = {
    CreateHostedZone(input: api.CreateHostedZoneRequest, caller: Caller): api.CreateHostedZoneResponse {
      const name = hostedZoneName(input.Name);
      const callerReference = input.CallerReference;
      if (!callerReference) throw new AwsError('InvalidInput', 'CallerReference is missing');
      if (input.VPC || input.HostedZoneConfig?.PrivateZone) {
        throw new AwsError('InvalidInput', 'The sandbox has public hosted zones only');
      }
      if (zonesOf(caller).some((zone) => zone.callerReference === callerReference)) {
        const message = 'A hosted zone has already been created with the specified caller reference.';
        throw new AwsError('HostedZoneAlreadyExists', message, 409);
      }
      checkAvailable(name);
      const comment = input.HostedZoneConfig?.Comment;
      const zone: HostedZone = {
        id: newId('Z'),
        account: caller.account,
        name,
        callerReference,
        comment,
        sets: new Map(),
      };
      const starting = startingChanges(name, nameServers, soaTtl, soaMinimum);
      hostedZones.set(zone.id, zone);
      const ChangeInfo = publish(zone, applyChanges(zone, zone.sets, starting));
      return {
        HostedZone: show(zone),
        ChangeInfo,
        DelegationSet: { NameServers: nameServers },
        Location: `https://route53.amazonaws.com/2013-04-01/hostedzone/${zone.id}`,
      };
    },

    GetHostedZone(input: api.GetHostedZoneRequest, caller: Caller): api.GetHostedZoneResponse {
      return { HostedZone: show(ownZone(input.Id, caller)), DelegationSet: { NameServers: nameServers } };
    },

    ListHostedZones(input: api.ListHostedZonesRequest, caller: Caller): api.ListHostedZonesResponse {
      const zones = zonesOf(caller).sort((one, other) => compare(one.id, other.id));
      const marker = input.Marker ?? '';
      const { page, next, size } = paginate(zones, ({ id }) => id >= marker, input.MaxItems, ZONES_PAGE);
      return {
        HostedZones: page.map(show),
        Marker: marker,
        IsTruncated: next !== undefined,
        MaxItems: size,
        ...(next && { NextMarker: next.id }),
      };
    },

    ListHostedZonesByName(
      input: api.ListHostedZonesByNameRequest,
      caller: Caller,
    ): api.ListHostedZonesByNameResponse {
      const zones = zonesOf(caller).sort((one, other) => compare(sortKey(one.name), sortKey(other.name)));
      const start = input.DNSName ? sortKey(parsed(input.DNSName, 'InvalidInput')) : '';
      const { page, next, size } = paginate(
        zones,
        (zone) => sortKey(zone.name) >= start,
        input.MaxItems,
        ZONES_PAGE,
      );
      return {
        HostedZones: page.map(show),
        ...(input.DNSName !== undefined && { DNSName: input.DNSName }),
        ...(input.HostedZoneId !== undefined && { HostedZoneId: input.HostedZoneId }),
        IsTruncated: next !== undefined,
        MaxItems: size,
        ...(next && { NextDNSName: formatName(next.name), NextHostedZoneId: next.id }),
      };
    },

    ChangeResourceRecordSets(
      input: api.ChangeResourceRecordSetsRequest,
      caller: Caller,
    ): api.ChangeResourceRecordSetsResponse {
      const zone = ownZone(input.HostedZoneId, caller);
      const { Changes = [], Comment } = input.ChangeBatch ?? {};
      if (Changes.length === 0)
        throw new AwsError('InvalidInput', 'Invalid request: the batch has no changes');
      return { ChangeInfo: publish(zone, applyChanges(zone, zone.sets, Changes), Comment) };
    },

    ListResourceRecordSets(
      input: api.ListResourceRecordSetsRequest,
      caller: Caller,
    ): api.ListResourceRecordSetsResponse {
      const zone = ownZone(input.HostedZoneId, caller);
      const { StartRecordName, StartRecordType } = input;
      if (StartRecordType && !StartRecordName) {
        throw new AwsError('InvalidInput', 'StartRecordType needs a StartRecordName');
      }
      // A space sorts before every character of a name, so that types order the sets of one name only.
      const key = (name: string, type = '') => `${sortKey(name)} ${type}`;
      const start = StartRecordName ? key(parsed(StartRecordName, 'InvalidInput'), StartRecordType) : '';
      const sets = Array.from(zone.sets.values(), ({ shown, rrset }) => ({
        shown,
        at: key(rrset.name, rrset.type),
      }));
      sets.sort((one, other) => compare(one.at, other.at));
      const { page, next, size } = paginate(sets, ({ at }) => at >= start, input.MaxItems, RECORDS_PAGE);
      return {
        ResourceRecordSets: page.map(({ shown }) => shown),
        IsTruncated: next !== undefined,
        MaxItems: size,
        ...(next && { NextRecordName: next.shown.Name, NextRecordType: next.shown.Type }),
      };
    },

    GetChange(input: api.GetChangeRequest, caller: Caller): api.GetChangeResponse {
      const id = input.Id?.replace(/^\/?change\//, '') ?? '';
      const change = changes.get(id);
      if (change?.account !== caller.account) {
        throw new AwsError('NoSuchChange', `Could not find resource with ID: ${id}`, 404);
      }
      return { ChangeInfo: changeInfo(change) };
    },

    DeleteHostedZone(input: api.DeleteHostedZoneRequest, caller: Caller): api.DeleteHostedZoneResponse {
      const zone = ownZone(input.Id, caller);
      // Besides the SOA and NS records of the zone itself, which every hosted zone must have.
      if (zone.sets.size > 2) {
        const message =
          'The specified hosted zone contains non-required resource record sets and so cannot be deleted.';
        throw new AwsError('HostedZoneNotEmpty', message);
      }
      hostedZones.delete(zone.id);
      return { ChangeInfo: submitted(zone, dns.zones.remove(zone.name)) };
    },
  };
  return { sdk, client: 'Route53Client', operations } satisfies Service;
}

function show({ id, name, callerReference, comment, sets }: HostedZone): api.HostedZone {
  return {
    Id: `/hostedzone/${id}`,
    Name: formatName(name),
    CallerReference: callerReference,
    Config: { PrivateZone: false, ...(comment !== undefined && { Comment: comment }) },
    ResourceRecordSetCount: sets.size,
  };
}

/**
 * What a new hosted zone starts with. The SOA's numbers are Route 53's own: serial 1, refresh 7200, retry 900, expire
 * 1209600 seconds (Developer Guide, "NS and SOA records that Route 53 creates for a public hosted zone").
 */
function startingChanges(
  name: string,
  nameServers: string[],
  soaTtl: number,
  soaMinimum: number,
): api.Change[] {
  const servers = nameServers.map(formatName);
  const soa = `${servers[0]} ${formatName(HOSTMASTER)} 1 7200 900 1209600 ${soaMinimum}`;
  const sets: api.ResourceRecordSet[] = [
    { Name: formatName(name), Type: 'SOA', TTL: soaTtl, ResourceRecords: [{ Value: soa }] },
    { Name: formatName(name), Type: 'NS', TTL: NS_TTL, ResourceRecords: servers.map((Value) => ({ Value })) },
  ];
  return sets.map((ResourceRecordSet) => ({ Action: 'CREATE', ResourceRecordSet }));
}

function hostedZoneName(text: string | undefined): string {
  const name = parsed(text ?? '', 'InvalidDomainName');
  // Records may have a wildcard, zones not (Developer Guide, "Using an asterisk in the names of hosted zones").
  if (name.startsWith('*.'))
    throw new AwsError('InvalidDomainName', `${text} is not a valid name of a hosted zone`);
  return name;
}

function parsed(text: string, code: 'InvalidDomainName' | 'InvalidInput'): string {
  try {
    return parseName(text);
  } catch (error) {
    throw error instanceof Problem ? new AwsError(code, error.message) : error;
  }
}

/** The items from the first that is not before the start, as many as fit, and the one that the next page starts with. */
function paginate<Item>(
  items: Item[],
  isReached: (item: Item) => boolean,
  wanted: number | undefined,
  most: number,
): { page: Item[]; next: Item | undefined; size: number } {
  const size = Math.min(wanted ?? most, most);
  const rest = items.filter(isReached);
  return { page: rest.slice(0, size), next: rest[size], size };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Twenty random characters after the letter, as current ids of Route 53 have them. */
function newId(letter: 'Z' | 'C'): string {
  const character = () => randomInt(36).toString(36).toUpperCase();
  return `${letter}${Array.from({ length: 20 }, character).join('')}`;
}
