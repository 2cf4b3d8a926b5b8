import fc from 'fast-check';
import { test } from 'vitest';
import { aliasProof, contested, incident, proof } from '../doubles/documents.ts';
import {
  added,
  aliasRecord,
  asked,
  at,
  certificate,
  confirmation,
  diagnosed,
  moved,
  SHOP,
} from '../doubles/sections.ts';
import { ALIAS } from '../doubles/world.ts';
import { expectSoundChain } from '../workflow/sound-chain.ts';

test('whatever sections a document has, its chain is sound', () => {
  const optional = <Value>(...values: Value[]) => fc.constantFrom<Value | undefined>(undefined, ...values);
  const names = [[], [contested(ALIAS)], [contested(SHOP)]];
  fc.assert(
    fc.property(
      fc.record({
        incident: fc.constantFrom(incident(), incident({ target: { kind: 'unknown' }, aliases: [] })),
        dryRun: optional(true),
        diagnosis: fc.oneof(
          fc.constant(undefined),
          fc
            .record({
              verdict: fc.constantFrom(
                'held-elsewhere' as const,
                'both' as const,
                'dns-points-elsewhere' as const,
                'free' as const,
                'arrived' as const,
              ),
              checkedAt: fc.constantFrom(at(1), at(2), at(4)),
              free: fc.constantFrom(...names),
              arrived: fc.constantFrom(...names),
            })
            .map(({ verdict, ...changes }) => diagnosed(verdict, changes)),
        ),
        proof: optional(proof('missing'), proof('settled'), {
          ...proof('missing'),
          aliases: [aliasProof(ALIAS, { verdict: 'published' }), aliasProof(SHOP, { verdict: 'missing' })],
        }),
        aliasRecord: optional(aliasRecord('elsewhere'), aliasRecord('leaving', SHOP), aliasRecord('clear')),
        certificate: optional(
          certificate('covered'),
          certificate('missing'),
          certificate('pending-validation'),
        ),
        move: optional(
          ...(['moved', 'wait', 'support', 'released', 'back-to-gates', 'would-move'] as const).flatMap(
            (verdict) => [moved(verdict), moved(verdict, SHOP)],
          ),
        ),
        addition: optional(
          ...(['added', 'wait', 'held', 'back-to-gates', 'would-add'] as const).flatMap((verdict) => [
            added(verdict),
            added(verdict, SHOP),
          ]),
        ),
        case: optional(
          ...(['open', 'by-hand', 'limit', 'looking', 'arrived', 'released', 'back-to-gates'] as const).map(
            (verdict) => asked(verdict),
          ),
        ),
        confirmation: optional(confirmation('confirmed'), confirmation('waiting')),
      }),
      expectSoundChain,
    ),
    { numRuns: 2000 },
  );
});
