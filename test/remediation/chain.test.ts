import { describe, expect, test } from 'vitest';
import { chainOf, type Link } from '../../remediation/chain.ts';
import type { Remediation } from '../../remediation/document.ts';
import { contested, incident, proof, remediation } from '../doubles/documents.ts';
import {
  added,
  aliasRecord,
  asked,
  at,
  bare,
  certificate,
  confirmation,
  diagnosed,
  moved,
  SHOP,
  seen,
} from '../doubles/sections.ts';
import { ALIAS } from '../doubles/world.ts';
import { expectSoundChain } from '../workflow/sound-chain.ts';
import { marks } from './marks.ts';

const linkOf = (document: Remediation, name: Link['name']) =>
  chainOf(document).find((link) => link.name === name);

const free = { diagnosis: diagnosed('free'), proof: undefined };

describe.each<[what: string, document: Remediation, chain: string]>([
  ['just begun', bare, '+call ~conflict -proof -certificate -move -confirmation'],
  [
    'just opened',
    { ...bare, diagnosis: diagnosed('held-elsewhere') },
    '+call +conflict ~proof ~certificate -move -confirmation',
  ],
  [
    'both gates closed',
    remediation({ proof: proof('missing'), certificate: certificate('missing') }),
    '+call +conflict ~proof ~certificate -move -confirmation',
  ],
  [
    'only the record lacks',
    remediation({ proof: proof('missing') }),
    '+call +conflict ~proof +certificate -move -confirmation',
  ],
  [
    'only the certificate lacks',
    remediation({ certificate: certificate('attachable') }),
    '+call +conflict +proof ~certificate -move -confirmation',
  ],
  ['both gates open', remediation(), '+call +conflict +proof +certificate ~move -confirmation'],
  [
    'a proof of another alias',
    remediation({ proof: proof('published', SHOP) }),
    '+call +conflict ~proof +certificate -move -confirmation',
  ],
  [
    'refused for a cached miss',
    remediation({ move: moved('wait') }),
    '+call +conflict +proof +certificate ~move -confirmation',
  ],
  [
    'back to the gates',
    remediation({ move: moved('back-to-gates') }),
    '+call +conflict +proof +certificate ~move -confirmation',
  ],
  [
    'let go at the move',
    remediation({ move: moved('released') }),
    '+call ~conflict +proof +certificate -move -confirmation',
  ],
  [
    'for AWS Support',
    remediation({ move: moved('support') }),
    '+call +conflict +proof +certificate ~case -move -confirmation',
  ],
  ...(['open', 'by-hand', 'limit', 'looking', 'back-to-gates'] as const).map(
    (verdict): [string, Remediation, string] => [
      `the case is ${verdict}`,
      remediation({ move: moved('support'), case: asked(verdict) }),
      '+call +conflict +proof +certificate ~case -move -confirmation',
    ],
  ),
  [
    'let go while AWS was asked',
    remediation({ move: moved('support'), case: asked('released') }),
    '+call ~conflict +proof +certificate -case -move -confirmation',
  ],
  [
    'AWS has moved it',
    remediation({ move: moved('support'), case: asked('arrived') }),
    '+call +conflict +proof +certificate +case ~move -confirmation',
  ],
  ['moved', remediation({ move: moved('moved') }), '+call +conflict +proof +certificate +move ~confirmation'],
  [
    'not deployed yet',
    remediation({ move: moved('moved'), confirmation: confirmation('waiting') }),
    '+call +conflict +proof +certificate +move ~confirmation',
  ],
  [
    'confirmed',
    remediation({ move: moved('moved'), confirmation: confirmation('confirmed') }),
    '+call +conflict +proof +certificate +move +confirmation',
  ],
  [
    'a record in the way',
    { ...bare, diagnosis: diagnosed('dns-points-elsewhere') },
    '+call +conflict ~alias-record ~certificate -addition -confirmation',
  ],
  [
    'free, its record in the way',
    remediation({ ...free, aliasRecord: aliasRecord('elsewhere') }),
    '+call +conflict ~alias-record +certificate -addition -confirmation',
  ],
  [
    'free, nothing in the way',
    remediation({ ...free, aliasRecord: aliasRecord('clear') }),
    '+call +conflict +alias-record +certificate ~addition -confirmation',
  ],
  [
    'CloudFront still sees the record',
    remediation({ ...free, aliasRecord: aliasRecord('clear'), addition: added('wait') }),
    '+call +conflict +alias-record +certificate ~addition -confirmation',
  ],
  [
    'taken by somebody meanwhile',
    remediation({ ...free, aliasRecord: aliasRecord('clear'), addition: added('held') }),
    '+call ~conflict +alias-record +certificate -addition -confirmation',
  ],
  [
    'added',
    remediation({ ...free, aliasRecord: aliasRecord('clear'), addition: added('added') }),
    '+call +conflict +alias-record +certificate +addition ~confirmation',
  ],
  [
    'of two, one is free and waits for its turn',
    remediation({
      diagnosis: diagnosed('both', { free: [contested(SHOP)] }),
      proof: proof('missing'),
    }),
    '+call +conflict ~proof +certificate -move -alias-record -addition -confirmation',
  ],
  [
    'of two, the held one has moved',
    remediation({ diagnosis: diagnosed('both', { free: [contested(SHOP)] }), move: moved('moved') }),
    '+call +conflict +proof +certificate +move ~alias-record -addition -confirmation',
  ],
  [
    'of two, it is the turn of the free one',
    remediation({
      diagnosis: diagnosed('free', {
        checkedAt: at(3),
        aliases: [contested(SHOP)],
        arrived: [contested(ALIAS)],
      }),
      move: moved('moved'),
      case: asked('arrived'),
    }),
    '+call +conflict +proof +case +move ~alias-record +certificate -addition -confirmation',
  ],
  [
    'of two, one was added before it showed that the other is held',
    remediation({
      diagnosis: diagnosed('held-elsewhere', {
        checkedAt: at(3),
        arrived: [contested(SHOP)],
      }),
      proof: undefined,
      addition: added('added', SHOP),
    }),
    '+call +conflict +addition ~proof +certificate -move -confirmation',
  ],
  [
    'solved by hand',
    remediation({ diagnosis: diagnosed('arrived'), proof: proof('missing') }),
    '+call +conflict ~move -confirmation',
  ],
  ['settled already', { ...bare, diagnosis: diagnosed('already-settled') }, '+call +conflict'],
  ['no target', { incident: incident({ target: { kind: 'none' } }) }, '+call ~conflict'],
  ['details omitted', { ...bare, diagnosis: diagnosed('details-omitted') }, '+call +conflict'],
  [
    'dry run: waits for the record',
    remediation({ dryRun: true, proof: proof('missing'), certificate: certificate('would-be-attached') }),
    '+call +conflict ~proof +certificate -move',
  ],
  [
    'dry run: would move',
    remediation({ dryRun: true, move: moved('would-move') }),
    '+call +conflict +proof +certificate +move',
  ],
  [
    'dry run: would ask AWS Support',
    remediation({
      dryRun: true,
      move: moved('would-need-support'),
      draft: { ...seen, verdict: 'possible', language: 'en' },
    }),
    '+call +conflict +proof +certificate +case +move',
  ],
  [
    'dry run: would add',
    remediation({
      ...free,
      dryRun: true,
      aliasRecord: aliasRecord('clear'),
      addition: added('would-add'),
    }),
    '+call +conflict +alias-record +certificate +addition',
  ],
])('%s', (_what, document, chain) => {
  test(chain, () => {
    expect(marks(document)).toBe(chain);
    expectSoundChain(document);
  });
});

test('a wait says why, when the next look is, and until when', () => {
  const [next, last] = [at(4), at(5)];
  const document = remediation({
    proof: { ...proof('missing'), nextCheckAt: next, deadlineAt: last },
    certificate: certificate('missing'),
  });
  expect(linkOf(document, 'certificate')).toEqual({
    name: 'certificate',
    state: 'waiting',
    reason: 'so it is',
    nextCheckAt: next,
    deadlineAt: last,
  });
  expect(linkOf(document, 'proof')).toMatchObject({ nextCheckAt: next, deadlineAt: last });
  // The times stand beside the sentence, not in it.
  expect(linkOf(document, 'proof')?.reason).not.toContain('Next look');
});

test('before the first look the record is named that is looked for', () => {
  const { reason } = linkOf({ ...bare, diagnosis: diagnosed('held-elsewhere') }, 'proof') ?? {};
  expect(reason).toBe(
    'This TXT record is being looked for: _www.example.com "d111111abcdef8.cloudfront.net" (zone example.com).',
  );
});

test('a case says why AWS has to be asked', () => {
  const document = remediation({
    move: { ...seen, verdict: 'support', reason: 'Its holder is enabled.', aliases: [] },
    case: asked('open', { reason: 'Case 1234567890 is opened.' }),
  });
  expect(linkOf(document, 'case')?.reason).toBe('Its holder is enabled. Case 1234567890 is opened.');
});
