/** CNAMEs and wildcards at the proof name: followed, told, and never to the harm of a cache. */
import type { Answer } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { survey } from '../../../providers/dns/survey.ts';
import { isPublished, serverReports } from '../../../remediation/server-report.ts';
import { inPlace } from './in-place.ts';
import { a, answering, type Behaviour, cname, ns, reply, soa, txt } from './name-server.ts';

const ALIAS = 'www.example.com';
const PROOF = '_www.example.com';
const TARGET = 'd111111abcdef8.cloudfront.net';
const record = { name: PROOF, type: 'TXT', value: TARGET };

const known: Answer[] = [
  soa('example.com', 900, 300),
  ns('example.com', 'ns1.example.net'),
  a('ns1.example.net', '192.0.2.1'),
  soa('proofs.example.org', 60, 60),
  ns('proofs.example.org', 'ns2.example.net'),
  a('ns2.example.net', '192.0.2.2'),
];
const resolver = answering(known, { authoritative: false });
const zone = (...records: Answer[]) => answering([soa('example.com', 900, 300), ...records]);
const elsewhere = (...records: Answer[]) => answering([soa('proofs.example.org', 60, 60), ...records]);
const published = async (servers: Record<string, Behaviour>, asked = record) =>
  isPublished(serverReports(await survey(inPlace(resolver, servers), ALIAS, asked), TARGET));
const look = (servers: Record<string, Behaviour>) => {
  const ports = inPlace(resolver, servers);
  return { ports, seen: survey(ports, ALIAS, record) };
};

describe('a CNAME that leads out of the zone', () => {
  const leading = zone(cname(PROOF, 'www.proofs.example.org', 600));

  it('is followed to the servers of its target', async () => {
    const { seen } = look({
      '192.0.2.1': leading,
      '192.0.2.2': elsewhere(txt('www.proofs.example.org', TARGET)),
    });
    expect(await seen).toMatchObject({
      zone: { name: 'example.com' },
      servers: [{ answer: { kind: 'cname', target: 'www.proofs.example.org', ttl: 600 } }],
      beyond: [
        {
          name: 'www.proofs.example.org',
          survey: {
            zone: { name: 'proofs.example.org' },
            servers: [{ server: 'ns2.example.net', answer: { kind: 'values', values: [TARGET] } }],
          },
        },
      ],
    });
  });

  it('is not told to the resolver, nor is what it leads to', async () => {
    const { ports, seen } = look({ '192.0.2.1': leading, '192.0.2.2': elsewhere() });
    await seen;
    const told = ports.asked.filter(({ address }) => address === '').map(({ name }) => name);
    expect(told).not.toContain(PROOF);
    expect(told).not.toContain('www.proofs.example.org');
    expect(told).toContain('proofs.example.org');
  });

  it('leads to nobody where the zone of its target is not to be found', async () => {
    const { seen } = look({ '192.0.2.1': zone(cname(PROOF, 'x.example.invalid')) });
    expect((await seen).beyond).toMatchObject([
      { name: 'x.example.invalid', survey: { servers: [{ address: '', answer: { kind: 'unreachable' } }] } },
    ]);
  });

  it.each([
    ['back to the proof name', elsewhere(cname('www.proofs.example.org', PROOF))],
    ['to itself', elsewhere(cname('www.proofs.example.org', 'www.proofs.example.org'))],
    [
      'round and round',
      elsewhere(
        cname('www.proofs.example.org', 'a.proofs.example.org'),
        cname('a.proofs.example.org', 'www.proofs.example.org'),
      ),
    ],
  ])('comes to an end when it leads %s', async (_, circle) => {
    const { seen } = look({ '192.0.2.1': leading, '192.0.2.2': circle });
    expect((await seen).beyond[0]?.survey.servers[0]?.answer.kind).toBe('cname');
  });

  it('is not believed where a server has a copy of the target of its own', async () => {
    const stale = answering([
      soa('example.com', 900, 300),
      cname(PROOF, 'www.proofs.example.org'),
      txt('www.proofs.example.org', TARGET),
    ]);
    expect(await published({ '192.0.2.1': stale, '192.0.2.2': elsewhere() })).toBe(false);
  });

  it('has no HTTPS resolver asked for its target, though the servers of that are silent', async () => {
    const asked: string[] = [];
    const spy: Behaviour = (query, transport) => {
      asked.push(query.questions?.[0]?.name ?? '');
      return resolver(query, transport);
    };
    const ports = inPlace(resolver, { '192.0.2.1': leading }, { 'https://dns.example/dns-query': spy });
    expect((await survey(ports, ALIAS, record)).beyond[0]?.survey.servers[0]?.answer.kind).toBe(
      'unreachable',
    );
    expect(asked).toEqual([]);
  });

  it('comes to an end when each of many servers leads to ever new names', async () => {
    const names = ['k1', 'k2', 'k3', 'k4'];
    const hosts = names.flatMap((name, i) => [
      ns('k.example.org', `${name}.example.net`),
      a(`${name}.example.net`, `192.0.2.${200 + i}`),
    ]);
    let hop = 0;
    const hostile: Behaviour = (query) => {
      hop += 1;
      return reply(query, { answers: [cname(query.questions?.[0]?.name ?? '', `h${hop}.k.example.org`)] });
    };
    const ports = inPlace(answering([...known, soa('k.example.org'), ...hosts], { authoritative: false }), {
      '192.0.2.1': zone(cname(PROOF, 'x.k.example.org')),
      ...Object.fromEntries(names.map((_, i) => [`192.0.2.${200 + i}`, hostile])),
    });
    await survey(ports, ALIAS, record);
    expect(ports.asked.length).toBeLessThan(500);
  });

  it('comes to an end when it leads to ever new names', async () => {
    let hop = 0;
    const endless: Behaviour = (query, transport) => {
      hop += 1;
      const name = query.questions?.[0]?.name ?? '';
      return elsewhere(cname(name, `hop${hop}.proofs.example.org`))(query, transport);
    };
    const { ports, seen } = look({ '192.0.2.1': leading, '192.0.2.2': endless });
    await seen;
    expect(ports.asked.length).toBeLessThan(200);
  });

  it('at the alias itself is where the site is: not followed', async () => {
    const ports = inPlace(resolver, { '192.0.2.1': zone(cname(ALIAS, 'www.proofs.example.org')) });
    const seen = await survey(ports, ALIAS, { ...record, name: ALIAS });
    expect(seen.servers[0]?.answer.kind).toBe('cname');
    expect(seen.beyond).toEqual([]);
  });

  it('at the alias itself proves nothing, even where the server has what it leads to', async () => {
    const both = answering([
      soa('example.com', 900, 300),
      cname(ALIAS, 'www.proofs.example.org'),
      txt('www.proofs.example.org', TARGET),
    ]);
    expect(await published({ '192.0.2.1': both }, { ...record, name: ALIAS })).toBe(false);
    const byHttps = inPlace(resolver, {}, { 'https://dns.example/dns-query': both });
    const seen = await survey(byHttps, ALIAS, { ...record, name: ALIAS });
    expect(seen.byHttps?.[0]?.answer.kind).toBe('cname');
  });
});

describe('a wildcard record', () => {
  /** As RFC 4592 has it, in the little that is needed here. */
  const synthesising =
    (wildcard: (name: string) => Answer, ...records: Answer[]): Behaviour =>
    (query, transport) => {
      const name = query.questions?.[0]?.name ?? '';
      const exists = name === 'example.com' || records.some((each) => each.name === name);
      return zone(...records, ...(exists ? [] : [wildcard(name)]))(query, transport);
    };
  const answer = async (behaviour: Behaviour, name = PROOF) =>
    (await survey(inPlace(resolver, { '192.0.2.1': behaviour }), ALIAS, { ...record, name })).servers[0]
      ?.answer;

  it('is known by any other name having the same', async () => {
    const policy = synthesising((name) => txt(name, 'v=spf1 -all'));
    expect(await answer(policy)).toMatchObject({ kind: 'values', values: ['v=spf1 -all'], wildcard: true });
    const site = synthesising((name) => cname(name, 'd222222abcdef8.cloudfront.net'));
    expect(await answer(site)).toMatchObject({ kind: 'cname', wildcard: true });
  });

  it('that is a CNAME proves nothing: whoever runs the site could prove it by that', async () => {
    const wild = synthesising((name) => cname(name, 'www.proofs.example.org'));
    const there = elsewhere(txt('www.proofs.example.org', TARGET));
    expect(await published({ '192.0.2.1': wild, '192.0.2.2': there })).toBe(false);
  });

  it('gives way to the record itself', async () => {
    const both = synthesising((name) => txt(name, 'v=spf1 -all'), txt(PROOF, TARGET));
    expect(await answer(both)).toEqual({ kind: 'values', values: [TARGET], ttl: 300 });
  });

  it('is not what a record at the wildcard name itself is', async () => {
    const itself = zone(txt('*.example.com', TARGET));
    expect(await answer(itself, '*.example.com')).toEqual({ kind: 'values', values: [TARGET], ttl: 300 });
  });
});
