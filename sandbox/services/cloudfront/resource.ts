/**
 * What a distribution and a distribution tenant have in common: an id, versions, a deployment that takes its time,
 * and aliases that nobody else may have.
 */
import { randomInt } from 'node:crypto';
import type { DistributionResourceType } from '@aws-sdk/client-cloudfront';
import { AwsError, type Caller } from '../../wire/service.ts';

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function draw(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

/** `E` and 13 capitals or digits, as distribution ids and ETags are. */
export const drawId = (): string => `E${draw(13, capitals)}`;

/** `dt_…` of a tenant, `cg_…` of a connection group: 27 characters, as in the model's examples. */
export const drawLongId = (prefix: 'dt' | 'cg'): string =>
  `${prefix}_${draw(27, capitals + capitals.toLowerCase())}`;

/** `d` and 13 lower-case letters or digits. */
export const drawDomainName = (): string => `d${draw(13, capitals.toLowerCase())}.cloudfront.net`;

export interface Clock {
  /** Epoch milliseconds. */
  now: () => number;
  /** How long a change stays InProgress. */
  deploySeconds: number;
}

export interface Identity {
  id: string;
  account: string;
}

export abstract class Resource {
  abstract readonly type: DistributionResourceType;
  readonly id: string;
  readonly account: string;
  readonly createdAt: number;
  /** Of the current version: every change draws a new one. */
  etag: string = drawId();
  modifiedAt: number;
  tags: { Key: string | undefined; Value?: string | undefined }[] = [];
  readonly #clock: Clock;

  constructor({ id, account }: Identity, clock: Clock) {
    this.id = id;
    this.account = account;
    this.#clock = clock;
    this.createdAt = clock.now();
    this.modifiedAt = this.createdAt;
  }

  abstract get arn(): string;
  abstract get enabled(): boolean;
  /** Lower case, in the order they were given. */
  abstract get aliases(): readonly string[];
  /** The cloudfront.net name that DNS and the ownership proof have to name. */
  abstract get endpoint(): string;
  /** ACM ARN or IAM id of the certificate it shows to viewers. */
  abstract get certificateId(): string | undefined;
  /** A change like any other: new ETag, InProgress. */
  abstract setAliases(aliases: readonly string[]): void;

  get status(): 'InProgress' | 'Deployed' {
    const { now, deploySeconds } = this.#clock;
    return now() < this.modifiedAt + deploySeconds * 1000 ? 'InProgress' : 'Deployed';
  }

  /** Makes the last change one of long ago. */
  deployed(): void {
    this.modifiedAt -= this.#clock.deploySeconds * 1000;
  }

  protected changed(): void {
    this.etag = drawId();
    this.modifiedAt = this.#clock.now();
  }
}

/** What a call finds when the resource is not there: each operation has its own code for it. */
export type NotFound = 'NoSuchDistribution' | 'EntityNotFound';

const notFoundMessage: Record<NotFound, string> = {
  NoSuchDistribution: 'The specified distribution does not exist.',
  EntityNotFound: 'The specified entity does not exist.',
};

/** @throws AwsError not found (404), or AccessDenied (403) when it is somebody else's */
export function mustBeOwn<Kind extends Resource>(
  resource: Kind | undefined,
  caller: Caller,
  notFound: NotFound,
): Kind {
  if (!resource) throw new AwsError(notFound, notFoundMessage[notFound], 404);
  if (resource.account !== caller.account) throw new AwsError('AccessDenied', 'Access denied.', 403);
  return resource;
}

/** @throws AwsError InvalidIfMatchVersion (400) when missing or garbled, PreconditionFailed (412) when stale */
export function mustMatch(ifMatch: string | undefined, { etag }: Resource): void {
  if (ifMatch === undefined || !/^E[A-Z0-9]{10,}$/.test(ifMatch)) {
    throw new AwsError(
      'InvalidIfMatchVersion',
      'The If-Match version is missing or not valid for the resource.',
    );
  }
  if (ifMatch !== etag) {
    throw new AwsError(
      'PreconditionFailed',
      "The request failed because it didn't meet the preconditions in one or more request-header fields.",
      412,
    );
  }
}
