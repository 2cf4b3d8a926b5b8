/**
 * Connection groups: what the tenants of an account are reached through.
 */
import type * as sdk from '@aws-sdk/client-cloudfront';
import { AwsError, type Caller } from '../../wire/service.ts';
import { page } from '../paging.ts';
import type { Endpoints } from './endpoints.ts';
import type { Registry } from './registry.ts';
import { type Clock, drawDomainName, drawId, drawLongId } from './resource.ts';
import { type ConnectionGroup, groupArn, toGroupAnswer, toGroupSummary } from './tenants.ts';

export interface ConnectionGroupParts {
  registry: Registry;
  endpoints: Endpoints;
  clock: Clock;
}

/** Every account has one that CloudFront made; it comes with the first tenant. */
export function defaultGroup(account: string, parts: ConnectionGroupParts): ConnectionGroup {
  const existing = groupsOf(account, parts).find(({ isDefault }) => isDefault);
  if (existing) return existing;
  const id = drawLongId('cg');
  return open({ id, account, name: `CreatedByCloudFront-${id}`, isDefault: true }, parts);
}

/** The named one, or the default. @throws AwsError EntityNotFound (404) */
export function groupFor(
  id: string | undefined,
  account: string,
  parts: ConnectionGroupParts,
): ConnectionGroup {
  if (id === undefined) return defaultGroup(account, parts);
  return own(groupsOf(account, parts).find((group) => group.id === id));
}

function groupsOf(account: string, { registry }: Pick<ConnectionGroupParts, 'registry'>): ConnectionGroup[] {
  return [...registry.groups.values()].filter((group) => group.account === account);
}

function open(
  identity: Pick<ConnectionGroup, 'id' | 'account' | 'name' | 'isDefault'>,
  { registry, endpoints, clock }: ConnectionGroupParts,
): ConnectionGroup {
  const group: ConnectionGroup = {
    ...identity,
    etag: drawId(),
    createdAt: clock.now(),
    routingEndpoint: drawDomainName(),
  };
  registry.groups.set(group.id, group);
  endpoints.open(group.routingEndpoint);
  return group;
}

function own(group: ConnectionGroup | undefined): ConnectionGroup {
  if (!group) throw new AwsError('EntityNotFound', 'The specified connection group does not exist.', 404);
  return group;
}

export function createConnectionGroupOperations(parts: ConnectionGroupParts) {
  return {
    CreateConnectionGroup(
      { Name }: sdk.CreateConnectionGroupRequest,
      { account }: Caller,
    ): sdk.CreateConnectionGroupResult {
      const name = Name ?? '';
      if (groupsOf(account, parts).some((group) => group.name === name)) {
        throw new AwsError('EntityAlreadyExists', `A connection group named ${name} already exists.`, 409);
      }
      const group = open({ id: drawLongId('cg'), account, name, isDefault: false }, parts);
      return { ConnectionGroup: toGroupAnswer(group), ETag: group.etag };
    },

    GetConnectionGroup(
      { Identifier }: sdk.GetConnectionGroupRequest,
      { account }: Caller,
    ): sdk.GetConnectionGroupResult {
      const group = own(
        groupsOf(account, parts).find(
          (one) => one.id === Identifier || one.name === Identifier || groupArn(one) === Identifier,
        ),
      );
      return { ConnectionGroup: toGroupAnswer(group), ETag: group.etag };
    },

    ListConnectionGroups(
      { Marker, MaxItems }: sdk.ListConnectionGroupsRequest,
      { account }: Caller,
    ): sdk.ListConnectionGroupsResult {
      const size = Number(MaxItems ?? 100);
      const cut = page(groupsOf(account, parts), ({ id }) => id, { marker: Marker, size });
      if (!cut) throw new AwsError('InvalidArgument', 'The parameter Marker is not valid.');
      return {
        ConnectionGroups: cut.items.map(toGroupSummary),
        ...(cut.next && { NextMarker: cut.next }),
      };
    },
  };
}
