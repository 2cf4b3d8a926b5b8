import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AliasMove, Move } from '../../remediation/document.ts';
import { MoveRefusedForGood } from '../../remediation/errors.ts';
import { aliasMove, judgeMove } from '../../remediation/move.ts';
import { classifyRefusal, whatToDo } from '../../remediation/move-refusal.ts';
import { aliasProof, proof } from '../doubles/documents.ts';

const TXT = 'Invalid or missing alias DNS TXT records.';
const ENABLED = 'Alias move is not allowed since the source distribution is enabled';
const WWW = 'www.example.com';

describe('what a refusal means', () => {
  test.each([
    ['IllegalUpdate', TXT, 'txt-not-seen'],
    ['IllegalUpdate', ENABLED, 'holder-enabled'],
    ['IllegalUpdate', 'Something new.', 'unknown'],
    ['InvalidArgument', "doesn't have a certificate that covers it", 'certificate-missing'],
    ['InvalidArgument', 'www.example.com is not associated with any resource', 'unknown'],
    ['AccessDenied', '', 'access-denied'],
    ['AccessDeniedException', TXT, 'access-denied'],
    ['NoSuchDistribution', '', 'target-gone'],
    ['EntityNotFound', '', 'target-gone'],
    ['TooManyDistributionCNAMEs', '', 'too-many-aliases'],
    ['EntityLimitExceeded', '', 'too-many-aliases'],
    ['PreconditionFailed', TXT, 'unknown'],
    ['', '', 'unknown'],
  ])('%s: %s is %s', (code, message, refusal) => {
    expect(classifyRefusal(code, message)).toBe(refusal);
    expect(classifyRefusal(code, message.toUpperCase())).toBe(refusal);
  });

  test('anything else is unknown, and for good', () => {
    const known = /txt record|source distribution is enabled|certificate/i;
    const code = fc.oneof(fc.string(), fc.constantFrom('IllegalUpdate', 'InvalidArgument', 'toString'));
    fc.assert(
      fc.property(code, fc.string(), (given, message) => {
        fc.pre(!known.test(message) && !/^(AccessDenied|NoSuch|Entity|TooMany)/.test(given));
        expect(classifyRefusal(given, message)).toBe('unknown');
        expect(() => aliasMove(WWW, { moved: false, code: given, message }, undefined)).toThrow(
          MoveRefusedForGood,
        );
      }),
    );
  });
});

describe('one alias', () => {
  const refused = (code: string, message: string, before?: AliasMove) =>
    aliasMove(WWW, { moved: false, code, message }, before);

  test('moved', () => {
    expect(aliasMove(WWW, { moved: true }, undefined)).toEqual({ alias: WWW, verdict: 'moved' });
  });

  test.each([
    ['IllegalUpdate', TXT, 'txt-not-seen'],
    ['IllegalUpdate', ENABLED, 'holder-enabled'],
    ['InvalidArgument', 'The certificate does not cover it.', 'certificate-missing'],
  ])('%s keeps the words of CloudFront', (code, message, verdict) => {
    expect(refused(code, message)).toEqual({ alias: WWW, verdict, refusal: message });
  });

  test.each([
    'AccessDenied',
    'EntityNotFound',
    'TooManyDistributionCNAMEs',
    'EntityLimitExceeded',
    'InternalError',
  ])('%s fails for good, and says what to do', (code) => {
    const refuse = () => refused(code, 'No.');
    expect(refuse).toThrow(MoveRefusedForGood);
    expect(refuse).toThrow(`${code}: No. ${whatToDo(classifyRefusal(code, 'No.'))}`);
  });

  test('a certificate that the gate let through twice and CloudFront refused twice needs a person', () => {
    const words = 'The certificate was not issued by a trusted Certificate Authority.';
    const before = refused('InvalidArgument', words);
    expect(() => refused('InvalidArgument', words, before)).toThrow(MoveRefusedForGood);
    expect(() => refused('InvalidArgument', words, before)).toThrow(/chain, its key and who issued it/);
    expect(refused('InvalidArgument', words, { alias: WWW, verdict: 'pending' }).verdict).toBe(
      'certificate-missing',
    );
  });
});

describe('what follows for all of them', () => {
  const now = Date.parse('2026-11-20T01:05:00.000Z');
  const move = (verdict: AliasMove['verdict'], alias = WWW): AliasMove => ({ alias, verdict });
  const judge = (moves: AliasMove[], level: 'published' | 'settled', previous?: Partial<Move>) =>
    judgeMove(moves, proof(level, ...moves.map(({ alias }) => alias)), { ...earlier, ...previous }, now);
  const earlier: Move = { verdict: 'wait', reason: '', checkedAt: '', aliases: [] };

  test('all moved', () => {
    expect(judge([move('moved')], 'published')).toMatchObject({
      verdict: 'moved',
      reason: `${WWW} moved to the target.`,
    });
  });

  test.each<AliasMove['verdict']>(['txt-not-seen', 'holder-enabled'])(
    '%s while published: once more when settled, not sooner',
    (verdict) => {
      expect(judge([move(verdict)], 'published')).toMatchObject({
        verdict: 'wait',
        waitSeconds: 600,
        nextCheckAt: '2026-11-20T01:15:00.000Z',
      });
    },
  );

  test('settled and enabled elsewhere: AWS Support', () => {
    const judgement = judge([move('holder-enabled')], 'settled');
    expect(judgement).toMatchObject({
      verdict: 'support',
      reason: expect.stringContaining('another account'),
    });
  });

  test('settled and not seen: twice one more negative TTL, then AWS Support', () => {
    const first = judge([move('txt-not-seen')], 'settled');
    expect(first).toMatchObject({ verdict: 'wait', waitSeconds: 900, settledRefusals: 1 });
    const second = judge([move('txt-not-seen')], 'settled', first);
    expect(second).toMatchObject({ verdict: 'wait', settledRefusals: 2 });
    const third = judge([move('txt-not-seen')], 'settled', second);
    expect(third).toMatchObject({ verdict: 'support', settledRefusals: 3 });
    expect(third.reason).toContain('published and settled');
    expect(third.reason).not.toContain('another account');
  });

  test('the longest negative TTL of all counts', () => {
    const long = { ...proof('settled'), aliases: [aliasProof('a'), aliasProof(WWW, { negativeTtl: 3600 })] };
    expect(judgeMove([move('txt-not-seen')], long, undefined, now).waitSeconds).toBe(3600);
  });

  test('each alias is blamed for its own', () => {
    const { verdict, reason } = judge(
      [move('holder-enabled', 'a.example.com'), move('txt-not-seen')],
      'settled',
      {
        settledRefusals: 2,
      },
    );
    expect(verdict).toBe('support');
    expect(reason).toContain('What holds a.example.com is enabled');
    expect(reason).toContain(`TXT record for ${WWW} though`);
  });

  test('a certificate that CloudFront does not take leads back to the gates, whatever the others', () => {
    const moves = [
      move('moved', 'a.example.com'),
      move('certificate-missing'),
      move('holder-enabled', 'b.example.com'),
    ];
    expect(judge(moves, 'settled')).toMatchObject({
      verdict: 'back-to-gates',
      reason: expect.stringContaining(WWW),
    });
  });

  test('any mixture: a wait ends in the future and in whole seconds, moved means all moved', () => {
    const verdicts = ['moved', 'txt-not-seen', 'holder-enabled', 'certificate-missing'] as const;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...verdicts), { minLength: 1, maxLength: 5 }),
        fc.constantFrom('published' as const, 'settled' as const),
        fc.nat(3),
        fc.integer({ min: -5_000_000, max: 5_000_000 }),
        (given, level, settledRefusals, drift) => {
          const moves = given.map((verdict, i) => move(verdict, `a${i}.example.com`));
          const names = moves.map(({ alias }) => alias);
          const at = now + drift;
          const judgement = judgeMove(moves, proof(level, ...names), { ...earlier, settledRefusals }, at);
          expect(judgement.aliases).toEqual(moves);
          expect(judgement.reason).not.toMatch(/undefined|null|NaN/);
          expect(judgement.verdict === 'moved').toBe(given.every((verdict) => verdict === 'moved'));
          if (judgement.verdict === 'support') expect(level).toBe('settled');
          if (judgement.verdict !== 'wait') return;
          expect(Number.isInteger(judgement.waitSeconds)).toBe(true);
          expect(judgement.waitSeconds).toBeGreaterThanOrEqual(1);
          expect(Date.parse(judgement.nextCheckAt ?? '')).toBeGreaterThan(at);
        },
      ),
    );
  });
});
