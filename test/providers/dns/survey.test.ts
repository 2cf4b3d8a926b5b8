/** What each server says, against servers on loopback. */
import { describe, expect, it } from 'vitest';
import type { ServerAnswer } from '../../../remediation/ports.ts';
import { ALIAS, PROOF, published, record, TARGET, values, world, zone } from './example-zone.ts';
import { a, answering, type Behaviour, cname, ns, reply, soa, txt } from './name-server.ts';

describe('a survey', () => {
  it('asks every server directly and tells what each says', async () => {
    const { dns, servers, resolver } = await world([published, zone()]);
    expect(await dns.survey(ALIAS, record)).toEqual({
      zone: { name: 'example.com', soaTtl: 900, soaMinimum: 86_400 },
      servers: [
        { server: 'ns1.example.net', address: servers[0]?.address, answer: values, serial: 1 },
        {
          server: 'ns2.example.net',
          address: servers[1]?.address,
          answer: { kind: 'missing', nxdomain: true },
          serial: 1,
        },
      ],
      beyond: [],
    });
    for (const { asked } of servers) {
      expect(asked.map(({ name, type, recursion }) => [name, type, recursion]).sort()).toEqual([
        ['_cname-rescue-looks-for-a-wildcard.example.com', 'TXT', false],
        [PROOF, 'TXT', false],
        ['example.com', 'NS', false],
        ['example.com', 'SOA', false],
      ]);
    }
    // The one thing that must never happen: the resolver would cache the miss.
    expect(resolver.asked.filter(({ name }) => name.includes('_'))).toEqual([]);
    expect(resolver.asked.every(({ recursion }) => recursion)).toBe(true);
  });

  it.each([
    [
      'several values',
      zone(txt(PROOF, 'old.example.net'), txt(PROOF, TARGET)),
      { kind: 'values', values: ['old.example.net', TARGET], ttl: 300 },
    ],
    [
      'several strings',
      zone(txt(PROOF, ['d111111abcdef8', '.cloudfront', '.net'])),
      { kind: 'values', values: [TARGET], ttl: 300 },
    ],
    ['NODATA', zone(a(PROOF, '192.0.2.1')), { kind: 'missing', nxdomain: false }],
    [
      'NODATA of an empty non-terminal',
      zone(a(`x.${PROOF}`, '192.0.2.1')),
      { kind: 'missing', nxdomain: false },
    ],
    [
      'REFUSED',
      (query) => reply(query, { rcode: 5, authoritative: false }),
      { kind: 'refused', why: 'REFUSED' },
    ],
    [
      'SERVFAIL',
      (query) => reply(query, { rcode: 2, authoritative: false }),
      { kind: 'refused', why: 'SERVFAIL' },
    ],
    [
      'answers out of a cache',
      (query) => reply(query, { authoritative: false, answers: [txt(PROOF, TARGET)] }),
      { kind: 'refused', why: 'answers without authority for the zone' },
    ],
    [
      'a referral',
      (query) => reply(query, { authoritative: false, authorities: [ns('com', 'a.example.net')] }),
      { kind: 'refused', why: 'refers to the name servers of com' },
    ],
    [
      'a CNAME within',
      zone(cname(PROOF, 'p.example.com', 900), txt('p.example.com', TARGET)),
      { kind: 'cname', target: 'p.example.com', ttl: 900 },
    ],
    [
      'a truncated answer',
      (query, transport) =>
        transport === 'udp' ? reply(query, { truncated: true }) : published(query, transport),
      values,
    ],
  ] satisfies [string, Behaviour, ServerAnswer['answer']][])(
    'understands %s',
    async (_, behaviour, answer) => {
      const { answers } = await world([published, behaviour]);
      expect(await answers()).toEqual([values, answer]);
    },
  );

  it.each([
    ['silent', () => 'silence'],
    ['babbling', () => [Buffer.from('noise'), Buffer.alloc(0)]],
    [
      'answering with other ids',
      (query) => reply({ ...query, id: ((query.id ?? 0) + 1) % 0x1_0000 }, { answers: [txt(PROOF, TARGET)] }),
    ],
    [
      'answering other questions',
      (query) =>
        reply(
          { ...query, questions: [{ name: 'x.example.com', type: 'TXT' }] },
          { answers: [txt(PROOF, TARGET)] },
        ),
    ],
  ] satisfies [string, Behaviour][])('is done in time though a server is %s', async (_, behaviour) => {
    const { answers } = await world([published, behaviour], { queryTimeoutMs: 400 });
    expect(await answers()).toEqual([
      values,
      { kind: 'unreachable', why: 'UDP: silent for 0.4 s; TCP: silent for 0.4 s' },
    ]);
  });

  it('reports a server that has no address, and does not count what is none', async () => {
    const { dns } = await world([published], {
      more: [ns('example.com', 'lost.example.net'), ns('example.com', 'ns0.example.org')],
    });
    const { servers } = await dns.survey(ALIAS, record);
    expect(servers.slice(0, 2)).toEqual([
      {
        server: 'lost.example.net',
        address: '',
        answer: { kind: 'unreachable', why: 'it has no address in DNS' },
      },
      {
        server: 'ns0.example.org',
        address: '',
        answer: { kind: 'unreachable', why: 'it has no address in DNS' },
      },
    ]);
    expect(servers[2]?.answer).toEqual(values);
  });

  it('asks every address of a server', async () => {
    const { dns, servers } = await world([published, zone()], { sameServer: true });
    expect((await dns.survey(ALIAS, record)).servers).toEqual([
      { server: 'ns1.example.net', address: servers[0]?.address, answer: values, serial: 1 },
      {
        server: 'ns1.example.net',
        address: servers[1]?.address,
        answer: { kind: 'missing', nxdomain: true },
        serial: 1,
      },
    ]);
  });

  it('takes the SOA of the servers, the largest of them, over what the resolver has left', async () => {
    const first = answering([soa('example.com', 300, 100), txt(PROOF, TARGET)]);
    const second = answering([soa('example.com', 200, 500), txt(PROOF, TARGET)]);
    const { dns } = await world([first, second]);
    expect((await dns.survey(ALIAS, record)).zone).toEqual({
      name: 'example.com',
      soaTtl: 300,
      soaMinimum: 86_400,
    });
  });

  it('takes the worst case where no server tells its SOA', async () => {
    const { dns } = await world([
      (query, transport) =>
        query.questions?.[0]?.type === 'SOA' ? reply(query, { rcode: 2 }) : published(query, transport),
    ]);
    expect((await dns.survey(ALIAS, record)).zone).toEqual({
      name: 'example.com',
      soaTtl: 86_400,
      soaMinimum: 86_400,
    });
  });

  it('asks for the servers of a zone once, however many aliases it has', async () => {
    const aliases = Array.from({ length: 40 }, (_, i) => `a${i}.example.com`);
    const slow: Behaviour = zone(...aliases.map((alias) => txt(`_${alias}`, TARGET)));
    const { dns, resolver, servers } = await world([slow, slow]);
    const surveys = await Promise.all(
      aliases.map((alias) => dns.survey(alias, { ...record, name: `_${alias}` })),
    );
    expect(surveys.flatMap(({ servers }) => servers).every(({ answer }) => answer.kind === 'values')).toBe(
      true,
    );
    expect(servers.map(({ asked }) => asked.filter(({ name }) => name.startsWith('_a')).length)).toEqual([
      40, 40,
    ]);
    // What tells of a wildcard is the same question for all.
    expect(servers.map(({ asked }) => asked.filter(({ name }) => name.startsWith('_c')).length)).toEqual([
      1, 1,
    ]);
    // One for each alias, and one each for what lies above them all.
    expect(resolver.asked.length).toBeLessThan(40 * 6);
    expect(resolver.asked.filter(({ type }) => type === 'SOA')).toHaveLength(42);
  });
});
