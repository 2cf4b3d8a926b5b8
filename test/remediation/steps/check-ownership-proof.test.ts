import { describe, expect, it } from 'vitest';
import type { ContestedAlias, Proof, StepInput } from '../../../remediation/document.ts';
import { DnsUnavailable, ProofDeadlineExceeded, StepOutOfOrder } from '../../../remediation/errors.ts';
import type { Dns, ResolverAnswer, Survey } from '../../../remediation/ports.ts';
import { checkOwnershipProof } from '../../../remediation/steps/check-ownership-proof.ts';
import { at, has, miss, START, settings, survey, TARGET } from '../proof-world.ts';

const contested = (alias: string): ContestedAlias => ({
  alias,
  zone: 'example.com',
  record: { name: `_${alias}`, type: 'TXT', value: TARGET },
  listing: 'listed',
});

function input(
  aliases: string[],
  { proof, redriveCount = 0 }: { proof?: Proof; redriveCount?: number } = {},
): StepInput {
  return {
    execution: {
      arn: 'arn:aws:states:us-east-1:111122223333:execution:remediation:x',
      name: 'x',
      redriveCount,
    },
    remediation: {
      incident: {
        id: 'e',
        marker: 'm',
        account: '111122223333',
        region: 'us-east-1',
        time: at(0),
        action: 'UpdateDistribution',
        errorCode: 'CNAMEAlreadyExists',
        errorMessage: '',
        requestId: 'r',
        caller: 'c',
        target: { kind: 'distribution', id: 'E1EXAMPLE' },
        aliases,
      },
      diagnosis: {
        verdict: 'held-elsewhere',
        reason: '',
        checkedAt: at(0),
        target: {
          kind: 'distribution',
          id: 'E1EXAMPLE',
          arn: 'arn:aws:cloudfront::111122223333:distribution/E1EXAMPLE',
          domainName: TARGET,
          account: '111122223333',
        },
        aliases: aliases.map(contested),
        free: [],
        arrived: [],
        complete: true,
        turned: false,
      },
      ...(proof && { proof }),
    },
  };
}

/** `answers`: what DNS has at each name; the clock moves ten seconds while it is asked. */
function world(answers: Record<string, Survey>, resolvers: ResolverAnswer[] = []) {
  let seconds = 0;
  let open = 0;
  const asked: { alias: string; record: string; alongside: number }[] = [];
  const compared: string[] = [];
  const dns: Dns = {
    findZone: () => Promise.reject(new Error('not asked for')),
    survey: async (alias, record) => {
      open += 1;
      await Promise.resolve();
      asked.push({ alias, record: record.name, alongside: open });
      seconds = Math.max(seconds, clock.seconds + 10);
      const found = answers[record.name];
      if (!found) throw new DnsUnavailable(`No resolver knows ${alias}.`);
      return found;
    },
    whereItLeads: () => Promise.reject(new Error('not asked for')),
    crossCheck: async (_, { name }) => {
      compared.push(name);
      return resolvers;
    },
  };
  const clock = { seconds: 0 };
  const step = checkOwnershipProof(
    { dns, now: () => START + seconds * 1000 },
    { ...settings, rediagnoseSeconds: 3600 },
  );
  return {
    step,
    asked,
    compared,
    answers,
    set: (to: number) => {
      clock.seconds = to - 10;
    },
  };
}

const none = survey({ ns1: [miss] });
const there = survey({ ns1: [has()] });
/** The record with the underscore as given, nothing at the alias itself. */
const only = (seen: Survey, ...aliases: string[]) =>
  Object.fromEntries(
    aliases.flatMap((alias) => [
      [`_${alias}`, seen],
      [alias, none],
    ]),
  );

describe('Check ownership proof', () => {
  it('asks for both forms of the record of every contested alias at once, and counts from the last answer', async () => {
    const { step, asked } = world(only(there, 'a.example.com', 'b.example.com'));
    const proof = await step(input(['a.example.com', 'b.example.com']));
    expect(asked).toEqual([
      { alias: 'a.example.com', record: '_a.example.com', alongside: 4 },
      { alias: 'a.example.com', record: 'a.example.com', alongside: 4 },
      { alias: 'b.example.com', record: '_b.example.com', alongside: 4 },
      { alias: 'b.example.com', record: 'b.example.com', alongside: 4 },
    ]);
    expect(proof).toMatchObject({ verdict: 'published', checkedAt: at(10), settledAt: at(912) });
  });

  it('goes on from its own section, pass after pass, to the end', async () => {
    const { step, answers, set } = world(only(none, 'a.example.com'));
    const verdicts: [string, number | undefined][] = [];
    let proof: Proof | undefined;
    for (const seconds of [10, 410, 420, 1000, 1322]) {
      if (seconds === 420) answers['_a.example.com'] = there;
      set(seconds);
      proof = await step(input(['a.example.com'], proof && { proof }));
      verdicts.push([proof.verdict, proof.waitSeconds]);
    }
    expect(verdicts).toEqual([
      ['missing', 10],
      ['missing', 100],
      ['published', 902],
      ['published', 322],
      ['settled', undefined],
    ]);
    expect(proof?.aliases[0]).toMatchObject({ publishedAt: at(420), settledAt: at(1322) });
  });

  it('fails at the deadline, and waits anew when the execution is redriven with the same document', async () => {
    const { step, set } = world(only(none, 'a.example.com'));
    set(0);
    const proof = await step(input(['a.example.com']));
    set(settings.proofDeadlineSeconds);
    await expect(step(input(['a.example.com'], { proof }))).rejects.toThrow(ProofDeadlineExceeded);
    const again = await step(input(['a.example.com'], { proof, redriveCount: 1 }));
    expect(again).toMatchObject({
      verdict: 'missing',
      redriveCount: 1,
      waitingSince: at(settings.proofDeadlineSeconds),
    });
  });

  it('waits on when DNS cannot be asked, says so, and forgets nothing that it knew', async () => {
    const { step, answers, set } = world(only(there, 'a.example.com', 'b.example.com'));
    const first = await step(input(['a.example.com', 'b.example.com']));
    const kept = answers['_b.example.com'];
    delete answers['_b.example.com'];
    set(60);
    const second = await step(input(['a.example.com', 'b.example.com'], { proof: first }));
    expect(second).toMatchObject({
      verdict: 'missing',
      news: false,
      aliases: [
        { verdict: 'published' },
        { verdict: 'missing', unavailable: 'No resolver knows b.example.com.' },
      ],
    });
    expect(second.reason).toContain('DNS could not be asked for TXT _b.example.com');
    set(70);
    const third = await step(input(['a.example.com', 'b.example.com'], { proof: second }));
    expect(third).toMatchObject({ news: true, told: ['seen', 'unavailable'] });
    if (kept) answers['_b.example.com'] = kept;
    set(80);
    const fourth = await step(input(['a.example.com', 'b.example.com'], { proof: third }));
    expect(fourth).toMatchObject({ verdict: 'published', settledAt: first.settledAt, news: false });
  });

  it('compares with public resolvers only once every alias is published', async () => {
    const remembers: ResolverAnswer = {
      resolver: '192.0.2.53',
      answer: { kind: 'missing', nxdomain: true, ttl: 212 },
    };
    const { step, answers, compared, set } = world(
      { ...only(there, 'a.example.com'), ...only(none, 'b.example.com') },
      [remembers, { resolver: '192.0.2.54', answer: has(60) }],
    );
    const first = await step(input(['a.example.com', 'b.example.com']));
    expect(compared).toEqual([]);
    answers['_b.example.com'] = there;
    set(20);
    const second = await step(input(['a.example.com', 'b.example.com'], { proof: first }));
    expect(compared).toEqual(['_a.example.com', '_b.example.com']);
    expect(second.verdict).toBe('published');
    expect(second.aliases[1]?.resolvers).toEqual([
      { resolver: '192.0.2.53', verdict: 'missing', detail: 'no such name', ttl: 212 },
      { resolver: '192.0.2.54', verdict: 'match', detail: `"${TARGET}"`, ttl: 60 },
    ]);
    expect(second.reason).toContain(
      'For comparison, 192.0.2.53 on _a.example.com: it remembers a miss for another 212 s (and 1 more answers differ).',
    );
  });

  it('needs the diagnosis', async () => {
    const { step } = world({});
    const { execution, remediation } = input([]);
    await expect(step({ execution, remediation: { incident: remediation.incident } })).rejects.toThrow(
      StepOutOfOrder,
    );
  });
});
