/** Where an alias's own record leads, as each server has it. */
import type { Answer } from 'dns-packet';
import { expect, it } from 'vitest';
import { whereItLeads } from '../../../providers/dns/where-it-leads.ts';
import { inPlace } from './in-place.ts';
import { a, answering, type Behaviour, cname, ns, reply, soa } from './name-server.ts';

const ALIAS = 'www.example.com';
const OTHER = 'd222222abcdef8.cloudfront.net';
const known: Answer[] = [
  soa('example.com', 900, 300),
  ns('example.com', 'ns1.example.net'),
  a('ns1.example.net', '192.0.2.1'),
  cname('cdn.example.org', OTHER, 60),
  a(OTHER, '192.0.2.80'),
];
const resolver = answering(known, { authoritative: false });
const zone = (...records: Answer[]) => answering([soa('example.com', 900, 300), ...records]);

it.each<[string, Behaviour, object]>([
  ['a CNAME', zone(cname(ALIAS, OTHER, 300)), { kind: 'names', names: [OTHER], ttl: 300 }],
  [
    'CNAMEs within the zone',
    zone(cname(ALIAS, 'cdn.example.com', 60), cname('cdn.example.com', OTHER, 600)),
    { kind: 'names', names: ['cdn.example.com', OTHER], ttl: 600 },
  ],
  [
    'a CNAME to a name of somebody else, which leads on',
    zone(cname(ALIAS, 'cdn.example.org', 300)),
    { kind: 'names', names: ['cdn.example.org', OTHER], ttl: 300 },
  ],
  [
    'the longer life of what is behind',
    zone(cname(ALIAS, 'cdn.example.org', 30)),
    { kind: 'names', names: ['cdn.example.org', OTHER], ttl: 60 },
  ],
  [
    'a CNAME to nowhere',
    zone(cname(ALIAS, 'gone.example.org', 300)),
    { kind: 'names', names: ['gone.example.org'], ttl: 300 },
  ],
  [
    'addresses',
    zone(a(ALIAS, '192.0.2.80'), a(ALIAS, '192.0.2.81')),
    { kind: 'addresses', addresses: ['192.0.2.80', '192.0.2.81'], ttl: 3600 },
  ],
  ['nothing', zone(), { kind: 'nothing' }],
  ['REFUSED', (query) => reply(query, { rcode: 5 }), { kind: 'refused', why: 'REFUSED' }],
  [
    'an answer out of a cache',
    answering([cname(ALIAS, OTHER)], { authoritative: false }),
    { kind: 'refused', why: 'answers without authority for the zone' },
  ],
  ['silence', () => 'silence', { kind: 'unreachable', why: 'silent for 2 s' }],
])('understands %s', async (_, behaviour, answer) => {
  expect(await whereItLeads(inPlace(resolver, { '192.0.2.1': behaviour }), ALIAS)).toEqual({
    zone: 'example.com',
    servers: [{ server: 'ns1.example.net', address: '192.0.2.1', answer }],
  });
});

it('does not pass over that it cannot be found out where a CNAME leads', async () => {
  const failing: Behaviour = (query, transport) =>
    query.questions?.[0]?.name === 'cdn.example.org'
      ? reply(query, { rcode: 2 })
      : resolver(query, transport);
  const ports = inPlace(failing, { '192.0.2.1': zone(cname(ALIAS, 'cdn.example.org')) });
  expect((await whereItLeads(ports, ALIAS)).servers[0]?.answer.kind).toBe('unreachable');
});
