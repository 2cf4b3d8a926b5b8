/** Resolvers that fail, addresses that cannot be reached, and servers that send whatever they like. */
import { type Answer, decode } from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../providers/dns/ask.ts';
import { createDns } from '../../../providers/dns/dns.ts';
import { encodeQuestion, readMessage } from '../../../providers/dns/message.ts';
import type { Resolve } from '../../../providers/dns/resolve.ts';
import { survey } from '../../../providers/dns/survey.ts';
import { NoAnswer } from '../../../providers/dns/transport.ts';
import { DnsUnavailable } from '../../../remediation/errors.ts';
import { ALIAS, published, record, start, values, world } from './example-zone.ts';
import { a, aaaa, answering, type Behaviour, ns, type Reply, reply, soa } from './name-server.ts';

describe('a resolver', () => {
  it('that does not answer is passed over', async () => {
    const { servers, resolver } = await world([published]);
    const mute = await start(() => 'silence');
    const broken = await start((query) => reply(query, { rcode: 2, authoritative: false }));
    const resolvers = [mute, broken, resolver].map((server) => `${server?.address}:${server?.port}`);
    const dns = createDns({
      resolvers,
      publicResolvers: [],
      authoritativePort: servers[0]?.port ?? 53,
      queryTimeoutMs: 300,
    });
    expect((await dns.survey(ALIAS, record)).servers).toEqual([
      { server: 'ns1.example.net', address: servers[0]?.address, answer: values, serial: 1 },
    ]);
  });

  it('that is the last one leaves nothing to say', async () => {
    const mute = await start(() => 'silence');
    const broken = await start((query) => reply(query, { rcode: 2, authoritative: false }));
    const dns = createDns({
      resolvers: [mute, broken].map((server) => `${server.address}:${server.port}`),
      publicResolvers: [],
      authoritativePort: 53,
      queryTimeoutMs: 100,
    });
    const error: unknown = await dns.findZone(ALIAS).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DnsUnavailable);
    expect(error).toMatchObject({ name: 'DnsUnavailable' });
    for (const part of [
      `${mute.address}:${mute.port}: UDP: silent`,
      `${broken.address}:${broken.port}: SERVFAIL`,
    ]) {
      expect(String(error)).toContain(part);
    }
  });

  it('that names no name server is no help', async () => {
    const { dns } = await world([]);
    await expect(dns.survey(ALIAS, record)).rejects.toThrow(/no name server for the zone example\.com/);
  });

  it('must be an address', () => {
    expect(() =>
      createDns({ resolvers: ['resolver.example.com'], publicResolvers: [], authoritativePort: 53 }),
    ).toThrow(/resolver\.example\.com/);
  });
});

describe('IPv6 that this machine cannot reach', () => {
  /** Every address answers with a miss, unless there is no route to it. */
  async function surveyOf(addresses: Answer[], noRouteTo: (address: string) => boolean) {
    const records = [soa(ALIAS), ns(ALIAS, 'ns1.example.net'), ...addresses];
    const authority = answering(records);
    const resolve: Resolve = async (name, type) => {
      const question = { name, type, recursion: true };
      const received = readMessage(
        asBuffer(authority(decode(encodeQuestion(1, question, true)), 'udp')),
        1,
        question,
      );
      if (received.kind !== 'message') throw new DnsUnavailable(received.kind);
      return received.message;
    };
    const ask: Ask = async ({ address }) => {
      if (noRouteTo(address)) throw new NoAnswer('no route from here', true);
      return { rcode: 'NXDOMAIN', authoritative: true, answers: [], authorities: [], additionals: [] };
    };
    const { servers } = await survey({ ask, resolve, port: 53, byHttps: [] }, ALIAS, record);
    return servers.map(({ address, answer }) => [address, answer.kind]);
  }
  const isIpv6 = (address: string) => address.includes(':');
  const at = (address: string) => (isIpv6(address) ? aaaa : a)('ns1.example.net', address);

  it('is no verdict against a server that has IPv4', async () => {
    expect(await surveyOf([at('192.0.2.1'), at('2001:db8::1')], isIpv6)).toEqual([['192.0.2.1', 'missing']]);
  });

  it('is reported where a server has nothing else', async () => {
    expect(await surveyOf([at('2001:db8::1'), at('2001:db8::2')], isIpv6)).toEqual([
      ['2001:db8::1', 'unreachable'],
      ['2001:db8::2', 'unreachable'],
    ]);
  });

  it('does not excuse IPv4', async () => {
    expect(await surveyOf([at('192.0.2.1'), at('192.0.2.2')], (address) => address === '192.0.2.1')).toEqual([
      ['192.0.2.1', 'unreachable'],
      ['192.0.2.2', 'missing'],
    ]);
  });
});

function asBuffer(reply: Reply): Buffer {
  return Buffer.isBuffer(reply) ? reply : Buffer.alloc(0);
}

it('ends in a verdict whatever the servers send, by UDP and by TCP', async () => {
  let mutate: (valid: Buffer) => Buffer = (valid) => valid;
  const evil: Behaviour = (query, transport) => {
    const valid = published(query, transport);
    return Buffer.isBuffer(valid) ? mutate(valid) : valid;
  };
  const { answers } = await world([evil, evil], { queryTimeoutMs: 100 });
  const change = fc.record({
    places: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
    cut: fc.option(fc.nat()),
    tail: fc.uint8Array({ maxLength: 20 }),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ places, cut, tail }) => {
      mutate = (valid) => {
        const bytes = Buffer.from(valid);
        for (const [place, byte] of places) bytes[place % bytes.length] = byte;
        return Buffer.concat([cut === null ? bytes : bytes.subarray(0, cut % bytes.length), tail]);
      };
      const seen = await answers();
      expect(seen).toHaveLength(2);
      for (const { kind } of seen)
        expect(['values', 'missing', 'cname', 'refused', 'unreachable']).toContain(kind);
    }),
    { numRuns: 30 },
  );
}, 60_000);
