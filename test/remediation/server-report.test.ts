import { describe, expect, it } from 'vitest';
import type { Survey, TxtAnswer } from '../../remediation/ports.ts';
import { isPublished, resolverReport, serverReports } from '../../remediation/server-report.ts';
import { has, judge, miss, OTHER, survey, TARGET } from './proof-world.ts';

const END = 'www.proofs.example.org';
const link = (changes: object = {}): TxtAnswer => ({
  kind: 'cname',
  target: END,
  ttl: 600,
  ...changes,
});
const beyond = (...answers: TxtAnswer[]): Survey => ({
  ...survey({ ns1: [link()] }),
  beyond: [
    {
      name: END,
      survey: {
        zone: { name: 'proofs.example.org', soaTtl: 60, soaMinimum: 60 },
        servers: answers.map((answer, i) => ({ server: `p${i}.example.org`, address: '192.0.2.90', answer })),
        beyond: [],
      },
    },
  ],
});

describe('a line of the table', () => {
  it.each<[string, TxtAnswer, object]>([
    ['the value', has(60), { verdict: 'match', detail: `"${TARGET}"`, ttl: 60 }],
    [
      'a value by a wildcard record',
      { ...has(60, OTHER), wildcard: true } as TxtAnswer,
      { verdict: 'wrong-value', detail: `"${OTHER}"; by a wildcard record`, ttl: 60, wildcard: true },
    ],
    [
      'the value where a CNAME leads within the zone',
      { ...has(60), cname: 'p.example.com' } as TxtAnswer,
      {
        verdict: 'match',
        detail: `"${TARGET}"; by a CNAME to p.example.com, which CloudFront may not follow`,
        ttl: 60,
        cname: 'p.example.com',
      },
    ],
    [
      'a CNAME to nothing',
      link(),
      { verdict: 'missing', detail: `a CNAME to ${END} stands there instead`, ttl: 600, cname: END },
    ],
    [
      'a CNAME by a wildcard record',
      link({ wildcard: true }),
      {
        verdict: 'missing',
        detail: `a CNAME to ${END} stands there instead; by a wildcard record`,
        ttl: 600,
        cname: END,
        wildcard: true,
      },
    ],
    ['no such name', miss, { verdict: 'missing', detail: 'no such name' }],
    [
      'no such record',
      { kind: 'missing', nxdomain: false },
      { verdict: 'missing', detail: 'no TXT record at this name' },
    ],
  ])('for %s', (_, answer, line) => {
    expect(serverReports(survey({ ns1: [answer] }), TARGET)).toEqual([
      { server: 'ns1.example.net', address: '192.0.2.1', ...line },
    ]);
  });

  it('has the serial of the zone, and says who is named by the zone above only', () => {
    const [server] = survey({ ns1: [miss] }).servers;
    if (!server) throw new Error('no server');
    const seen = { ...survey({}), servers: [{ ...server, serial: 41, listed: 'above' as const }] };
    expect(serverReports(seen, TARGET)).toMatchObject([
      { verdict: 'missing', detail: 'no such name; named only by the zone above', serial: 41 },
    ]);
  });
});

describe('a CNAME that leads out of the zone', () => {
  it('proves as far as every server of its target has the record', () => {
    const all = serverReports(beyond(has(), has()), TARGET);
    expect(all.map(({ verdict }) => verdict)).toEqual(['match', 'match', 'match']);
    expect(all[0]?.detail).toContain('CloudFront may not follow');
    expect(isPublished(all)).toBe(true);
  });

  it('does not prove while one of them lacks it', () => {
    const some = serverReports(beyond(has(), miss), TARGET);
    expect(some.map(({ verdict }) => verdict)).toEqual(['missing', 'match', 'missing']);
    expect(isPublished(some)).toBe(false);
  });

  it('by a wildcard record does not prove, whatever its target has', () => {
    const wild = { ...beyond(has()), servers: survey({ ns1: [link({ wildcard: true })] }).servers };
    expect(isPublished(serverReports(wild, TARGET))).toBe(false);
  });

  it('leaves the servers of its target out of the count of the zone', () => {
    const proof = judge({ seconds: 0, surveys: { 'www.example.com': beyond(has(), miss) } });
    expect(proof.reason).toContain('is not on the one name server of example.com');
    expect(proof.reason).not.toContain('follow soon');
  });

  it('leaves the servers of its target out where nothing is to be seen there', () => {
    expect(serverReports(beyond(miss, miss), TARGET)).toHaveLength(1);
  });
});

describe('a resolver', () => {
  it.each<[string, TxtAnswer, object]>([
    ['has it', has(60), { verdict: 'match', detail: `"${TARGET}"`, ttl: 60 }],
    [
      'remembers a miss',
      { kind: 'missing', nxdomain: true, ttl: 212 },
      { verdict: 'missing', detail: 'no such name', ttl: 212 },
    ],
    ['followed a CNAME to nothing', link(), { verdict: 'missing' }],
    ['fails', { kind: 'refused', why: 'SERVFAIL' }, { verdict: 'refused', detail: 'SERVFAIL' }],
  ])('that %s', (_, answer, line) => {
    const report = resolverReport({ resolver: '192.0.2.53', answer }, TARGET);
    expect(report).toMatchObject({ resolver: '192.0.2.53', ...line });
    expect(Object.keys(report)).not.toContain('cname');
  });
});
