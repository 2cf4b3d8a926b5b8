/**
 * Two people who use Route 53 in the sandbox, and what they do all the time.
 */
import type { Change, ChangeAction, ResourceRecordSet, RRType } from '@aws-sdk/client-route-53';
import type { RecordType } from 'dns-packet';
import { expect } from 'vitest';
import type { Dns } from '../../../../sandbox/dns/start-dns.ts';
import { startDns } from '../../../../sandbox/dns/start-dns.ts';
import { route53 } from '../../../../sandbox/services/route53.ts';
import type { Caller } from '../../../../sandbox/wire/service.ts';
import { ask, lines } from '../../dns/ask.ts';
import { Clock } from '../../dns/zones.ts';

const caller = (account: string): Caller => ({
  account,
  region: 'us-east-1',
  arn: `arn:aws:iam::${account}:user/operator`,
  accessKeyId: account,
  requestId: 'a-request',
  userAgent: 'a-test',
});
export const OWNER = caller('111122223333');
export const STRANGER = caller('444455556666');

/** Route 53 with its DNS behind it, and a clock that stands. */
export class Desk {
  readonly clock: Clock;
  readonly dns: Dns;
  api: ReturnType<typeof route53>['operations'];
  #references = 0;

  constructor(dns: Dns, clock: Clock) {
    this.dns = dns;
    this.clock = clock;
    this.api = route53({ dns, now: clock.now }).operations;
  }

  static async open(): Promise<Desk> {
    const clock = new Clock();
    return new Desk(await startDns({ port: 0, now: clock.now }), clock);
  }

  /** Id of a new hosted zone. */
  createZone(Name: string, who = OWNER): string {
    this.#references += 1;
    const CallerReference = `reference-${this.#references}`;
    return this.api.CreateHostedZone({ Name, CallerReference }, who).HostedZone?.Id ?? '';
  }

  submit(HostedZoneId: string, ...Changes: Change[]) {
    return this.api.ChangeResourceRecordSets({ HostedZoneId, ChangeBatch: { Changes } }, OWNER).ChangeInfo;
  }

  upsert(zone: string, ...sets: ResourceRecordSet[]) {
    return this.submit(zone, ...sets.map((set) => change('UPSERT', set)));
  }

  /** What ns-1 answers: records, or the code when there are none. */
  async answer(name: string, type: RecordType) {
    const reply = await ask('127.0.0.11', this.dns.port, name, type);
    return reply.answers?.length ? lines(reply.answers) : reply.code;
  }

  sets(HostedZoneId: string): ResourceRecordSet[] {
    return this.api.ListResourceRecordSets({ HostedZoneId }, OWNER).ResourceRecordSets ?? [];
  }

  /** `TYPE NAME` of all sets, as listed. */
  listed(zone: string): string[] {
    return this.sets(zone).map(({ Type, Name }) => `${Type} ${Name}`);
  }
}

/** `records('www.example.com', 'TXT', '"a"', '"b"')`, with a TTL of 60 seconds. */
export function records(Name: string, Type: RRType, ...values: string[]): ResourceRecordSet {
  return { Name, Type, TTL: 60, ResourceRecords: values.map((Value) => ({ Value })) };
}

export function alias(
  Name: string,
  DNSName: string,
  HostedZoneId = 'Z2FDTNDATAQYW2',
  Type: RRType = 'A',
): ResourceRecordSet {
  return { Name, Type, AliasTarget: { DNSName, HostedZoneId, EvaluateTargetHealth: false } };
}

export function change(Action: ChangeAction, ResourceRecordSet: ResourceRecordSet): Change {
  return { Action, ResourceRecordSet };
}

/** An error as AWS answers it; the message is compared whole when it is a string. */
export function failure(code: string, message: string | RegExp = /./, status = 400): unknown {
  const words = typeof message === 'string' ? message : expect.stringMatching(message);
  return expect.objectContaining({ code, status, message: words });
}

/** InvalidChangeBatch with one problem. */
export function batch(problem: string): unknown {
  return failure('InvalidChangeBatch', `[${problem}]`);
}
