import type { RecordType } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { answerAuthoritatively } from '../../../sandbox/dns/authoritative-answer.ts';
import type { Zone } from '../../../sandbox/dns/zone.ts';
import { enclosingZones } from '../../../sandbox/dns/zone-database.ts';
import { lines } from './ask.ts';
import { zone } from './zones.ts';

const SOA = 'example.com 900 SOA ns-1.dns.example 86400';

/** `RCODE`, then the lines of each section that has any; `AA` is in front when set. */
function answer(zones: Zone[], name: string, type: RecordType) {
  const map = new Map(zones.map((one) => [one.name, one]));
  const reply = answerAuthoritatively((at) => enclosingZones(map, at)[0], name, type);
  return {
    code: reply.authoritative ? `AA ${reply.rcode}` : reply.rcode,
    answers: lines(reply.answers),
    authorities: lines(reply.authorities),
    additionals: lines(reply.additionals),
  };
}

const example = zone('example.com', [
  'www 300 A 203.0.113.1',
  'www 300 A 203.0.113.2',
  'a.b.deep 60 TXT leaf',
  '_ 60 TXT d1.cloudfront.net',
  '_* 60 TXT d2.cloudfront.net',
  'alias-me 60 CNAME www.example.com',
  'away 60 CNAME d1.cloudfront.net',
  'broken 60 CNAME nowhere.example.com',
  'round 60 CNAME about.example.com',
  'about 60 CNAME round.example.com',
  'wild 60 TXT exact',
  '*.wild 60 TXT star',
  '*.wild 60 A 203.0.113.9',
  'sub.host.wild 60 A 203.0.113.10',
  '*.chain 60 CNAME www.example.com',
  'dev 3600 NS ns.dev.example.com',
  'dev 3600 NS ns-4.dns.example',
  'ns.dev 3600 A 127.0.0.14',
]);

describe('an authoritative answer', () => {
  it('has every record of the set', () => {
    expect(answer([example], 'www.example.com', 'A')).toMatchObject({
      code: 'AA NOERROR',
      answers: ['www.example.com 300 A 203.0.113.1', 'www.example.com 300 A 203.0.113.2'],
      authorities: [],
    });
  });

  it('is REFUSED outside the zones served', () => {
    expect(answer([example], 'example.org', 'A').code).toBe('REFUSED');
    expect(answer([example], 'notexample.com', 'A').code).toBe('REFUSED');
  });

  it('is NODATA where the name exists with other types, NXDOMAIN where it does not, both with the SOA', () => {
    const nothing = { answers: [], authorities: [SOA] };
    expect(answer([example], 'www.example.com', 'TXT')).toMatchObject({ code: 'AA NOERROR', ...nothing });
    expect(answer([example], 'no.example.com', 'TXT')).toMatchObject({ code: 'AA NXDOMAIN', ...nothing });
  });

  it.each([
    { soaTtl: 900, minimum: 86_400, negative: 900 },
    { soaTtl: 900, minimum: 30, negative: 30 },
    { soaTtl: 5, minimum: 5, negative: 5 },
  ])(
    'says that a miss may be kept for min($soaTtl, $minimum) s, yet shows the SOA itself as it is',
    (times) => {
      const small = zone('example.com', [], times);
      const negative = [`example.com ${times.negative} SOA ns-1.dns.example ${times.minimum}`];
      expect(answer([small], 'no.example.com', 'A').authorities).toEqual(negative);
      const own = [`example.com ${times.soaTtl} SOA ns-1.dns.example ${times.minimum}`];
      expect(answer([small], 'example.com', 'SOA').answers).toEqual(own);
    },
  );

  it('knows empty non-terminals: the name exists, so it is no NXDOMAIN', () => {
    expect(answer([example], 'b.deep.example.com', 'TXT').code).toBe('AA NOERROR');
    expect(answer([example], 'deep.example.com', 'TXT').code).toBe('AA NOERROR');
    expect(answer([example], 'c.deep.example.com', 'TXT').code).toBe('AA NXDOMAIN');
  });

  it('finds the proof names of an apex and of a wildcard', () => {
    expect(answer([example], '_.example.com', 'TXT').answers).toEqual([
      '_.example.com 60 TXT "d1.cloudfront.net"',
    ]);
    expect(answer([example], '_*.example.com', 'TXT').answers).toEqual([
      '_*.example.com 60 TXT "d2.cloudfront.net"',
    ]);
    // `_*` is no wildcard (RFC 4592 section 2.1.1): only a label that is nothing but `*`.
    expect(answer([example], '_www.example.com', 'TXT').code).toBe('AA NXDOMAIN');
  });

  describe('from a wildcard (RFC 4592)', () => {
    it('bears the name that was asked for', () => {
      expect(answer([example], 'x.wild.example.com', 'TXT').answers).toEqual([
        'x.wild.example.com 60 TXT "star"',
      ]);
      expect(answer([example], 'y.x.wild.example.com', 'A').answers).toEqual([
        'y.x.wild.example.com 60 A 203.0.113.9',
      ]);
    });
    it('is NODATA for types it does not have', () => {
      expect(answer([example], 'x.wild.example.com', 'AAAA')).toMatchObject({
        code: 'AA NOERROR',
        answers: [],
      });
    });
    it('does not cover names that exist, empty ones among them, nor what is below those', () => {
      expect(answer([example], 'wild.example.com', 'TXT').answers).toEqual([
        'wild.example.com 60 TXT "exact"',
      ]);
      expect(answer([example], 'host.wild.example.com', 'TXT')).toMatchObject({
        code: 'AA NOERROR',
        answers: [],
      });
      expect(answer([example], 'x.host.wild.example.com', 'TXT').code).toBe('AA NXDOMAIN');
    });
    it('can be asked for itself', () => {
      expect(answer([example], '*.wild.example.com', 'TXT').answers).toEqual([
        '*.wild.example.com 60 TXT "star"',
      ]);
    });
    it('can be a CNAME', () => {
      expect(answer([example], 'x.chain.example.com', 'A').answers).toEqual([
        'x.chain.example.com 60 CNAME www.example.com',
        'www.example.com 300 A 203.0.113.1',
        'www.example.com 300 A 203.0.113.2',
      ]);
    });
  });

  describe('at a CNAME', () => {
    it('follows it inside the zone', () => {
      expect(answer([example], 'alias-me.example.com', 'A').answers).toHaveLength(3);
      expect(answer([example], 'alias-me.example.com', 'CNAME').answers).toEqual([
        'alias-me.example.com 60 CNAME www.example.com',
      ]);
    });
    it('leaves other zones to the resolver', () => {
      const cloudFront = zone('cloudfront.net', ['d1 60 A 203.0.113.5']);
      expect(answer([example, cloudFront], 'away.example.com', 'A')).toMatchObject({
        code: 'AA NOERROR',
        answers: ['away.example.com 60 CNAME d1.cloudfront.net'],
        authorities: [],
      });
    });
    it('is NXDOMAIN with the link when the end does not exist (RFC 6604)', () => {
      expect(answer([example], 'broken.example.com', 'A')).toMatchObject({
        code: 'AA NXDOMAIN',
        answers: ['broken.example.com 60 CNAME nowhere.example.com'],
        authorities: [SOA],
      });
    });
    it('ends where a loop closes', () => {
      expect(answer([example], 'round.example.com', 'A').answers).toHaveLength(2);
    });
  });

  describe('at a zone cut', () => {
    const cut = ['dev.example.com 3600 NS ns.dev.example.com', 'dev.example.com 3600 NS ns-4.dns.example'];
    it.each(['dev.example.com', 'www.dev.example.com', 'ns.dev.example.com'])(
      'refers %s to the child',
      (name) => {
        expect(answer([example], name, 'A')).toEqual({
          code: 'NOERROR',
          answers: [],
          authorities: cut,
          additionals: ['ns.dev.example.com 3600 A 127.0.0.14'],
        });
      },
    );
    it('is decided by the topmost cut: what the zone has below is not its own', () => {
      const nested = zone('example.com', ['dev 60 NS ns-3.dns.example', 'a.dev 60 NS ns-4.dns.example']);
      expect(answer([nested], 'www.a.dev.example.com', 'A').authorities).toEqual([
        'dev.example.com 60 NS ns-3.dns.example',
      ]);
    });
    it('comes from the child when the server has it', () => {
      const child = zone('dev.example.com', ['www 60 A 203.0.113.77']);
      expect(answer([example, child], 'www.dev.example.com', 'A')).toMatchObject({
        code: 'AA NOERROR',
        answers: ['www.dev.example.com 60 A 203.0.113.77'],
      });
      expect(answer([example, child], 'no.dev.example.com', 'A').authorities).toEqual([
        'dev.example.com 900 SOA ns-1.dns.example 86400',
      ]);
    });
  });

  it('gives the addresses of name servers that it knows', () => {
    const servers = zone('dns.example', ['ns-1 60 A 127.0.0.11']);
    const reply = answer([example, servers], 'example.com', 'NS');
    expect(reply.answers).toHaveLength(4);
    expect(reply.additionals).toEqual(['ns-1.dns.example 60 A 127.0.0.11']);
  });

  describe('of a Route 53 alias', () => {
    const cloudFront = zone('cloudfront.net', ['d1 60 A 203.0.113.5', 'd1 60 A 203.0.113.6']);
    const aliases = zone('example.com', [
      '@ 0 ALIAS d1.cloudfront.net',
      'gone 0 ALIAS d9.cloudfront.net',
      'second 0 ALIAS first.example.com',
      'first 0 ALIAS www.example.com',
      'www 123 A 203.0.113.1',
      'self 0 ALIAS self.example.com',
    ]);
    it("is the target's records with its TTL, under the alias's own name", () => {
      expect(answer([aliases, cloudFront], 'example.com', 'A').answers).toEqual([
        'example.com 60 A 203.0.113.5',
        'example.com 60 A 203.0.113.6',
      ]);
      expect(answer([aliases], 'second.example.com', 'A').answers).toEqual([
        'second.example.com 123 A 203.0.113.1',
      ]);
    });
    it('is NODATA when the target has no such record', () => {
      for (const name of ['gone.example.com', 'self.example.com']) {
        expect(answer([aliases, cloudFront], name, 'A')).toMatchObject({
          code: 'AA NOERROR',
          authorities: [SOA],
        });
      }
      expect(answer([aliases, cloudFront], 'example.com', 'AAAA')).toMatchObject({
        code: 'AA NOERROR',
        answers: [],
      });
    });
  });
});
