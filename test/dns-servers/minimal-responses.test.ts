/** Servers that leave out what was not asked for, and servers that say more: the verdicts are the same. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWatch, TARGET, type Watch } from './look.ts';
import { createNetwork } from './network.ts';
import { ask } from './question.ts';
import { stopServers } from './running-server.ts';
import type { AuthoritativeServer } from './servers/authoritative.ts';
import { type Kind, START } from './servers/kinds.ts';
import { endpointFor, startResolver } from './world.ts';
import { txt, zoneFile } from './zone-file.ts';

afterAll(stopServers);

const NAME_SERVER = 'ns.example.com';

interface Manner {
  kind: Kind;
  /** https://bind9.readthedocs.io/en/v9.18.24/reference.html#namedconf-statement-minimal-responses, nsd.conf(5) */
  settings: string[];
  /** Whether positive answers come without an authority section. */
  minimal: boolean;
}

const MANNERS: Manner[] = [
  { kind: 'bind', settings: ['minimal-responses yes;', 'minimal-any yes;'], minimal: true },
  { kind: 'bind', settings: ['minimal-responses no-auth;'], minimal: true },
  { kind: 'bind', settings: ['minimal-responses no;'], minimal: false },
  { kind: 'nsd', settings: ['minimal-responses: yes', 'refuse-any: yes'], minimal: true },
  { kind: 'nsd', settings: ['minimal-responses: no'], minimal: false },
  // These two have no other way.
  { kind: 'knot', settings: [], minimal: true },
  { kind: 'powerdns', settings: [], minimal: true },
];

describe.each(MANNERS)('$kind with $settings', ({ kind, settings, minimal }) => {
  let server: AuthoritativeServer;
  let watch: Watch;
  beforeAll(async () => {
    const network = await createNetwork();
    const endpoint = endpointFor(network, kind);
    const zone = zoneFile({
      name: 'example.com',
      nameServers: [NAME_SERVER],
      records: [
        `ns IN A ${endpoint.address}`,
        txt('_www', TARGET),
        txt('_old', 'd222222abcdef8.cloudfront.net'),
        '_linked IN CNAME _www',
      ],
    });
    server = await START[kind]({ endpoint, zones: [zone], settings });
    const resolver = await startResolver(network, { 'example.com': [endpoint] });
    watch = createWatch(resolver, network.port);
  });

  test(`a positive answer has ${minimal ? 'no' : 'an'} authority section`, async () => {
    const reply = await ask(server, '_www.example.com', 'TXT');
    expect(reply?.authorities.map(({ type }) => type)).toEqual(minimal ? [] : ['NS']);
  });

  test.each([
    ['www.example.com', 'match'],
    ['linked.example.com', 'match'],
    ['old.example.com', 'wrong-value'],
    ['nowhere.example.com', 'missing'],
  ])('%s: %s', async (alias, verdict) => {
    const sight = await watch.look(alias);
    expect(sight.zone).toBe('example.com');
    // Where a CNAME leads within the zone, the server is asked again.
    expect(new Set(Object.values(sight.verdicts))).toEqual(new Set([verdict]));
    expect(Object.keys(sight.verdicts).every((server) => server.startsWith(NAME_SERVER))).toBe(true);
  });
});
