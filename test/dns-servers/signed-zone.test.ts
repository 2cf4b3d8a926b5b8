/** Zones that their server signs, with both ways to deny a name (RFC 4034 NSEC, RFC 5155 NSEC3), read without DO. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWatch, TARGET, type Watch } from './look.ts';
import { createNetwork } from './network.ts';
import { ask } from './question.ts';
import { stopServers } from './running-server.ts';
import type { AuthoritativeOptions, AuthoritativeServer } from './servers/authoritative.ts';
import { startBind } from './servers/bind.ts';
import { startKnot } from './servers/knot.ts';
import { until } from './until.ts';
import { endpointFor, startResolver } from './world.ts';
import { txt, zoneFile } from './zone-file.ts';

afterAll(stopServers);

/** https://bind9.readthedocs.io/en/v9.18.24/reference.html#dnssec-policy-grammar; `default` comes with BIND. */
const BIND_POLICY =
  'dnssec-policy "nsec3" { keys { csk lifetime unlimited algorithm ecdsap256sha256; }; nsec3param; };';

const bind = (policy: string) => (options: AuthoritativeOptions) =>
  startBind({
    ...options,
    statements: [BIND_POLICY],
    zoneSettings: [`dnssec-policy "${policy}";`, 'inline-signing yes;'],
  });

/** The policies are in `servers/knot.ts`. */
const knot = (policy: string) => (options: AuthoritativeOptions) =>
  startKnot({ ...options, settings: ['dnssec-signing: on', `dnssec-policy: ${policy}`] });

const SIGNERS = [
  { kind: 'bind', denial: 'NSEC', start: bind('default') },
  { kind: 'bind', denial: 'NSEC3', start: bind('nsec3') },
  { kind: 'knot', denial: 'NSEC', start: knot('nsec') },
  { kind: 'knot', denial: 'NSEC3', start: knot('nsec3') },
] as const;

const NAME_SERVER = 'ns.example.com';

describe.each(SIGNERS)('signed by $kind with $denial', ({ kind, denial, start }) => {
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
        '_nodata IN SRV 0 0 443 www.example.net.',
        txt('*.preview', TARGET),
        '*.out IN CNAME proof.example.net.',
        'any.out IN A 192.0.2.80',
      ],
    });
    server = await start({ endpoint, zones: [zone] });
    // Signing goes on while the server answers already.
    await until('a miss is signed', async () => {
      const types = await signedTypes('_nowhere.example.com');
      return types.includes(denial) && types.includes('RRSIG');
    });
    const resolver = await startResolver(network, { 'example.com': [endpoint] });
    watch = createWatch(resolver, network.port);
  });

  /** What proves the answer, when asked with DO. */
  async function signedTypes(name: string): Promise<string[]> {
    const reply = await ask(server, name, 'TXT', { signatures: true });
    return [...(reply?.answers ?? []), ...(reply?.authorities ?? [])].map(({ type }) => type);
  }

  test.each([
    ['the record', 'www.example.com', 'match', /d111111abcdef8/],
    ['another value', 'old.example.com', 'wrong-value', /d222222abcdef8/],
    ['a wildcard TXT', 'any.preview.example.com', 'match', /d111111abcdef8/],
    ['NXDOMAIN', 'nowhere.example.com', 'missing', /no such name/],
    ['NODATA', 'nodata.example.com', 'missing', /no TXT record/],
    ['a wildcard CNAME', 'any.out.example.com', 'missing', /CNAME to proof\.example\.net/],
  ])('%s is read as in any other zone', async (_, alias, verdict, detail) => {
    const { verdicts, details, record } = await watch.look(alias);
    expect(await signedTypes(record)).toContain('RRSIG');
    expect(verdicts).toEqual({ [NAME_SERVER]: verdict });
    expect(details[NAME_SERVER]).toMatch(detail);
  });
});
