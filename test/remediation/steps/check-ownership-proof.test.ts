import { describe, expect, it } from 'vitest';
import type { ContestedAlias, Proof, StepInput } from '../../../remediation/document.ts';
import { DnsUnavailable, ProofDeadlineExceeded, StepOutOfOrder } from '../../../remediation/errors.ts';
import type { Dns, Survey } from '../../../remediation/ports.ts';
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
          id: 'E1EXAMPLE',
          arn: 'arn:aws:cloudfront::111122223333:distribution/E1EXAMPLE',
          domainName: TARGET,
          account: '111122223333',
        },
        aliases: aliases.map(contested),
      },
      ...(proof && { proof }),
    },
  };
}

/** `answers`: what DNS has for each alias; the clock moves ten seconds while it is asked. */
function world(answers: Record<string, Survey>) {
  let seconds = 0;
  let open = 0;
  const asked: { alias: string; record: string; alongside: number }[] = [];
  const dns: Dns = {
    findZone: () => Promise.reject(new Error('not asked for')),
    survey: async (alias, record) => {
      open += 1;
      await Promise.resolve();
      asked.push({ alias, record: record.name, alongside: open });
      seconds = Math.max(seconds, clock.seconds + 10);
      const found = answers[alias];
      if (!found) throw new DnsUnavailable(`No resolver knows ${alias}.`);
      return found;
    },
  };
  const clock = { seconds: 0 };
  const step = checkOwnershipProof({ dns, now: () => START + seconds * 1000 }, settings);
  return {
    step,
    asked,
    answers,
    set: (to: number) => {
      clock.seconds = to - 10;
    },
  };
}

const none = survey({ ns1: [miss] });
const there = survey({ ns1: [has()] });

describe('Check ownership proof', () => {
  it('asks for the record of every contested alias at once, and counts from the last answer', async () => {
    const { step, asked } = world({ 'a.example.com': there, 'b.example.com': there });
    const proof = await step(input(['a.example.com', 'b.example.com']));
    expect(asked).toEqual([
      { alias: 'a.example.com', record: '_a.example.com', alongside: 2 },
      { alias: 'b.example.com', record: '_b.example.com', alongside: 2 },
    ]);
    expect(proof).toMatchObject({ verdict: 'published', checkedAt: at(10), settledAt: at(910) });
  });

  it('goes on from its own section, pass after pass, to the end', async () => {
    const { step, answers, set } = world({ 'a.example.com': none });
    const verdicts: [string, number | undefined][] = [];
    let proof: Proof | undefined;
    for (const seconds of [10, 410, 420, 1000, 1320]) {
      if (seconds === 420) answers['a.example.com'] = there;
      set(seconds);
      proof = await step(input(['a.example.com'], proof && { proof }));
      verdicts.push([proof.verdict, proof.waitSeconds]);
    }
    expect(verdicts).toEqual([
      ['missing', 10],
      ['missing', 100],
      ['published', 900],
      ['published', 320],
      ['settled', undefined],
    ]);
    expect(proof?.aliases[0]).toMatchObject({ publishedAt: at(420), settledAt: at(1320) });
  });

  it('fails at the deadline, and waits anew when the execution is redriven with the same document', async () => {
    const { step, set } = world({ 'a.example.com': none });
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

  it('knows nothing when no resolver answers, and says so instead of guessing', async () => {
    const { step } = world({ 'a.example.com': there });
    await expect(step(input(['a.example.com', 'b.example.com']))).rejects.toThrow(DnsUnavailable);
  });

  it('needs the diagnosis', async () => {
    const { step } = world({});
    const { execution, remediation } = input([]);
    await expect(step({ execution, remediation: { incident: remediation.incident } })).rejects.toThrow(
      StepOutOfOrder,
    );
  });
});
