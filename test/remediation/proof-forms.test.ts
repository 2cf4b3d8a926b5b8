/** The two forms of the record, public resolvers in place of servers that cannot be reached, and silence. */
import { describe, expect, it } from 'vitest';
import type { Proof } from '../../remediation/document.ts';
import { proofRecord } from '../../remediation/proof-record.ts';
import { at, dead, has, judge, miss, OTHER, old, survey, TARGET } from './proof-world.ts';

const WWW = 'www.example.com';
const none = survey({ ns1: [miss], ns2: [miss] });
const all = survey({ ns1: [has()], ns2: [has()] });

describe('the plain form', () => {
  const look = (seconds: number, underscore = none, plain = none, previous?: Proof) =>
    judge({ seconds, surveys: { [WWW]: underscore }, plain: { [WWW]: plain }, previous });

  it('is proof as well, where it is on every server', () => {
    expect(look(0, none, all)).toMatchObject({
      verdict: 'published',
      settledAt: at(902),
      aliases: [{ form: 'plain', record: { name: WWW, type: 'TXT', value: TARGET }, servers: [{}, {}] }],
    });
    expect(look(0, none, survey({ ns1: [has()], ns2: [miss] }))).toMatchObject({
      verdict: 'missing',
      aliases: [{ form: 'underscore' }],
    });
  });

  it('says whom it convinces', () => {
    expect(look(0, none, all).reason).toContain(
      `TXT ${WWW} "${TARGET}" is (the plain form, which only AWS Support takes) on every name server`,
    );
  });

  it('gives way to the underscore as soon as that is published, each with its own times', () => {
    const first = look(0, none, all);
    const settled = look(902, none, all, first);
    expect(settled.verdict).toBe('settled');
    const both = look(1000, all, all, settled);
    expect(both).toMatchObject({
      verdict: 'published',
      aliases: [{ form: 'underscore', publishedAt: at(1000), settledAt: at(1902) }],
    });
    const back = look(1100, none, all, both);
    expect(back).toMatchObject({ verdict: 'settled', aliases: [{ form: 'plain', publishedAt: at(0) }] });
  });

  it('waits for what stood at the alias before, though nobody asked for that', () => {
    const policy = survey({ ns1: [has(7200, 'v=spf1 -all')], ns2: [has(7200, 'v=spf1 -all')] });
    const before = look(0, none, policy);
    expect(before.troubles).toEqual([]);
    const beside = survey({ ns1: [has(300, 'v=spf1 -all', TARGET)], ns2: [has(300, 'v=spf1 -all', TARGET)] });
    expect(look(60, none, beside, before)).toMatchObject({ verdict: 'published', settledAt: at(7262) });
  });
});

describe('public resolvers, where no name server can be reached', () => {
  const closed = (...answers: (typeof miss)[]) => ({
    ...survey({ ns1: [dead], ns2: [dead] }),
    byHttps: answers.map((answer, i) => ({ resolver: `https://dns${i}.example/dns-query`, answer })),
  });
  const look = (seconds: number, seen: ReturnType<typeof closed>, previous?: Proof) =>
    judge({ seconds, surveys: { [WWW]: seen }, previous });

  it.each([
    ['all have it', [has(), has()], 'published'],
    ['those that answer have it', [has(), dead], 'published'],
    ['one misses it', [has(), miss], 'missing'],
    ['one has another value', [has(), old()], 'missing'],
    ['none answers', [dead, dead], 'missing'],
  ])('decide: %s', (_, answers, verdict) => {
    expect(look(0, closed(...answers))).toMatchObject({ verdict, aliases: [{ decidedBy: 'https' }] });
  });

  it('decide about the quiet time by what they said before', () => {
    const before = look(0, closed(has(3600, OTHER), miss));
    expect(look(60, closed(has(), has()), before)).toMatchObject({
      verdict: 'published',
      settledAt: at(3662),
    });
  });

  it('tell only what is left of a TTL: the longest that was told is waited for', () => {
    const first = look(0, closed(has(3600, OTHER), miss));
    const second = look(600, closed(has(10, OTHER), miss), first);
    const published = look(660, closed(has(), has()), second);
    expect(published.settledAt).toBe(at(660 + 3602));
    const settled = look(660 + 3602, closed(has(), has()), published);
    expect(settled.reason).toContain('as far as public resolvers tell no cache can hold anything older');
  });

  it('are named as those who decided', () => {
    expect(look(0, closed(has(), miss)).reason).toContain(
      'No name server can be reached from here, as when port 53 is closed, so public resolvers decide, asked by HTTPS.',
    );
    expect(look(0, closed(has(), miss)).reason).toContain(
      'https://dns1.example/dns-query: missing, no such name',
    );
    expect(look(0, closed(has(), has())).reason).toContain(
      'at every public resolver that answers by HTTPS (no name server of example.com can be reached from here)',
    );
  });
});

describe('a server that falls silent after it had the record', () => {
  it('takes nothing back: when it answers again, the times are those of before', () => {
    const look = (seconds: number, seen: typeof all, previous?: Proof) =>
      judge({ seconds, surveys: { [WWW]: seen }, previous });
    const published = look(0, all);
    const silent = look(100, survey({ ns1: [has()], ns2: [dead] }), published);
    expect(silent.verdict).toBe('missing');
    expect(look(200, all, silent)).toMatchObject({
      verdict: 'published',
      settledAt: at(902),
      aliases: [{ publishedAt: at(0) }],
    });
    // One that comes back without the record does.
    const relapsed = look(200, survey({ ns1: [has()], ns2: [miss] }), silent);
    expect(look(300, all, relapsed)).toMatchObject({ settledAt: at(1202) });
  });
});

describe('a server that this machine has no way to', () => {
  const six = (answer: typeof miss) => {
    const seen = survey({ ns1: [has()], ns6: [answer] });
    const servers = seen.servers.map((server) =>
      server.server.startsWith('ns6') ? { ...server, noRoute: true as const } : server,
    );
    return { ...seen, servers };
  };

  it('is no verdict, is shown, and is no trouble', () => {
    const first = judge({ seconds: 0, surveys: { [WWW]: six(dead) } });
    expect(first.verdict).toBe('published');
    expect(first.aliases[0]?.servers[1]).toMatchObject({ verdict: 'unreachable', noRoute: true });
  });

  it('is not enough when it is all there is', () => {
    const only = { ...six(dead), servers: six(dead).servers.slice(1) };
    const first = judge({ seconds: 0, surveys: { [WWW]: only } });
    expect(first.verdict).toBe('missing');
    expect(judge({ seconds: 10, surveys: { [WWW]: only }, previous: first }).troubles).toEqual([]);
  });
});

it('says that the zone above did not say whom it delegates to', () => {
  const proof = judge({ seconds: 0, surveys: { [WWW]: { ...all, aboveSilent: true } } });
  expect(proof.reason).toContain('The zone above did not say whom it delegates to');
});

it('is told once that it is published, also when it is lost and found again', () => {
  const look = (seconds: number, seen: typeof all, previous?: Proof, redriveCount = 0) =>
    judge({ seconds, surveys: { [WWW]: seen }, previous, redriveCount });
  const first = look(0, all);
  expect(first.firstSeen).toBe(true);
  const lost = look(10, none, first);
  expect(lost.firstSeen).toBe(false);
  expect(look(20, all, lost).firstSeen).toBe(false);
  expect(look(20, all, lost, 1).firstSeen).toBe(true);
});

it('has the plain name for a wildcard and an apex, too', () => {
  for (const alias of ['*.example.com', 'example.com']) {
    const proof = judge({ seconds: 0, surveys: { [alias]: none }, plain: { [alias]: all } });
    expect(proof.aliases[0]?.record.name).toBe(alias);
  }
  expect(proofRecord('*.example.com', 'example.com', TARGET).name).toBe('_*.example.com');
});
