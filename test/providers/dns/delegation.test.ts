/** Whom the zone above names, and what follows when that differs from what the zone itself says, or the zone is lame. */
import { type Answer, encode } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { above } from '../../../providers/dns/delegation.ts';
import { survey } from '../../../providers/dns/survey.ts';
import { NoAnswer } from '../../../providers/dns/transport.ts';
import { zoneOf } from '../../../providers/dns/zone-of.ts';
import { DnsUnavailable } from '../../../remediation/errors.ts';
import { isPublished, serverReports } from '../../../remediation/server-report.ts';
import { inPlace } from './in-place.ts';
import { a, answering, type Behaviour, cname, ns, reply, soa, txt } from './name-server.ts';

const ALIAS = 'www.example.com';
const PROOF = '_www.example.com';
const TARGET = 'd111111abcdef8.cloudfront.net';
const record = { name: PROOF, type: 'TXT', value: TARGET };

/** What the resolver of this network finds out. */
const known: Answer[] = [
  soa('com'),
  ns('com', 'a.registry.example'),
  ns('com', 'b.registry.example'),
  a('a.registry.example', '192.0.2.101'),
  a('b.registry.example', '192.0.2.102'),
  soa('example.com', 900, 300),
  ns('example.com', 'ns1.example.net'),
  a(ALIAS, '192.0.2.80'),
  a('ns1.example.net', '192.0.2.1'),
  a('ns2.example.net', '192.0.2.2'),
  a('old.example.net', '192.0.2.9'),
];
const resolver = answering(known, { authoritative: false });
const refers =
  (zone: string, ...names: string[]): Behaviour =>
  (query) =>
    reply(query, { authoritative: false, authorities: names.map((name) => ns(zone, name)) });
const zone = (...records: Answer[]) => answering([soa('example.com', 900, 300), ...records]);
const has = zone(txt(PROOF, TARGET));

describe('the delegation', () => {
  it.each([
    ['by a referral', refers('example.com', 'ns1.example.net', 'NS2.example.net')],
    [
      'by a server that has both zones',
      answering([
        soa('example.com'),
        ns('example.com', 'ns1.example.net'),
        ns('example.com', 'ns2.example.net'),
      ]),
    ],
  ])('is told %s', async (_, behaviour) => {
    const ports = inPlace(resolver, { '192.0.2.101': behaviour });
    expect(await above(ports, 'example.com')).toEqual({
      kind: 'delegates',
      zone: 'example.com',
      servers: [
        { name: 'ns1.example.net', glue: [] },
        { name: 'ns2.example.net', glue: [] },
      ],
    });
  });

  it('is asked of a second server where the first is silent', async () => {
    const ports = inPlace(resolver, { '192.0.2.102': refers('example.com', 'ns1.example.net') });
    expect(await above(ports, 'example.com')).toMatchObject({ servers: [{ name: 'ns1.example.net' }] });
  });

  it('is asked of every server above, when need be', async () => {
    const many = [...'cdefgh'].flatMap((letter, i) => [
      ns('com', `${letter}.registry.example`),
      a(`${letter}.registry.example`, `192.0.2.${103 + i}`),
    ]);
    const ports = inPlace(answering([...known, ...many], { authoritative: false }), {
      '192.0.2.108': refers('example.com', 'ns1.example.net'),
    });
    expect(await above(ports, 'example.com')).toMatchObject({ kind: 'delegates' });
  });

  it.each<[string, Behaviour | undefined, string]>([
    ['nobody above answers', undefined, 'silent'],
    ['the servers above refuse', (query) => reply(query, { rcode: 5 }), 'silent'],
    ['they refer to themselves, or upwards', refers('com', 'a.registry.example'), 'silent'],
    ['they refer to something else', refers('example.org', 'a.registry.example'), 'silent'],
    ['nothing is cut there', answering([soa('com')]), 'holds'],
  ])('is not known when %s', async (_, behaviour, kind) => {
    const ports = inPlace(resolver, behaviour ? { '192.0.2.101': behaviour } : {});
    expect(await above(ports, 'example.com')).toMatchObject({ kind });
  });

  it('is none where nothing above is known', async () => {
    const alone = answering([soa('example.com'), ns('example.com', 'ns1.example.net')], {
      authoritative: false,
    });
    expect(await above(inPlace(alone, {}), 'example.com')).toEqual({ kind: 'none' });
  });

  it('of a zone under a suffix with a dot is told by the suffix, not by the top', async () => {
    const suffix = [soa('co.uk'), ns('co.uk', 'a.registry.example'), ns('uk', 'b.registry.example')];
    const ports = inPlace(answering([...known, ...suffix], { authoritative: false }), {
      '192.0.2.101': refers('example.co.uk', 'ns1.example.net'),
      '192.0.2.102': refers('co.uk', 'a.registry.example'),
    });
    expect(await above(ports, 'example.co.uk')).toMatchObject({
      zone: 'example.co.uk',
      servers: [{ name: 'ns1.example.net' }],
    });
  });
});

describe('a survey', () => {
  it('also asks a server that only the zone above names, and says so', async () => {
    const ports = inPlace(resolver, {
      '192.0.2.101': refers('example.com', 'ns1.example.net', 'old.example.net'),
      '192.0.2.1': has,
      '192.0.2.9': zone(),
    });
    const { servers } = await survey(ports, ALIAS, record);
    expect(servers).toMatchObject([
      { server: 'ns1.example.net', answer: { kind: 'values' } },
      { server: 'old.example.net', answer: { kind: 'missing' }, listed: 'above' },
    ]);
    expect(servers[0]?.listed).toBeUndefined();
  });

  it('asks nobody twice, and says so where nobody above can be asked', async () => {
    const ports = inPlace(resolver, {
      '192.0.2.101': refers('example.com', 'ns1.example.net'),
      '192.0.2.1': has,
    });
    expect((await survey(ports, ALIAS, record)).servers).toHaveLength(1);
    expect(ports.asked.filter(({ name }) => name === PROOF)).toHaveLength(1);
    expect((await survey(ports, ALIAS, record)).aboveSilent).toBeUndefined();
    const silent = inPlace(resolver, { '192.0.2.1': has });
    expect(await survey(silent, ALIAS, record)).toMatchObject({ servers: [{}], aboveSilent: true });
  });
});

describe('everybody whom a resolver could ask is asked', () => {
  const miss = (answer: object) => ({ ...answer, answer: { kind: 'missing' } });

  it('also at an address that only the zone above has for a server', async () => {
    const moved: Behaviour = (query) =>
      encode({
        type: 'response',
        id: query.id ?? 0,
        questions: query.questions ?? [],
        authorities: [ns('example.com', 'ns1.example.net')],
        additionals: [a('ns1.example.net', '192.0.2.9'), a('ns1.example.net', '192.0.2.1')],
      });
    const ports = inPlace(resolver, { '192.0.2.101': moved, '192.0.2.1': has, '192.0.2.9': zone() });
    expect((await survey(ports, ALIAS, record)).servers).toMatchObject([
      { server: 'ns1.example.net', address: '192.0.2.1', answer: { kind: 'values' } },
      miss({ server: 'ns1.example.net', address: '192.0.2.9', listed: 'glue' }),
    ]);
  });

  it('also a server that the zone names since the resolver last asked', async () => {
    const now = [ns('example.com', 'ns1.example.net'), ns('example.com', 'ns2.example.net')];
    const ports = inPlace(resolver, {
      '192.0.2.1': zone(...now, txt(PROOF, TARGET)),
      '192.0.2.2': zone(...now),
    });
    const { servers } = await survey(ports, ALIAS, record);
    expect(servers).toMatchObject([{ answer: { kind: 'values' } }, miss({ server: 'ns2.example.net' })]);
    expect(servers[1]?.listed).toBeUndefined();
  });

  it('but one that this machine has no way to is no verdict', async () => {
    const six: Answer = { type: 'AAAA', name: 'ns6.example.net', ttl: 60, data: '2001:db8::6' };
    const both = answering([...known, ns('example.com', 'ns6.example.net'), six], { authoritative: false });
    const ports = inPlace(both, { '192.0.2.1': has });
    const ask: typeof ports.ask = async (server, question) => {
      if (server.address.includes(':')) throw new NoAnswer('no route from here', true);
      return ports.ask(server, question);
    };
    const seen = await survey({ ...ports, ask }, ALIAS, record);
    expect(seen.servers).toMatchObject([{}, { server: 'ns6.example.net', noRoute: true }]);
    expect(isPublished(serverReports(seen, TARGET))).toBe(true);
  });
});

describe('public resolvers by HTTPS', () => {
  const spied = () => {
    const asked: string[] = [];
    const byHttps: Behaviour = (query, transport) => {
      asked.push(query.questions?.[0]?.name ?? '');
      return resolver(query, transport);
    };
    return { asked, byHttps: { 'https://dns.example/dns-query': byHttps } };
  };

  it('are not asked while the zone above answers: then port 53 is open, and the servers are down', async () => {
    const { asked, byHttps } = spied();
    const ports = inPlace(resolver, { '192.0.2.101': refers('example.com', 'ns1.example.net') }, byHttps);
    expect((await survey(ports, ALIAS, record)).byHttps).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('are asked when nobody answers at all', async () => {
    const { asked, byHttps } = spied();
    expect((await survey(inPlace(resolver, {}, byHttps), ALIAS, record)).byHttps).toHaveLength(1);
    expect(asked).toEqual([PROOF]);
  });
});

describe('a lame zone: resolvers get nothing from its servers', () => {
  /** SERVFAIL for the zone dev.example.com, which exists by its delegation only. */
  const failing: Behaviour = (query, transport) => {
    const name = query.questions?.[0]?.name ?? '';
    const lame = name === 'dev.example.com' || name.endsWith('.dev.example.com');
    return lame ? reply(query, { rcode: 2, authoritative: false }) : resolver(query, transport);
  };
  const servers = {
    '192.0.2.1': refers('dev.example.com', 'ns2.example.net'),
    '192.0.2.2': ((query) => reply(query, { rcode: 5, authoritative: false })) satisfies Behaviour,
  };

  it('is found by its delegation, not taken for the zone above', async () => {
    expect(await zoneOf(inPlace(failing, servers), 'www.dev.example.com')).toMatchObject({
      name: 'dev.example.com',
    });
    expect(await zoneOf(inPlace(failing, servers), '*.dev.example.com')).toMatchObject({
      name: 'dev.example.com',
    });
  });

  it('is surveyed: each server with what is wrong with it', async () => {
    const name = '_www.dev.example.com';
    const seen = await survey(inPlace(failing, servers), 'www.dev.example.com', { ...record, name });
    expect(seen.servers).toMatchObject([
      { server: 'ns2.example.net', answer: { kind: 'refused', why: 'REFUSED' } },
    ]);
  });

  it('is none where only the target of a CNAME fails: the name lives in the zone above', async () => {
    const answers = zone(
      cname('www.dev.example.com', 'lost.example.org'),
      ns('example.com', 'ns1.example.net'),
    );
    expect(await zoneOf(inPlace(failing, { '192.0.2.1': answers }), 'www.dev.example.com')).toMatchObject({
      name: 'example.com',
    });
  });

  it('is not taken from what a server adds about the target of a CNAME', async () => {
    const other: Behaviour = (query, transport) =>
      query.questions?.[0]?.name === ALIAS ? reply(query, { rcode: 2 }) : resolver(query, transport);
    const adding: Behaviour = (query) =>
      reply(query, {
        answers: [cname(ALIAS, 'lb.aws.example.com')],
        authorities: [ns('aws.example.com', 'old.example.net')],
      });
    expect(await zoneOf(inPlace(other, { '192.0.2.1': adding }), ALIAS)).toMatchObject({
      name: 'example.com',
    });
  });

  it('is not taken for the zone above where nobody there answers: the record would get a wrong name', async () => {
    const other: Behaviour = (query, transport) =>
      query.questions?.[0]?.name === 'shop.example.com'
        ? reply(query, { rcode: 2 })
        : resolver(query, transport);
    await expect(zoneOf(inPlace(other, {}), 'shop.example.com')).rejects.toThrow(DnsUnavailable);
  });

  it('leaves nothing to say when nobody above can be asked either', async () => {
    const deaf: Behaviour = (query) => reply(query, { rcode: 2, authoritative: false });
    await expect(zoneOf(inPlace(deaf, {}), 'www.dev.example.com')).rejects.toThrow(DnsUnavailable);
  });
});
