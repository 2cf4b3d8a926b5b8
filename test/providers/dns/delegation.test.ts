/** Whom the zone above names, and what follows when that differs from what the zone itself says, or the zone is lame. */
import type { Answer } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { delegationOf } from '../../../providers/dns/delegation.ts';
import { survey } from '../../../providers/dns/survey.ts';
import { zoneOf } from '../../../providers/dns/zone-of.ts';
import { DnsUnavailable } from '../../../remediation/errors.ts';
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
  ])('is told %s', async (_, above) => {
    const ports = inPlace(resolver, { '192.0.2.101': above });
    expect(await delegationOf(ports, 'example.com')).toEqual({
      zone: 'example.com',
      servers: ['ns1.example.net', 'ns2.example.net'],
    });
  });

  it('is asked of a second server where the first is silent', async () => {
    const ports = inPlace(resolver, { '192.0.2.102': refers('example.com', 'ns1.example.net') });
    expect(await delegationOf(ports, 'example.com')).toMatchObject({ servers: ['ns1.example.net'] });
  });

  it.each<[string, Behaviour | undefined]>([
    ['nobody above answers', undefined],
    ['nobody above knows the zone', answering([soa('com')])],
    ['the server above refuses', (query) => reply(query, { rcode: 5 })],
    ['the server above refers to itself, or upwards', refers('com', 'a.registry.example')],
    ['the server above refers to something else', refers('example.org', 'a.registry.example')],
  ])('is not known when %s', async (_, above) => {
    const ports = inPlace(resolver, above ? { '192.0.2.101': above } : {});
    expect(await delegationOf(ports, 'example.com')).toBeUndefined();
  });

  it('of a zone under a suffix with a dot is told by the suffix, not by the top', async () => {
    const suffix = [soa('co.uk'), ns('co.uk', 'a.registry.example'), ns('uk', 'b.registry.example')];
    const ports = inPlace(answering([...known, ...suffix], { authoritative: false }), {
      '192.0.2.101': refers('example.co.uk', 'ns1.example.net'),
      '192.0.2.102': refers('co.uk', 'a.registry.example'),
    });
    expect(await delegationOf(ports, 'example.co.uk')).toEqual({
      zone: 'example.co.uk',
      servers: ['ns1.example.net'],
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
      { server: 'old.example.net', answer: { kind: 'missing' }, delegatedOnly: true },
    ]);
    expect(servers[0]?.delegatedOnly).toBeUndefined();
  });

  it('asks nobody twice, and goes by the zone alone where nobody above can be asked', async () => {
    const ports = inPlace(resolver, {
      '192.0.2.101': refers('example.com', 'ns1.example.net'),
      '192.0.2.1': has,
    });
    expect((await survey(ports, ALIAS, record)).servers).toHaveLength(1);
    expect(ports.asked.filter(({ name }) => name === PROOF)).toHaveLength(1);
    const silent = inPlace(resolver, { '192.0.2.1': has });
    expect((await survey(silent, ALIAS, record)).servers).toHaveLength(1);
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

  it('leaves nothing to say when nobody above can be asked either', async () => {
    const deaf: Behaviour = (query) => reply(query, { rcode: 2, authoritative: false });
    await expect(zoneOf(inPlace(deaf, {}), 'www.dev.example.com')).rejects.toThrow(DnsUnavailable);
  });
});
