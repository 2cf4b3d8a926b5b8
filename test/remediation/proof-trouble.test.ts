/** What keeps a proof back and does not pass by itself: told once a kind, each with its remedy. */
import { describe, expect, it } from 'vitest';
import type { Proof } from '../../remediation/document.ts';
import type { Survey, TxtAnswer } from '../../remediation/ports.ts';
import { dead, has, judge, lame, miss, OTHER, old, survey, TARGET } from './proof-world.ts';

const WWW = 'www.example.com';
const look = (seconds: number, seen: Survey, previous?: Proof, redriveCount = 0) =>
  judge({ seconds, surveys: { [WWW]: seen }, previous, redriveCount });
const kinds = ({ troubles }: Proof) => troubles.map(({ kind }) => kind);

const none = survey({ ns1: [miss], ns2: [miss] });
const cname = (changes: object = {}): TxtAnswer => ({
  kind: 'cname',
  target: 'p.example.org',
  ttl: 300,
  ...changes,
});

it('is none as long as the record is simply not there', () => {
  expect(look(0, none)).toMatchObject({ troubles: [], news: false, told: [] });
});

describe('another value', () => {
  it('is told at once, with what to do', () => {
    expect(look(0, survey({ ns1: [old()], ns2: [miss] }))).toMatchObject({
      news: true,
      told: ['wrong-value'],
      troubles: [
        {
          kind: 'wrong-value',
          problem: `_www.example.com has another value at ns1.example.net: "${OTHER}".`,
          remedy: `Correct it to "${TARGET}", or add that as a second value.`,
        },
      ],
    });
  });

  it('is not told again while it stays, nor when it comes back', () => {
    const first = look(0, survey({ ns1: [old()], ns2: [miss] }));
    const second = look(10, survey({ ns1: [old()], ns2: [old()] }), first);
    expect([kinds(second), second.news]).toEqual([['wrong-value'], false]);
    const gone = look(20, none, second);
    expect([kinds(gone), gone.news]).toEqual([[], false]);
    expect(look(30, survey({ ns1: [old()], ns2: [miss] }), gone).news).toBe(false);
  });

  it('is told again after a redrive, when the wait begins anew', () => {
    const first = look(0, survey({ ns1: [old()], ns2: [miss] }));
    expect(look(10, survey({ ns1: [old()], ns2: [miss] }), first, 1).news).toBe(true);
  });

  it('by a wildcard record is no trouble: the record itself takes its place', () => {
    const wildcard = { ...old(), wildcard: true } as TxtAnswer;
    expect(kinds(look(0, survey({ ns1: [wildcard], ns2: [wildcard] })))).toEqual([]);
  });
});

describe('a CNAME at the name', () => {
  it('is told at once: no TXT record can be beside it', () => {
    const [trouble] = look(0, survey({ ns1: [cname()], ns2: [cname()] })).troubles;
    expect(trouble).toEqual({
      kind: 'cname',
      problem:
        'At _www.example.com stands a CNAME to p.example.org (ns1.example.net, ns2.example.net), and no TXT record can be beside it.',
      remedy: 'Replace the CNAME at _www.example.com by the TXT record.',
    });
  });

  it('by a wildcard record is no trouble', () => {
    expect(kinds(look(0, survey({ ns1: [cname({ wildcard: true })] })))).toEqual([]);
  });
});

describe('a server that does not answer', () => {
  it.each([
    ['silent', dead, 'no answer (silent for 2 s)'],
    ['lame', lame, 'no authority (REFUSED)'],
  ])('and is %s while others have the record is told at the second look', (_, answer, words) => {
    const seen = survey({ ns1: [has()], ns2: [answer] });
    const first = look(0, seen);
    expect(kinds(first)).toEqual([]);
    const second = look(10, seen, first);
    expect(second).toMatchObject({ news: true, told: ['no-answer'] });
    expect(second.troubles[0]?.problem).toBe(
      `ns2.example.net of example.com: ${words}. Others have the record.`,
    );
  });

  it('is told as well when no server says anything at all', () => {
    const seen = survey({ ns1: [lame], ns2: [dead] });
    const second = look(10, seen, look(0, seen));
    expect(second).toMatchObject({ news: true, told: ['no-answer'] });
    expect(second.troubles[0]?.problem).toBe(
      'No name server of example.com says anything about the record: ns1.example.net, ns2.example.net: no authority (REFUSED).',
    );
  });

  it('is no trouble while nobody has the record, nor when another address of it answers', () => {
    const idle = survey({ ns1: [miss], ns2: [dead] });
    expect(kinds(look(10, idle, look(0, idle)))).toEqual([]);
    const half = survey({ ns1: [has()], ns2: [dead, miss] });
    expect(kinds(look(10, half, look(0, half)))).toEqual([]);
  });
});

describe('a server that stays behind', () => {
  const some = survey({ ns1: [has()], ns2: [miss] });

  it('is told after an hour, not before', () => {
    const first = look(0, some);
    expect(kinds(look(3599, some, first))).toEqual([]);
    const late = look(3600, some, first);
    expect(late).toMatchObject({ news: true, told: ['behind'] });
    expect(late.troubles[0]?.problem).toBe(
      'ns2.example.net of example.com still lacks the record that ns1.example.net has had for over an hour.',
    );
  });

  it('shows the serials where they differ', () => {
    const serials = {
      ...some,
      servers: some.servers.map((server, i) => ({ ...server, serial: 2_026_110_502 - i })),
    };
    const late = look(3600, serials, look(0, serials));
    expect(late.troubles[0]?.problem).toContain('(SOA serial 2026110501 against 2026110502)');
  });
});

it('of a hundred aliases is told in a few lines', () => {
  const wrong = survey({ ns1: [old()], ns2: [old()] });
  const surveys = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`a${i}.example.com`, wrong]));
  expect(judge({ seconds: 0, surveys }).troubles).toHaveLength(5);
  const silent = survey({ ns1: [has()], ns2: [dead] });
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`a${i}.example.com`, silent]));
  const second = judge({ seconds: 10, surveys: many, previous: judge({ seconds: 0, surveys: many }) });
  expect(second.troubles).toHaveLength(1);
});
