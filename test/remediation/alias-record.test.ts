/** The alias's own record leaves the other distribution, and its TTL runs out. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { judgeAliasRecord } from '../../remediation/alias-record.ts';
import { AliasRecord } from '../../remediation/document.ts';
import { AliasRecordDeadlineExceeded } from '../../remediation/errors.ts';
import type { PointingAnswer } from '../../remediation/ports.ts';
import { at, OTHER, START, settings, TARGET } from './proof-world.ts';

const WWW = 'www.example.com';
type Answer = PointingAnswer['answer'];
const leads = (ttl: number, ...names: string[]): Answer => ({ kind: 'names', names, ttl });
const old = (ttl = 300) => leads(ttl, OTHER);
const right = leads(60, TARGET);
const dead: Answer = { kind: 'unreachable', why: 'silent for 2 s' };
const lame: Answer = { kind: 'refused', why: 'REFUSED' };
const nothing: Answer = { kind: 'nothing' };
const addresses: Answer = { kind: 'addresses', addresses: ['192.0.2.80'], ttl: 60 };

function judge(
  seconds: number,
  answers: readonly Answer[],
  previous?: AliasRecord,
  redriveCount = 0,
): AliasRecord {
  const servers = answers.map((answer, i) => ({
    server: `ns${i + 1}.example.net`,
    address: `192.0.2.${i + 1}`,
    answer,
  }));
  return judgeAliasRecord({
    pointings: [{ alias: WWW, pointing: { zone: 'example.com', servers } }],
    targetDomainName: TARGET,
    previous,
    redriveCount,
    now: START + seconds * 1000,
    settings,
  });
}

describe('where the alias leads', () => {
  it.each<[string, Answer[], string]>([
    ['to another distribution', [old(), old()], 'elsewhere'],
    ['to another distribution, on one server', [right, old()], 'elsewhere'],
    [
      'to another distribution by way of a name of our own',
      [leads(60, 'cdn.example.com', OTHER)],
      'elsewhere',
    ],
    ['to the target', [right, right], 'clear'],
    ['to the target by way of a name of our own', [leads(60, 'cdn.example.com', TARGET)], 'clear'],
    ['to no distribution', [leads(60, 'lb.example.net')], 'clear'],
    ['nowhere', [nothing, nothing], 'clear'],
    ['to addresses, which do not tell', [addresses], 'clear'],
    ['to the target, as far as servers answer', [right, dead, lame], 'clear'],
  ])('%s', (_, answers, verdict) => {
    expect(judge(0, answers).verdict).toBe(verdict);
  });

  it('is said with what to do, and what each server has', () => {
    const record = judge(0, [old(), right]);
    expect(record.reason).toBe(
      `${WWW} leads to ${OTHER} at ns1.example.net (zone example.com): point it at ${TARGET}.`,
    );
    expect(record).toMatchObject({ waitSeconds: 10, nextCheckAt: at(10), deadlineAt: at(604_800) });
    expect(record.aliases[0]?.servers).toMatchObject([
      { server: 'ns1.example.net', verdict: 'elsewhere', ttl: 300 },
      { server: 'ns2.example.net', verdict: 'target', ttl: 60 },
    ]);
    expect(v.parse(AliasRecord, JSON.parse(JSON.stringify(record)))).toEqual(record);
  });
});

describe('the old TTL', () => {
  it('runs from the last look at which a server still had the old record', () => {
    const before = judge(0, [old(300), old(300)]);
    const still = judge(60, [old(300), right], before);
    const left = judge(70, [right, right], still);
    expect(left).toMatchObject({ verdict: 'leaving', waitSeconds: 302, nextCheckAt: at(372) });
    expect(left.reason).toContain('Until 2026-11-05 12:06:12 UTC a cache can still do so.');
    expect(judge(371, [right, right], left).verdict).toBe('leaving');
    expect(judge(372, [right, right], left).verdict).toBe('clear');
  });

  it('begins anew when a server leads back', () => {
    const left = judge(70, [right], judge(0, [old(300)]));
    const back = judge(100, [old(600)], left);
    expect(back.verdict).toBe('elsewhere');
    expect(judge(110, [right], back)).toMatchObject({ verdict: 'leaving', nextCheckAt: at(712) });
  });

  it('is the longest of all', () => {
    const left = judge(10, [right, right], judge(0, [old(60), old(900)]));
    expect(left.nextCheckAt).toBe(at(912));
  });
});

describe('what is not known is not claimed', () => {
  it('when nobody answers at the first look', () => {
    const first = judge(0, [dead, lame]);
    expect(first).toMatchObject({ verdict: 'elsewhere', aliases: [{ verdict: 'unknown' }], waitSeconds: 10 });
    expect(first.reason).toBe(`No name server of example.com says where ${WWW} leads.`);
    expect(judge(10, [right], first).verdict).toBe('clear');
  });

  it('when one that led elsewhere does not answer any more', () => {
    const silent = judge(10, [dead, right], judge(0, [old(60), right]));
    expect(silent).toMatchObject({ verdict: 'leaving', nextCheckAt: at(72) });
    expect(silent.reason).toContain('No name server that answers (ns1.example.net did not) leads');
  });
});

it('leaves room in the document, with a hundred aliases and sets of any size', () => {
  const many: Answer = {
    kind: 'addresses',
    addresses: Array.from({ length: 4000 }, (_, i) => `198.51.100.${i % 256}`),
    ttl: 60,
  };
  const servers = Array.from({ length: 12 }, (_, i) => ({
    server: `ns${i}.example.net`,
    address: `2001:db8::${i}`,
    answer: i % 2 === 0 ? many : old(),
  }));
  const record = judgeAliasRecord({
    pointings: Array.from({ length: 100 }, (_, i) => ({
      alias: `an-alias-of-usual-length-${i}.example.com`,
      pointing: { zone: 'example.com', servers },
    })),
    targetDomainName: TARGET,
    previous: undefined,
    redriveCount: 0,
    now: START,
    settings,
  });
  expect(Buffer.byteLength(JSON.stringify(record))).toBeLessThan(120_000);
  expect(record.aliases.slice(0, 20).every(({ servers: [first] }) => first?.verdict === 'elsewhere')).toBe(
    true,
  );
});

describe('silence is no news', () => {
  it.each([
    ['before', [old()], 'elsewhere'],
    ['after', [right], 'clear'],
  ])('%s the record has left', (_, first, verdict) => {
    const before = judge(0, first);
    expect(judge(10, [dead], before).verdict).toBe(verdict);
    expect(judge(10, [lame], before).verdict).toBe(verdict);
  });
});

it('never says clear while a cache could hold what some server said at a look before', () => {
  const says = fc.oneof(
    fc.constant(right),
    fc.integer({ min: 0, max: 4000 }).map((ttl) => old(ttl)),
    fc.constant(dead),
  );
  const looks = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 900 }), fc.array(says, { minLength: 1, maxLength: 3 })),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(looks, (history) => {
      let previous: AliasRecord | undefined;
      let time = 0;
      let heldUntil = 0;
      for (const [gap, answers] of history) {
        time += gap;
        previous = judge(time, answers, previous);
        for (const answer of answers) {
          if (answer.kind === 'names' && answer.names.includes(OTHER))
            heldUntil = Math.max(heldUntil, time + answer.ttl);
        }
        if (previous.verdict === 'clear') expect(heldUntil).toBeLessThanOrEqual(time);
      }
    }),
    { numRuns: 500 },
  );
});

it('ends at the deadline, with what to do, and waits anew after a redrive', () => {
  const first = judge(0, [old()]);
  expect(() => judge(604_800, [old()], first)).toThrow(AliasRecordDeadlineExceeded);
  expect(() => judge(604_800, [old()], first)).toThrow(`point it at ${TARGET}`);
  expect(judge(604_800, [old()], first, 1)).toMatchObject({
    verdict: 'elsewhere',
    waitingSince: at(604_800),
  });
});
