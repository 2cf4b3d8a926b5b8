import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CachingResolver } from '../../../sandbox/dns/caching-resolver.ts';
import { exchange } from '../../../sandbox/dns/exchange.ts';
import type { Dns } from '../../../sandbox/dns/start-dns.ts';
import { startDns } from '../../../sandbox/dns/start-dns.ts';
import type { Resolver } from '../../../sandbox/parts.ts';
import { ALL_SERVERS, Clock, zone } from './zones.ts';

let clock: Clock;
let dns: Dns;
let resolver: CachingResolver;
beforeEach(async () => {
  clock = new Clock();
  dns = await startDns({ port: 0, now: clock.now });
  resolver = dns.createResolver();
});
afterEach(() => dns.close());

/** `RCODE`, or the records as `name ttl TYPE value`. */
async function resolve(name: string, type: Parameters<Resolver['resolve']>[1], from = resolver) {
  const { rcode, records } = await from.resolve(name, type);
  const lines = records.map((record) => `${record.name} ${record.ttl} ${record.type} ${record.value}`);
  return lines.length === 0 ? rcode : rcode === 'NOERROR' ? lines : [rcode, ...lines];
}

const PROOF = '_www.example.com';
const published = zone('example.com', ['_www 60 TXT d1.cloudfront.net']);

describe('a miss', () => {
  it.each([
    { soaTtl: 900, minimum: 86_400, lasts: 900 },
    { soaTtl: 900, minimum: 30, lasts: 30 },
  ])(
    'of the whole name is kept for min($soaTtl, $minimum) seconds, to the end and no longer',
    async (times) => {
      dns.zones.put(zone('example.com', [], times));
      expect(await resolve(PROOF, 'TXT')).toBe('NXDOMAIN');
      dns.zones.put(published);
      clock.advance(times.lasts - 0.001);
      expect(await resolve(PROOF, 'TXT')).toBe('NXDOMAIN');
      clock.advance(0.001);
      expect(await resolve(PROOF, 'TXT')).toEqual(['_www.example.com 60 TXT d1.cloudfront.net']);
    },
  );

  it('of the whole name hides every type of it, also those not asked for', async () => {
    dns.zones.put(zone('example.com', []));
    expect(await resolve(PROOF, 'A')).toBe('NXDOMAIN');
    dns.zones.put(published);
    expect(await resolve(PROOF, 'TXT')).toBe('NXDOMAIN');
    expect(await resolve('_WWW.Example.com.', 'TXT')).toBe('NXDOMAIN');
    expect(await resolve('x._www.example.com', 'TXT')).toBe('NXDOMAIN');
  });

  it('of one type leaves the others alone', async () => {
    dns.zones.put(zone('example.com', ['www 60 A 203.0.113.1']));
    expect(await resolve('www.example.com', 'TXT')).toBe('NOERROR');
    dns.zones.put(
      zone('example.com', ['www 60 A 203.0.113.1', 'www 60 AAAA 2001:db8::1', 'www 60 TXT late']),
    );
    expect(await resolve('www.example.com', 'TXT')).toBe('NOERROR');
    expect(await resolve('www.example.com', 'AAAA')).toEqual(['www.example.com 60 AAAA 2001:db8::1']);
    clock.advance(900);
    expect(await resolve('www.example.com', 'TXT')).toEqual(['www.example.com 60 TXT late']);
  });

  it('is forgotten by nobody else: each resolver has its own cache', async () => {
    dns.zones.put(zone('example.com', []));
    const other = dns.createResolver();
    await resolve(PROOF, 'TXT');
    dns.zones.put(published);
    expect(await resolve(PROOF, 'TXT')).toBe('NXDOMAIN');
    expect(await resolve(PROOF, 'TXT', other)).toEqual(['_www.example.com 60 TXT d1.cloudfront.net']);
  });

  it('of a domain that nobody registered is not kept', async () => {
    expect(await resolve(PROOF, 'TXT')).toBe('NXDOMAIN');
    dns.zones.put(published);
    expect(await resolve(PROOF, 'TXT')).toEqual(['_www.example.com 60 TXT d1.cloudfront.net']);
  });
});

describe('a record', () => {
  it('is kept for its TTL, counting down, whatever happens to it meanwhile', async () => {
    dns.zones.put(published);
    await resolve(PROOF, 'TXT');
    dns.zones.put(zone('example.com', ['_www 60 TXT d2.cloudfront.net']));
    clock.advance(10.5);
    expect(await resolve(PROOF, 'TXT')).toEqual(['_www.example.com 49 TXT d1.cloudfront.net']);
    clock.advance(49.499);
    expect(await resolve(PROOF, 'TXT')).toEqual(['_www.example.com 0 TXT d1.cloudfront.net']);
    clock.advance(0.001);
    expect(await resolve(PROOF, 'TXT')).toEqual(['_www.example.com 60 TXT d2.cloudfront.net']);
  });
  it('with TTL 0 is not kept', async () => {
    dns.zones.put(zone('example.com', ['_www 0 TXT d1.cloudfront.net']));
    await resolve(PROOF, 'TXT');
    dns.zones.put(zone('example.com', ['_www 0 TXT d2.cloudfront.net']));
    expect(await resolve(PROOF, 'TXT')).toEqual(['_www.example.com 0 TXT d2.cloudfront.net']);
  });
  it('is shown in presentation form: strings of a TXT joined, several values each for itself', async () => {
    dns.zones.put(zone('example.com', ['_www 60 TXT d1.cloud|front.net', '_www 60 TXT d2.cloudfront.net']));
    expect(await resolve(PROOF, 'TXT')).toEqual([
      '_www.example.com 60 TXT d1.cloudfront.net',
      '_www.example.com 60 TXT d2.cloudfront.net',
    ]);
    expect(await resolve('example.com', 'SOA')).toEqual([
      'example.com 900 SOA ns-1.dns.example hostmaster.dns.example 1 7200 900 1209600 86400',
    ]);
    expect(await resolve('example.com', 'NS')).toHaveLength(4);
  });
  it('that is too long for UDP comes over TCP', async () => {
    const values = Array.from({ length: 30 }, (_, index) => `_www 60 TXT ${'x'.repeat(100)}${index}`);
    dns.zones.put(zone('example.com', values));
    expect(await resolve(PROOF, 'TXT')).toHaveLength(30);
  });
});

describe('a chain of CNAMEs', () => {
  it('is followed across zones, each link kept for its own time', async () => {
    dns.zones.put(zone('example.com', ['www 300 CNAME d1.cloudfront.net']));
    dns.distributionNames.setAddress('d1.cloudfront.net', ['203.0.113.5']);
    const link = (ttl: number) => `www.example.com ${ttl} CNAME d1.cloudfront.net`;
    expect(await resolve('www.example.com', 'A')).toEqual([link(300), 'd1.cloudfront.net 60 A 203.0.113.5']);
    dns.distributionNames.setAddress('d1.cloudfront.net', ['203.0.113.6']);
    dns.zones.put(zone('example.com', ['www 300 CNAME d2.cloudfront.net']));
    clock.advance(60);
    expect(await resolve('www.example.com', 'A')).toEqual([link(240), 'd1.cloudfront.net 60 A 203.0.113.6']);
    expect(await resolve('www.example.com', 'CNAME')).toEqual([link(240)]);
  });
  it('may lead nowhere', async () => {
    dns.zones.put(zone('example.com', ['www 300 CNAME d9.cloudfront.net']));
    expect(await resolve('www.example.com', 'A')).toEqual([
      'NXDOMAIN',
      'www.example.com 300 CNAME d9.cloudfront.net',
    ]);
    dns.zones.put(zone('example.com', ['www 300 CNAME gone.example.com']));
    clock.advance(300);
    expect(await resolve('www.example.com', 'A')).toEqual([
      'NXDOMAIN',
      'www.example.com 300 CNAME gone.example.com',
    ]);
  });
  it('has at most eight links and no loop', async () => {
    const links = Array.from({ length: 9 }, (_, index) => `c${index} 60 CNAME c${index + 1}.example.com`);
    dns.zones.put(
      zone('example.com', [
        ...links,
        'c9 60 A 203.0.113.1',
        'x 60 CNAME y.example.com',
        'y 60 CNAME x.example.com',
      ]),
    );
    expect(await resolve('c1.example.com', 'A')).toHaveLength(9);
    expect(await resolve('c0.example.com', 'A')).toBe('SERVFAIL');
    expect(await resolve('x.example.com', 'A')).toBe('SERVFAIL');
  });
});

describe('name servers in trouble', () => {
  const others = ALL_SERVERS.slice(0, 3);
  beforeEach(() => void dns.zones.put(published));

  it.each(['refused', 'servfail', 'dead'] as const)('that are %s are passed over', async (fault) => {
    for (const server of others) dns.setFault(server, fault);
    expect(await resolve(PROOF, 'TXT')).toEqual(['_www.example.com 60 TXT d1.cloudfront.net']);
  });
  it('make it SERVFAIL when all are, and that is not kept', async () => {
    for (const server of ALL_SERVERS) dns.setFault(server, 'servfail');
    expect(await resolve(PROOF, 'TXT')).toBe('SERVFAIL');
    dns.setFault('ns-2.dns.example', 'none');
    expect(await resolve(PROOF, 'TXT')).toEqual(['_www.example.com 60 TXT d1.cloudfront.net']);
  });
  it('that lag answer when it is their turn: servers are asked in rotation', async () => {
    dns.setLag('ns-2.dns.example', 60);
    const names = ['a', 'b', 'c', 'd'];
    dns.zones.put(
      zone(
        'example.com',
        names.map((name) => `${name} 60 A 203.0.113.1`),
      ),
    );
    const seen: unknown[] = [];
    for (const name of names) seen.push(await resolve(`${name}.example.com`, 'A'));
    expect(seen.filter((answer) => answer === 'NXDOMAIN')).toHaveLength(1);
  });
});

describe('a delegation', () => {
  const childServers = ['ns-3.dns.example', 'ns-4.dns.example'];
  const child = (servedBy = childServers) => zone('dev.example.com', ['www 60 A 203.0.113.7'], { servedBy });
  const parent = (...ns: string[]) =>
    zone(
      'example.com',
      ns.map((server) => `dev 3600 NS ${server}`),
    );

  it('is followed to the servers of the child', async () => {
    dns.zones.put(parent(...childServers));
    dns.zones.put(child());
    for (const type of ['A', 'TXT', 'AAAA'] as const) {
      const expected = type === 'A' ? ['www.dev.example.com 60 A 203.0.113.7'] : 'NOERROR';
      expect(await resolve('www.dev.example.com', type)).toEqual(expected);
    }
    expect(await resolve('no.dev.example.com', 'A')).toBe('NXDOMAIN');
  });
  it('needs glue where the servers live in the child, and uses it', async () => {
    const glue = ['dev 3600 NS ns.dev.example.com', 'ns.dev 3600 A 127.0.0.14'];
    dns.zones.put(zone('example.com', glue));
    dns.zones.put(child(['ns-4.dns.example']));
    expect(await resolve('www.dev.example.com', 'A')).toEqual(['www.dev.example.com 60 A 203.0.113.7']);
  });
  it('is SERVFAIL when it is lame: the servers named do not have the child', async () => {
    dns.zones.put(parent('ns-1.dns.example', 'ns-2.dns.example'));
    dns.zones.put(child());
    // The parent's servers refer to themselves.
    const fresh = new CachingResolver(
      () => ({ zone: 'example.com', servers: dns.nameServers.slice(0, 2) }),
      dns.port,
      clock.now,
    );
    expect(await resolve('www.dev.example.com', 'A', fresh)).toBe('SERVFAIL');
  });
  it('never leads off loopback, nor to servers that cannot be found', async () => {
    const outside = ['dev 3600 NS ns.dev.example.com', 'ns.dev 3600 A 203.0.113.53'];
    dns.zones.put(zone('example.com', [...outside, 'lost 3600 NS ns.nowhere.example']));
    expect(await resolve('www.dev.example.com', 'A')).toBe('SERVFAIL');
    expect(await resolve('www.lost.example.com', 'A')).toBe('SERVFAIL');
    const question = { name: 'www.dev.example.com', type: 'A' as const };
    await expect(exchange(question, '203.0.113.53', dns.port)).rejects.toThrow(/not on loopback/);
  });
  it('that needs itself to be found ends', async () => {
    dns.zones.put(zone('example.com', ['one 3600 NS ns.two.example.com', 'two 3600 NS ns.one.example.com']));
    expect(await resolve('www.one.example.com', 'A')).toBe('SERVFAIL');
  });
});
