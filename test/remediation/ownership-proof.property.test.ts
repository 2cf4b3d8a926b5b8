/**
 * The judge against a model of the world that it sees only now and then: servers that come by the record one after the
 * other, and resolvers that may have asked any of them at any moment and keep what they were told.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Proof } from '../../remediation/document.ts';
import type { TxtAnswer } from '../../remediation/ports.ts';
import { type Asked, heldAt, kept, type Told } from './caching-resolvers.ts';
import { dead, has, judge, lame, miss, OTHER, old, START, settings, survey, TARGET } from './proof-world.ts';

const WWW = 'www.example.com';
const LONGEST = 60;
/** Seconds by which caches may be behind the TTL: `settled` waits for them, too. */
const SLACK = 2;
const quick = { ...settings, shortestCheckSeconds: 2, longestCheckSeconds: LONGEST };

/** What a server says from one moment to the next, seconds; before the first look it has said the first for ever. */
interface Phase {
  until: number;
  says: 'miss' | 'old' | 'dead' | 'right';
  ttl: number;
}
interface World {
  servers: Phase[][];
  /** The SOA's TTL and MINIMUM, from `from` on. */
  soas: { from: number; ttl: number; minimum: number }[];
}

/** No phase is so short that no look falls into it: what nobody could see is not held against the judge. */
const duration = fc.integer({ min: LONGEST + 1, max: 1200 });
const ttl = fc.integer({ min: 0, max: 4000 });

const beforeRight = fc.record({
  says: fc.constantFrom('miss' as const, 'old' as const, 'dead' as const),
  duration,
  ttl,
});
/** Longer than any quiet time, so that the look at its end is within. */
const relapse = fc.record({
  rightFor: fc.integer({ min: 1, max: 9000 }),
  says: fc.constantFrom('miss' as const, 'old' as const, 'dead' as const),
  lasts: fc.integer({ min: 4100, max: 6000 }),
  ttl,
});

const server = fc
  .record({ before: fc.array(beforeRight, { maxLength: 4 }), relapse: fc.option(relapse, { freq: 4 }) })
  .map(({ before, relapse }) => {
    const phases: Phase[] = [];
    let clock = 0;
    const add = (says: Phase['says'], lasts: number, ttl: number) => {
      clock += lasts;
      phases.push({ says, ttl, until: clock });
    };
    for (const phase of before) add(phase.says, phase.duration, phase.ttl);
    if (relapse) {
      add('right', relapse.rightFor, 300);
      add(relapse.says, relapse.lasts, relapse.ttl);
    }
    add('right', Number.POSITIVE_INFINITY, 300);
    return phases;
  });

const soa = fc.record({ ttl, minimum: ttl });
const changingSoas = fc
  .tuple(soa, fc.array(fc.record({ soa, after: duration }), { maxLength: 2 }))
  .map(([first, changes]) => {
    let from = 0;
    const later = changes.map(({ soa, after }) => {
      from += after;
      return { ...soa, from };
    });
    return [{ ...first, from: Number.NEGATIVE_INFINITY }, ...later];
  });

const servers = fc.array(server, { minLength: 1, maxLength: 4 });
const anyWorld: fc.Arbitrary<World> = fc.record({ servers, soas: changingSoas });
const steadyWorld: fc.Arbitrary<World> = fc.record({
  servers,
  soas: changingSoas.map((soas) => soas.slice(0, 1)),
});

const phaseAt = (phases: Phase[], time: number) => phases.find(({ until }) => time < until) ?? phases.at(-1);
const soaAt = ({ soas }: World, time: number) => soas.findLast(({ from }) => from <= time) ?? soas[0];

const ANSWERS: Record<Phase['says'], (ttl: number) => TxtAnswer> = {
  right: has,
  old,
  miss: () => miss,
  dead: () => dead,
};

function look(world: World, time: number) {
  const answers = world.servers.map((phases): [string, TxtAnswer[]] => {
    const phase = phaseAt(phases, time);
    return ['', [phase ? ANSWERS[phase.says](phase.ttl) : miss]];
  });
  const now = soaAt(world, time);
  return survey(Object.fromEntries(answers.map(([, said], i) => [`ns${i}`, said])), now?.ttl, now?.minimum);
}

/** Until when a resolver that asked some server at some moment before `time` can hold anything but the proof. */
function heldUntil(world: World, time: number): number {
  let latest = 0;
  for (const phases of world.servers) {
    let from = Number.NEGATIVE_INFINITY;
    for (const { says, until, ttl } of phases) {
      if (from >= time) break;
      const end = Math.min(until, time);
      if (says === 'old') latest = Math.max(latest, end + kept(ttl));
      if (says === 'miss') latest = Math.max(latest, ...missesUntil(world, from, end));
      from = until;
    }
  }
  return latest;
}

function missesUntil({ soas }: World, from: number, end: number): number[] {
  return soas.flatMap((soa, i) => {
    const lastAsked = Math.min(end, soas[i + 1]?.from ?? Number.POSITIVE_INFINITY);
    return soa.from < end && lastAsked > from ? [lastAsked + kept(Math.min(soa.ttl, soa.minimum))] : [];
  });
}

const seconds = (instant: string | undefined) => (Date.parse(instant ?? '') - START) / 1000;
const allRight = (world: World, time: number) =>
  world.servers.every((phases) => phaseAt(phases, time)?.says === 'right');
const rightForGood = ({ servers }: World) =>
  Math.max(0, ...servers.map((phases) => phases.at(-2)?.until ?? 0));

/** Looks whenever the judge asks for it, to the end: `settled` with nothing left to happen. */
function* history(world: World): Generator<{ time: number; proof: Proof; gap: number }> {
  let previous: Proof | undefined;
  let time = 0;
  let gap = 0;
  for (let looks = 0; looks < 20_000; looks += 1) {
    const proof = judge({ seconds: time, surveys: { [WWW]: look(world, time) }, previous, settings: quick });
    yield { time, proof, gap };
    if (proof.verdict === 'settled' && time >= rightForGood(world)) return;
    // A settled proof is not watched by the judge itself; whatever acts looks again, here after the longest interval.
    gap = proof.waitSeconds ?? LONGEST;
    time += gap;
    previous = proof;
  }
  throw new Error('it never settles');
}

it('never says published while a server answers otherwise, nor settled while a cache can', () => {
  fc.assert(
    fc.property(anyWorld, (world) => {
      for (const { time, proof } of history(world)) {
        expect(proof.verdict !== 'missing').toBe(allRight(world, time));
        if (proof.verdict === 'settled') expect(heldUntil(world, time)).toBeLessThanOrEqual(time);
        if (proof.verdict === 'settled') expect(proof.waitSeconds).toBeUndefined();
        else expect(Number.isSafeInteger(proof.waitSeconds) && Number(proof.waitSeconds) >= 1).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
});

/** What the world tells a resolver that turns to one of its servers. */
const telling =
  (world: World) =>
  (server: number, at: number): Told => {
    const phase = phaseAt(world.servers[server % world.servers.length] ?? [], at);
    const soa = soaAt(world, at);
    if (phase?.says === 'dead') return undefined;
    if (phase?.says === 'right') return { proof: true, keptFor: phase.ttl };
    if (phase?.says === 'old') return { proof: false, keptFor: phase.ttl };
    return { proof: false, keptFor: Math.min(soa?.ttl ?? 0, soa?.minimum ?? 0) };
  };

it('whoever asked whatever resolver at whatever moments: none misses it once it is settled, nor a fresh one once published', () => {
  const resolver = fc.array(fc.record({ at: fc.integer({ min: -4000, max: 20_000 }), server: fc.nat(3) }), {
    maxLength: 12,
  });
  const resolvers = fc.array(resolver, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(anyWorld, resolvers, (world, asked) => {
      const tell = telling(world);
      for (const { time, proof } of history(world)) {
        if (proof.verdict === 'missing') continue;
        for (const server of world.servers.keys()) expect(tell(server, time)?.proof).toBe(true);
        if (proof.verdict !== 'settled') continue;
        // Those that were asked a moment before the last server had it, too: the worst moment there is.
        const publishedAt = seconds(proof.aliases[0]?.publishedAt);
        const worst = world.servers.map((_, server): Asked[] => [{ at: publishedAt - 0.001, server }]);
        for (const each of [...asked, ...worst]) expect(heldAt(each, time, tell)).not.toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});

it('the longest that any cache can hold anything else is known rightly: no resolver of the model holds it longer', () => {
  const questions = fc.array(fc.record({ at: fc.integer({ min: -4000, max: 20_000 }), server: fc.nat(3) }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(anyWorld, questions, fc.integer({ min: 0, max: 24_000 }), (world, asked, instant) => {
      if (heldAt(asked, instant, telling(world)) === false) {
        expect(heldUntil(world, instant)).toBeGreaterThan(instant);
      }
    }),
    { numRuns: 1000 },
  );
});

it('says both at most one look later than they are true', () => {
  fc.assert(
    fc.property(steadyWorld, (world) => {
      const neverRelapsing = {
        ...world,
        servers: world.servers.map((phases) =>
          phases.filter(({ says }, i) => says !== 'right' || i === phases.length - 1),
        ),
      };
      // Dropping phases leaves holes in no one's time: each lasts until its own end.
      const trulyPublished = rightForGood(neverRelapsing);
      const [soa] = neverRelapsing.soas;
      const negativeTtl = Math.min(soa?.ttl ?? 0, soa?.minimum ?? 0);
      // A miss just before: an edit may delete and create.
      const trulySettled = Math.max(
        heldUntil(neverRelapsing, Number.POSITIVE_INFINITY),
        trulyPublished + negativeTtl,
      );
      let longestGap = 0;
      for (const { time, proof, gap } of history(neverRelapsing)) {
        if (proof.verdict === 'missing') {
          expect(time).toBeLessThan(Math.max(trulyPublished, 1));
          longestGap = Math.max(longestGap, proof.waitSeconds ?? 0);
        }
        if (proof.verdict === 'published' && time - gap >= trulyPublished)
          expect(gap).toBeLessThanOrEqual(LONGEST);
        if (proof.verdict === 'settled')
          expect(time).toBeLessThanOrEqual(trulySettled + longestGap + 1 + SLACK);
      }
      expect(longestGap).toBeLessThanOrEqual(LONGEST);
    }),
    { numRuns: 400 },
  );
});

it('counts published by addresses as the design defines it, whatever they say', () => {
  const answer = fc.constantFrom(has(), has(60, OTHER, TARGET), old(), miss, dead, lame);
  const anyServers = fc.array(fc.array(answer, { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(anyServers, (answers) => {
      const servers = Object.fromEntries(answers.map((said, i) => [`ns${i}`, said]));
      const proof = judge({ seconds: 0, surveys: { [WWW]: survey(servers) } });
      const reports = proof.aliases[0]?.servers ?? [];
      const none = reports.every(({ verdict }) => verdict !== 'missing' && verdict !== 'wrong-value');
      const each = answers.every((_, i) =>
        reports.some((r) => r.server === `ns${i}.example.net` && r.verdict === 'match'),
      );
      expect(proof.verdict !== 'missing').toBe(none && each);
      expect(reports).toHaveLength(answers.flat().length);
    }),
  );
});
