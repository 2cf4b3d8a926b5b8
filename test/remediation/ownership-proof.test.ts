import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Proof } from '../../remediation/document.ts';
import { ProofDeadlineExceeded } from '../../remediation/errors.ts';
import type { Survey } from '../../remediation/ports.ts';
import { at, dead, has, judge, lame, miss, OTHER, old, settings, survey, TARGET } from './proof-world.ts';

const WWW = 'www.example.com';
const www = (seconds: number, seen: Survey, previous?: Proof) =>
  judge({ seconds, surveys: { [WWW]: seen }, previous });

describe('published', () => {
  it.each([
    ['every server has it', { ns1: [has()], ns2: [has()] }, true],
    ['a value for the way back stands beside it', { ns1: [has(300, OTHER, TARGET)], ns2: [has()] }, true],
    ['one address of a server is dead, another has it', { ns1: [dead, has()], ns2: [has()] }, true],
    ['one address of a server refuses, another has it', { ns1: [lame, has()], ns2: [has()] }, true],
    ['one server misses it', { ns1: [has()], ns2: [miss] }, false],
    ['one of two addresses misses it', { ns1: [has(), miss], ns2: [has()] }, false],
    ['one server has another value', { ns1: [has()], ns2: [old()] }, false],
    ['one of two addresses has another value', { ns1: [old(), has()], ns2: [has()] }, false],
    ['one server is dead', { ns1: [has()], ns2: [dead] }, false],
    ['one server is no authority', { ns1: [has()], ns2: [lame] }, false],
    ['all servers are dead', { ns1: [dead], ns2: [dead, dead] }, false],
    ['there is no server', {}, false],
  ])('when %s: %s', (_, servers, published) => {
    expect(www(0, survey(servers)).verdict).toBe(published ? 'published' : 'missing');
  });

  it('reports each address, also the one that does not count', () => {
    const proof = www(0, survey({ ns1: [dead, has(60, OTHER, TARGET)], ns2: [has()] }));
    expect(proof.aliases[0]?.servers).toEqual([
      { server: 'ns1.example.net', address: '192.0.2.1', verdict: 'unreachable', detail: 'silent for 2 s' },
      {
        server: 'ns1.example.net',
        address: '192.0.2.2',
        verdict: 'match',
        detail: `"${OTHER}", "${TARGET}"`,
        ttl: 60,
      },
      { server: 'ns2.example.net', address: '192.0.2.11', verdict: 'match', detail: `"${TARGET}"`, ttl: 300 },
    ]);
    expect(proof.reason).toContain('ns1.example.net (192.0.2.1): no answer, silent for 2 s');
  });
});

describe('settled', () => {
  const all = (ttl?: number, soaTtl?: number, soaMinimum?: number) =>
    survey({ ns1: [has(ttl)], ns2: [has(ttl)] }, soaTtl, soaMinimum);
  const none = survey({ ns1: [miss], ns2: [miss] });

  it('comes when a miss of the last moment before has run out: the smaller of SOA TTL and MINIMUM, and two seconds', () => {
    for (const [soaTtl, soaMinimum] of [
      [900, 86_400],
      [86_400, 900],
    ] as const) {
      const published = www(100, all(300, soaTtl, soaMinimum));
      expect(published).toMatchObject({
        verdict: 'published',
        settledAt: at(1002),
        waitSeconds: 902,
        nextCheckAt: at(1002),
      });
      expect(www(1001.999, all(300, soaTtl, soaMinimum), published)).toMatchObject({
        verdict: 'published',
        waitSeconds: 1,
      });
      const settled = www(1002, all(300, soaTtl, soaMinimum), published);
      expect(settled).toMatchObject({ verdict: 'settled', settledAt: at(1002) });
      expect(settled.waitSeconds).toBeUndefined();
      expect(settled.nextCheckAt).toBeUndefined();
    }
  });

  it('also waits for an old value that was seen before', () => {
    const wrong = www(0, survey({ ns1: [old(7200)], ns2: [miss] }));
    expect(wrong.aliases[0]).toMatchObject({ verdict: 'missing', oldValueTtl: 7200 });
    expect(www(60, all(), wrong).settledAt).toBe(at(60 + 7200 + 2));
  });

  it('also waits for a CNAME that stood there instead', () => {
    const cname = { kind: 'cname', target: 'x.example.org', ttl: 3600 } as const;
    const before = www(0, survey({ ns1: [cname], ns2: [cname] }));
    expect(www(60, all(), before).settledAt).toBe(at(60 + 3600 + 2));
  });

  it('lets an old value that is long gone run out by itself', () => {
    const wrong = www(0, survey({ ns1: [old(7200)], ns2: [old(7200)] }));
    const gone = www(60, none, wrong);
    expect(gone.aliases[0]?.staleUntil).toBe(at(60 + 7200 + 2));
    const still = www(960, none, gone);
    expect(www(7000, all(), still).settledAt).toBe(at(7902));
    expect(www(1000, all(), still).settledAt).toBe(at(7262));
  });

  it('does not take a lowered SOA for what caches already hold', () => {
    const before = www(0, none);
    expect(www(60, all(300, 5, 5), before).settledAt).toBe(at(962));
    const lowered = www(60, survey({ ns1: [miss] }, 5, 5), before);
    expect(www(5000, all(300, 5, 5), lowered).settledAt).toBe(at(5007));
  });

  it('keeps its time while it stays published, whatever the SOA becomes', () => {
    const published = www(0, all());
    const later = www(400, all(300, 3600, 3600), published);
    expect(later.aliases[0]).toMatchObject({ publishedAt: at(0), settledAt: at(902) });
  });

  it('begins anew after a relapse, and forgets nothing that was to be waited for', () => {
    const wrong = www(0, survey({ ns1: [old(7200)], ns2: [has()] }));
    const published = www(60, all(), wrong);
    const relapse = www(120, survey({ ns1: [has()], ns2: [miss] }), published);
    expect(relapse.verdict).toBe('missing');
    expect(relapse.aliases[0]?.publishedAt).toBeUndefined();
    expect(relapse.aliases[0]?.settledAt).toBeUndefined();
    expect(www(180, all(), relapse).aliases[0]).toMatchObject({ publishedAt: at(180), settledAt: at(7262) });
    expect(www(7200, all(), www(7000, survey({ ns1: [miss] }), relapse)).settledAt).toBe(at(8102));
  });

  it('believes no TTL beyond a week', () => {
    const years = 2_000_000_000;
    expect(www(0, all(300, years, years)).waitSeconds).toBe(604_802);
  });
});

describe('several aliases', () => {
  const published = survey({ ns1: [has()] });
  const longer = survey({ ns1: [has()] }, 3600, 3600);
  const none = survey({ ns1: [miss] });

  it('are as far as the last of them', () => {
    expect(
      judge({ seconds: 0, surveys: { 'a.example.com': published, 'b.example.com': none } }),
    ).toMatchObject({
      verdict: 'missing',
      aliases: [{ verdict: 'published' }, { verdict: 'missing' }],
    });
    const both = judge({ seconds: 0, surveys: { 'a.example.com': published, 'b.example.com': longer } });
    expect(both).toMatchObject({ verdict: 'published', settledAt: at(3602), waitSeconds: 3602 });
    const surveys = { 'a.example.com': published, 'b.example.com': longer };
    const between = judge({ seconds: 1000, surveys, previous: both });
    expect(between).toMatchObject({
      verdict: 'published',
      aliases: [{ verdict: 'settled' }, { verdict: 'published' }],
    });
    expect(between.reason).not.toContain('_a.example.com');
    expect(judge({ seconds: 3602, surveys, previous: between }).verdict).toBe('settled');
  });

  it('keep their own times, by name and not by place', () => {
    const first = judge({ seconds: 0, surveys: { 'a.example.com': published, 'b.example.com': none } });
    const next = judge({
      seconds: 100,
      surveys: { 'b.example.com': published, 'a.example.com': published },
      previous: first,
    });
    expect(next.aliases.map(({ alias, publishedAt }) => [alias, publishedAt])).toEqual([
      ['b.example.com', at(100)],
      ['a.example.com', at(0)],
    ]);
  });
});

describe('the wait for the owner', () => {
  const none = survey({ ns1: [miss], ns2: [miss] });
  const some = survey({ ns1: [has()], ns2: [miss] });

  it('grows with the silence', () => {
    const first = www(0, none);
    expect(first).toMatchObject({
      waitSeconds: 10,
      nextCheckAt: at(10),
      waitingSince: at(0),
      deadlineAt: at(604_800),
      redriveCount: 0,
    });
    expect(www(400, none, first)).toMatchObject({
      waitSeconds: 100,
      nextCheckAt: at(500),
      waitingSince: at(0),
    });
    expect(www(400_000, none, first).waitSeconds).toBe(900);
  });

  it('is short again once some servers have it, and grows again when the rest stays behind', () => {
    const silent = www(0, none);
    const seen = www(40_000, some, silent);
    expect(seen).toMatchObject({ waitSeconds: 10, waitingSince: at(0) });
    expect(www(40_800, some, seen).waitSeconds).toBe(200);
    const lost = www(40_800, none, seen);
    expect(lost.aliases[0]?.seenAt).toBeUndefined();
    expect(lost.waitSeconds).toBe(900);
  });

  it('is the shortest of its aliases', () => {
    const previous = judge({ seconds: 0, surveys: { 'a.example.com': none, 'b.example.com': none } });
    expect(
      judge({ seconds: 4000, surveys: { 'a.example.com': none, 'b.example.com': some }, previous })
        .waitSeconds,
    ).toBe(10);
  });

  it('begins anew after a relapse from published', () => {
    const published = www(4000, survey({ ns1: [has()], ns2: [has()] }), www(0, none));
    expect(published.waitingSince).toBeUndefined();
    expect(www(4100, none, published)).toMatchObject({ waitSeconds: 10, waitingSince: at(4100) });
  });

  it('looks a last time at the deadline, and passes if it is there then', () => {
    const short = { ...settings, proofDeadlineSeconds: 1000 };
    const first = judge({ seconds: 0, surveys: { [WWW]: none }, settings: short });
    const late = judge({ seconds: 990, surveys: { [WWW]: none }, previous: first, settings: short });
    expect(late).toMatchObject({ waitSeconds: 10, nextCheckAt: at(1000) });
    const there = survey({ ns1: [has()], ns2: [has()] });
    expect(judge({ seconds: 1000, surveys: { [WWW]: there }, previous: late, settings: short }).verdict).toBe(
      'published',
    );
  });

  it('ends with an error that lists what each server said last, and goes on after a redrive', () => {
    const short = { ...settings, proofDeadlineSeconds: 1000 };
    const seen = survey({ ns1: [has()], ns2: [miss], ns3: [old(), dead], ns4: [lame] });
    const previous = judge({ seconds: 0, surveys: { [WWW]: none }, settings: short });
    const over = { seconds: 1000, surveys: { [WWW]: seen }, previous, settings: short };
    let error: unknown;
    try {
      judge(over);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ProofDeadlineExceeded);
    expect(error).toMatchObject({ name: 'ProofDeadlineExceeded' });
    const { message } = error instanceof Error ? error : new Error();
    for (const part of [
      `TXT _www.example.com "${TARGET}"`,
      'ns1.example.net (192.0.2.1): has it',
      'ns2.example.net (192.0.2.11): missing, no such name',
      `ns3.example.net (192.0.2.21): another value, "${OTHER}"`,
      'ns3.example.net (192.0.2.22): no answer, silent for 2 s',
      'ns4.example.net (192.0.2.31): no authority, REFUSED',
      'since 2026-11-05 12:00:00 UTC',
    ]) {
      expect(message).toContain(part);
    }
    expect(judge({ ...over, redriveCount: 1 })).toMatchObject({
      verdict: 'missing',
      waitingSince: at(1000),
      redriveCount: 1,
      waitSeconds: 10,
    });
  });
});

describe('the reason', () => {
  it.each([
    [
      'nobody has it',
      survey({ ns1: [miss], ns2: [miss] }),
      `TXT _www.example.com "${TARGET}" is on none of the 2 name servers of example.com: ns1.example.net (192.0.2.1), ns2.example.net (192.0.2.11): missing, no such name. Next look at 2026-11-05 12:00:10 UTC, the last at 2026-11-12 12:00:00 UTC.`,
    ],
    [
      'some have it',
      survey({ ns1: [has()], ns2: [old()] }),
      `TXT _www.example.com "${TARGET}" is on 1 of the 2 name servers of example.com: ns2.example.net (192.0.2.11): another value, "${OTHER}". Next look at 2026-11-05 12:00:10 UTC, the last at 2026-11-12 12:00:00 UTC.`,
    ],
    [
      'all have it',
      survey({ ns1: [has()], ns2: [has()] }),
      `TXT _www.example.com "${TARGET}" is on every name server of example.com since 2026-11-05 12:00:00 UTC. Until 2026-11-05 12:15:02 UTC a cache can hold an earlier miss or value.`,
    ],
  ])('when %s', (_, seen, reason) => {
    expect(www(0, seen).reason).toBe(reason);
  });

  it('stays readable with a hundred aliases, many servers and hostile values', () => {
    const evil = survey({
      ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`ns${i}`, [miss]])),
      bad: [has(60, `line\nbreak \u{202e}${'x'.repeat(60_000)}`, 'b', 'c', 'd', 'e')],
    });
    const surveys = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`a${i}.example.com`, evil]));
    const proof = judge({ seconds: 0, surveys });
    expect(proof.reason.length).toBeLessThan(4000);
    expect(proof.reason).not.toMatch(/[\n\u{202e}]/u);
    expect(proof.reason).toContain('and 8 more: missing');
    expect(proof.reason).toContain('97 more aliases likewise');
    expect(proof.aliases[0]?.servers[0]?.detail).toMatch(/^"line\u{fffd}break .{40,80}$/u);
    expect(proof.aliases[0]?.servers.length).toBeLessThan(13);
    expect(proof.aliases[0]?.serversLeftOut).toBe(13 - (proof.aliases[0]?.servers.length ?? 0));
  });
});

it('is a section that survives the trip through the state machine', () => {
  const proof = judge({ seconds: 0, surveys: { [WWW]: survey({ ns1: [has(), dead], ns2: [old()] }) } });
  expect(v.parse(Proof, JSON.parse(JSON.stringify(proof)))).toEqual(proof);
});
