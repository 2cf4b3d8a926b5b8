import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import * as packet from 'dns-packet';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dns } from '../../../sandbox/dns/start-dns.ts';
import { startDns } from '../../../sandbox/dns/start-dns.ts';
import { ask, lines, read, send } from './ask.ts';
import { Clock, zone } from './zones.ts';

/** Long enough for any reply on loopback to have come. */
const SILENCE_MS = 200;
const NS1 = '127.0.0.11';
const NS2 = '127.0.0.12';

let clock: Clock;
let dns: Dns;
beforeEach(async () => {
  clock = new Clock();
  dns = await startDns({ port: 0, now: clock.now });
});
afterEach(() => dns.close());

describe.each(['udp', 'tcp'] as const)('over %s, a name server', (transport) => {
  it('answers with authority, ignoring a wish for recursion', async () => {
    dns.zones.put(zone('example.com', ['www 300 A 203.0.113.1']));
    for (const { address } of dns.nameServers) {
      const reply = await ask(address, dns.port, 'WWW.Example.COM', 'A', { transport, rd: true });
      expect(reply).toMatchObject({
        code: 'NOERROR',
        flag_aa: true,
        flag_rd: true,
        flag_ra: false,
        id: 4711,
      });
      expect(reply.questions).toMatchObject([{ name: 'WWW.Example.COM', type: 'A' }]);
      expect(lines(reply.answers)).toEqual(['www.example.com 300 A 203.0.113.1']);
    }
  });

  it.each([
    ['nothing but two bytes', Buffer.from([1, 2])],
    ['letters', Buffer.from('garbage')],
    ['a header that promises a question', Buffer.from('010200000001000000000000', 'hex')],
    ['no question', Buffer.from('010200000000000000000000', 'hex')],
    ['a label that is no text', Buffer.from('01020000000100000000000001ff0000010001', 'hex')],
    ['a dot inside a label', Buffer.from('010200000001000000000000032e2e2e0000010001', 'hex')],
    [
      'two questions',
      packet.encode({
        id: 0x0102,
        questions: [
          { name: 'a.com', type: 'A' },
          { name: 'b.com', type: 'A' },
        ],
      }),
    ],
  ])('says FORMERR to %s', async (_, bytes) => {
    const reply = read((await send(NS1, dns.port, bytes, transport)) ?? Buffer.alloc(0));
    expect(reply).toMatchObject({ code: 'FORMERR', flag_qr: true, id: bytes.readUInt16BE(0) });
  });

  it('is silent to a response, so that two servers cannot talk for ever', async () => {
    const response = packet.encode({ type: 'response', questions: [{ name: 'example.com', type: 'A' }] });
    expect(await send(NS1, dns.port, response, transport, SILENCE_MS)).toBeUndefined();
  });
});

it('says NOTIMP to updates and zone transfers, REFUSED to other classes and zones', async () => {
  dns.zones.put(zone('example.com', []));
  const question = { name: 'example.com', type: 'SOA' as const };
  const codes = [
    packet.encode({ flags: 5 << 11, questions: [question] }),
    packet.encode({ questions: [{ ...question, type: 'AXFR' }] }),
    packet.encode({ questions: [{ ...question, class: 'CH' }] }),
    packet.encode({ questions: [{ ...question, name: 'example.org' }] }),
  ].map(async (query) => read((await send(NS1, dns.port, query)) ?? Buffer.alloc(0)).code);
  expect(await Promise.all(codes)).toEqual(['NOTIMP', 'NOTIMP', 'REFUSED', 'REFUSED']);
});

describe('a reply that is too long for UDP', () => {
  beforeEach(() => {
    const values = Array.from({ length: 8 }, (_, index) => `many 60 TXT ${String(index).repeat(100)}`);
    dns.zones.put(
      zone('example.com', [...values, ...values.map((value) => value.replace('many', 'unsung'))]),
    );
  });

  it('is truncated: no records, the TC flag, within 512 bytes', async () => {
    const reply = await ask(NS1, dns.port, 'many.example.com', 'TXT');
    expect(reply).toMatchObject({ code: 'NOERROR', flag_tc: true, answers: [] });
    expect(reply.size).toBeLessThanOrEqual(512);
  });
  it('is truncated at the size that EDNS names, and whole where it fits', async () => {
    const small = await ask(NS1, dns.port, 'many.example.com', 'TXT', { edns: 700 });
    expect(small).toMatchObject({ flag_tc: true, answers: [], additionals: [{ type: 'OPT' }] });
    const large = await ask(NS1, dns.port, 'many.example.com', 'TXT', { edns: 4096 });
    expect(large.flag_tc).toBe(false);
    expect(large.answers).toHaveLength(8);
  });
  it('is whole over TCP', async () => {
    const reply = await ask(NS1, dns.port, 'many.example.com', 'TXT', { transport: 'tcp' });
    expect(reply.flag_tc).toBe(false);
    expect(reply.answers).toHaveLength(8);
  });
  it('first loses what is only additional', async () => {
    const servers = Array.from({ length: 9 }, (_, index) => `dev 60 NS ns${index}.dev.example.com`);
    const glue = Array.from({ length: 9 }, (_, index) => `ns${index}.dev 60 A 127.0.0.${index + 11}`);
    dns.zones.put(zone('example.com', [...servers, ...glue]));
    const reply = await ask(NS1, dns.port, 'www.dev.example.com', 'A');
    expect(reply.flag_tc).toBe(false);
    expect(reply.authorities).toHaveLength(9);
    expect(reply.additionals).toEqual([]);
  });
});

it('speaks EDNS to those who do, and only to those', async () => {
  dns.zones.put(zone('example.com', []));
  expect((await ask(NS1, dns.port, 'example.com', 'MX')).additionals).toEqual([]);
  const reply = await ask(NS1, dns.port, 'example.com', 'MX', { edns: 1232 });
  expect(reply.additionals).toMatchObject([{ type: 'OPT', udpPayloadSize: 1232, extendedRcode: 0 }]);
  const future = await ask(NS1, dns.port, 'example.com', 'MX', { edns: 1232, ednsVersion: 1 });
  // BADVERS, 16: one in the upper bits.
  expect(future).toMatchObject({
    code: 'NOERROR',
    answers: [],
    additionals: [{ extendedRcode: 1, ednsVersion: 0 }],
  });
});

describe('a server that lags', () => {
  const seen = async (address: string) => {
    const reply = await ask(address, dns.port, '_www.example.com', 'TXT');
    return reply.code === 'NOERROR' ? lines(reply.answers) : reply.code;
  };
  const old = ['_www.example.com 60 TXT "d1.cloudfront.net"'];
  const young = ['_www.example.com 60 TXT "d2.cloudfront.net"'];

  it('sees each change exactly when its lag is over, in order, while the others see it at once', async () => {
    dns.zones.put(zone('example.com', []));
    dns.setLag('ns-2.dns.example', 30);
    dns.zones.put(zone('example.com', ['_www 60 TXT d1.cloudfront.net']));
    clock.advance(10);
    const version = dns.zones.put(zone('example.com', ['_www 60 TXT d2.cloudfront.net']));
    expect(await seen(NS1)).toEqual(young);
    clock.advance(19.999);
    expect(await seen(NS2)).toBe('NXDOMAIN');
    clock.advance(0.001);
    expect(await seen(NS2)).toEqual(old);
    clock.advance(9.999);
    expect(await seen(NS2)).toEqual(old);
    expect(dns.isInSync(version)).toBe(false);
    clock.advance(0.001);
    expect(dns.isInSync(version)).toBe(true);
    expect(await seen(NS2)).toEqual(young);
  });
  it('forgets nothing that it knew when the lag grows, and catches up when it shrinks', async () => {
    dns.zones.put(zone('example.com', ['_www 60 TXT d1.cloudfront.net']));
    dns.setLag('ns-2.dns.example', 3600);
    expect(await seen(NS2)).toEqual(old);
    dns.zones.put(zone('example.com', ['_www 60 TXT d2.cloudfront.net']));
    clock.advance(60);
    expect(await seen(NS2)).toEqual(old);
    dns.setLag('ns-2.dns.example', 60);
    expect(await seen(NS2)).toEqual(young);
  });
  it('refuses a zone that it has not heard of yet, and keeps one that was removed', async () => {
    dns.setLag('ns-2.dns.example', 5);
    dns.zones.put(zone('example.com', ['_www 60 TXT d1.cloudfront.net']));
    expect(await seen(NS2)).toBe('REFUSED');
    clock.advance(5);
    expect(await seen(NS2)).toEqual(old);
    dns.zones.remove('example.com');
    expect(await seen(NS1)).toBe('REFUSED');
    expect(await seen(NS2)).toEqual(old);
  });
  it('knows the names of distributions at once: they are not part of the public zones', async () => {
    dns.setLag('ns-2.dns.example', 3600);
    dns.distributionNames.setAddress('D1.cloudfront.net.', ['203.0.113.5']);
    const reply = await ask(NS2, dns.port, 'd1.cloudfront.net', 'A');
    expect(lines(reply.answers)).toEqual(['d1.cloudfront.net 60 A 203.0.113.5']);
  });
});

describe('a server with a fault', () => {
  beforeEach(() => void dns.zones.put(zone('example.com', ['www 60 A 203.0.113.1'])));
  const query = packet.encode({ questions: [{ name: 'www.example.com', type: 'A' }] });

  it.each(['udp', 'tcp'] as const)(
    'that is dead is silent over %s, even to garbage, until it is well',
    async (transport) => {
      dns.setFault('ns-1.dns.example', 'dead');
      for (const bytes of [query, Buffer.from('garbage')]) {
        expect(await send(NS1, dns.port, bytes, transport, SILENCE_MS)).toBeUndefined();
      }
      expect((await ask(NS2, dns.port, 'www.example.com', 'A', { transport })).answers).toHaveLength(1);
      dns.setFault('ns-1.dns.example', 'none');
      expect((await ask(NS1, dns.port, 'www.example.com', 'A', { transport })).answers).toHaveLength(1);
    },
  );
  it.each([
    ['refused', 'REFUSED'],
    ['servfail', 'SERVFAIL'],
  ] as const)('%s says %s', async (fault, code) => {
    dns.setFault('ns-1.dns.example', fault);
    const reply = await ask(NS1, dns.port, 'www.example.com', 'A');
    expect(reply).toMatchObject({ code, flag_aa: false, answers: [] });
  });
  it('has to exist', () => {
    expect(() => dns.setFault('ns-9.dns.example', 'dead')).toThrow(/ns-9\.dns\.example.*ns-4\.dns\.example/);
    expect(() => dns.setLag('ns-9.dns.example', 1)).toThrow(/ns-9/);
  });
});

it('serves only the zones that name it: the parent refers to the servers of the child', async () => {
  const childServers = ['ns-3.dns.example', 'ns-4.dns.example'];
  dns.zones.put(
    zone(
      'example.com',
      childServers.map((server) => `dev 3600 NS ${server}`),
    ),
  );
  dns.zones.put(zone('dev.example.com', ['www 60 A 203.0.113.7'], { servedBy: childServers }));
  const referral = await ask(NS1, dns.port, 'www.dev.example.com', 'A');
  expect(referral).toMatchObject({ code: 'NOERROR', flag_aa: false, answers: [] });
  expect(lines(referral.authorities)).toEqual(
    childServers.map((server) => `dev.example.com 3600 NS ${server}`),
  );
  expect(lines(referral.additionals)).toEqual([
    'ns-3.dns.example 172800 A 127.0.0.13',
    'ns-4.dns.example 172800 A 127.0.0.14',
  ]);
  const answer = await ask('127.0.0.13', dns.port, 'www.dev.example.com', 'A');
  expect(lines(answer.answers)).toEqual(['www.dev.example.com 60 A 203.0.113.7']);
});

describe('the zones of the infrastructure', () => {
  it('have the addresses of the name servers', async () => {
    const reply = await ask(NS1, dns.port, 'ns-3.dns.example', 'A');
    expect(lines(reply.answers)).toEqual(['ns-3.dns.example 172800 A 127.0.0.13']);
  });
  it('have the addresses of distributions while they exist', async () => {
    dns.distributionNames.setAddress('d1.cloudfront.net', ['203.0.113.5']);
    dns.distributionNames.setAddress('d1.cloudfront.net', ['203.0.113.6', '203.0.113.7']);
    dns.distributionNames.setAddress('d2.cloudfront.net', ['203.0.113.8']);
    const both = await ask(NS1, dns.port, 'd1.cloudfront.net', 'A');
    expect(lines(both.answers)).toEqual([
      'd1.cloudfront.net 60 A 203.0.113.6',
      'd1.cloudfront.net 60 A 203.0.113.7',
    ]);
    dns.distributionNames.remove('d1.cloudfront.net');
    expect((await ask(NS1, dns.port, 'd1.cloudfront.net', 'A')).code).toBe('NXDOMAIN');
    expect((await ask(NS1, dns.port, 'd2.cloudfront.net', 'A')).answers).toHaveLength(1);
  });
  it('take names of distributions only', () => {
    expect(() => dns.distributionNames.setAddress('www.example.com', ['203.0.113.5'])).toThrow(
      /cloudfront\.net/,
    );
  });
});

describe('startDns', () => {
  it('can have as many name servers as are wanted', async () => {
    const two = await startDns({ port: 0, nameServers: 2 });
    expect(two.nameServers.map(({ name, address }) => `${name} ${address}`)).toEqual([
      'ns-1.dns.example 127.0.0.11',
      'ns-2.dns.example 127.0.0.12',
    ]);
    await two.close();
  });
  it('says which port is taken, leaves nothing open, and takes it once it is free', async () => {
    const { port } = dns;
    await expect(startDns({ port })).rejects.toThrow(
      expect.objectContaining({ code: 'EADDRINUSE', message: expect.stringContaining(`:${port}`) }),
    );
    await dns.close();
    dns = await startDns({ port, now: clock.now });
    expect(dns.address).toBe(`127.0.0.1:${port}`);
  });
  it.each(['udp', 'tcp'] as const)('minds a stranger on one %s address only', async (protocol) => {
    const { port } = dns;
    await dns.close();
    const stranger = protocol === 'udp' ? createSocket('udp4') : createServer();
    await new Promise<void>((done) => {
      if ('bind' in stranger) stranger.bind(port, '127.0.0.13', done);
      else stranger.listen(port, '127.0.0.13', done);
    });
    const failure = startDns({ port });
    await expect(failure).rejects.toThrow(`127.0.0.13:${port} (${protocol.toUpperCase()})`);
    await new Promise<void>((done) => stranger.close(() => done()));
    dns = await startDns({ port, now: clock.now });
  });
});
