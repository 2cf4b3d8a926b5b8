import { promises as nodeDns } from 'node:dns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dns } from '../../../sandbox/dns/start-dns.ts';
import { startDns } from '../../../sandbox/dns/start-dns.ts';
import { ask, lines } from './ask.ts';
import { ALL_SERVERS, Clock, zone } from './zones.ts';

let clock: Clock;
let dns: Dns;
/** A client that we did not write. */
let node: nodeDns.Resolver;
beforeEach(async () => {
  clock = new Clock();
  dns = await startDns({ port: 0, now: clock.now });
  node = new nodeDns.Resolver();
  node.setServers([dns.address]);
});
afterEach(() => dns.close());

const recursive = { rd: true };

it('answers with recursion and the time that remains, over UDP and TCP', async () => {
  dns.zones.put(zone('example.com', ['www 300 CNAME d1.cloudfront.net']));
  dns.distributionNames.setAddress('d1.cloudfront.net', ['203.0.113.5']);
  for (const transport of ['udp', 'tcp'] as const) {
    const reply = await ask('127.0.0.1', dns.port, 'WWW.example.com', 'A', { rd: true, transport });
    expect(reply).toMatchObject({ code: 'NOERROR', flag_ra: true, flag_rd: true, flag_aa: false });
    expect(lines(reply.answers)).toEqual([
      'www.example.com 300 CNAME d1.cloudfront.net',
      'd1.cloudfront.net 60 A 203.0.113.5',
    ]);
  }
  clock.advance(25);
  const later = await ask('127.0.0.1', dns.port, 'www.example.com', 'A', recursive);
  expect(later.answers?.map((record) => 'ttl' in record && record.ttl)).toEqual([275, 35]);
});

it('hands on a miss with the SOA and the time that it will still be kept', async () => {
  dns.zones.put(zone('example.com', ['www 60 A 203.0.113.1'], { soaTtl: 900, minimum: 120 }));
  const first = await ask('127.0.0.1', dns.port, '_www.example.com', 'TXT', recursive);
  expect(first).toMatchObject({ code: 'NXDOMAIN', answers: [] });
  expect(lines(first.authorities)).toEqual(['example.com 120 SOA ns-1.dns.example 120']);
  clock.advance(50);
  const second = await ask('127.0.0.1', dns.port, '_www.example.com', 'TXT', recursive);
  expect(lines(second.authorities)).toEqual(['example.com 70 SOA ns-1.dns.example 120']);
  const noData = await ask('127.0.0.1', dns.port, 'www.example.com', 'SOA', recursive);
  expect(noData.code).toBe('NOERROR');
  expect(lines(noData.authorities)).toEqual(['example.com 120 SOA ns-1.dns.example 120']);
});

it('refuses to be asked without recursion: its cache is nobody else’s business', async () => {
  dns.zones.put(zone('example.com', []));
  expect((await ask('127.0.0.1', dns.port, 'example.com', 'SOA')).code).toBe('REFUSED');
});

it('tells SERVFAIL when no name server answers', async () => {
  dns.zones.put(zone('example.com', []));
  for (const server of ALL_SERVERS) dns.setFault(server, 'refused');
  expect(await ask('127.0.0.1', dns.port, 'example.com', 'SOA', recursive)).toMatchObject({
    code: 'SERVFAIL',
    flag_ra: true,
    answers: [],
  });
});

describe('node:dns as a client', () => {
  it('finds addresses, name servers, SOA and TXT records', async () => {
    dns.zones.put(
      zone('example.com', [
        '@ 60 A 203.0.113.1',
        'www 60 AAAA 2001:db8::1',
        '_ 60 TXT d1.cloudfront.net',
        '_* 60 TXT d2.cloudfront.net',
        '_www 60 TXT two |strings',
        '_www 60 TXT another value',
        '*.wild 60 TXT star',
      ]),
    );
    expect(await node.resolve4('example.com', { ttl: true })).toEqual([{ address: '203.0.113.1', ttl: 60 }]);
    expect(await node.resolve6('www.example.com')).toEqual(['2001:db8::1']);
    expect((await node.resolveNs('example.com')).toSorted()).toEqual(ALL_SERVERS);
    expect(await node.resolveSoa('example.com')).toMatchObject({
      nsname: 'ns-1.dns.example',
      minttl: 86_400,
    });
    expect(await node.resolveTxt('_.example.com')).toEqual([['d1.cloudfront.net']]);
    expect(await node.resolveTxt('_*.example.com')).toEqual([['d2.cloudfront.net']]);
    expect(await node.resolveTxt('_www.example.com')).toEqual([['two ', 'strings'], ['another value']]);
    expect(await node.resolveTxt('anything.wild.example.com')).toEqual([['star']]);
    expect(await node.resolve4('ns-4.dns.example')).toEqual(['127.0.0.14']);
  });
  it('tells a name that does not exist from a type that does not', async () => {
    dns.zones.put(zone('example.com', ['deep.down 60 A 203.0.113.1']));
    await expect(node.resolveTxt('no.example.com')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await expect(node.resolveTxt('deep.down.example.com')).rejects.toMatchObject({ code: 'ENODATA' });
    await expect(node.resolveTxt('down.example.com')).rejects.toMatchObject({ code: 'ENODATA' });
  });
  it('asks again over TCP when a reply is truncated', async () => {
    const values = Array.from(
      { length: 40 },
      (_, index) => `many 60 TXT ${String(index).padStart(3, '0').repeat(40)}`,
    );
    dns.zones.put(zone('example.com', values));
    expect(await node.resolveTxt('many.example.com')).toHaveLength(40);
  });
  it('sees a record only when the resolver has forgotten that it was missing', async () => {
    dns.zones.put(zone('example.com', [], { soaTtl: 30 }));
    await expect(node.resolveTxt('_www.example.com')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    dns.zones.put(zone('example.com', ['_www 60 TXT d1.cloudfront.net'], { soaTtl: 30 }));
    clock.advance(29.9);
    await expect(node.resolveTxt('_www.example.com')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    clock.advance(0.1);
    expect(await node.resolveTxt('_www.example.com')).toEqual([['d1.cloudfront.net']]);
  });
});

it('closes while a question is still open', async () => {
  dns.zones.put(zone('example.com', []));
  for (const server of ALL_SERVERS) dns.setFault(server, 'dead');
  const question = node.resolveSoa('example.com').catch((error: Error) => error);
  await dns.close();
  node.cancel();
  expect(await question).toBeInstanceOf(Error);
});
