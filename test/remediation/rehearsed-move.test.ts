/** What a dry run says in the place of the move. */
import { describe, expect, test } from 'vitest';
import type { ContestedAlias, Proof } from '../../remediation/document.ts';
import { rehearsedMove } from '../../remediation/rehearsed-move.ts';
import { aliasProof, contested, proof } from '../doubles/documents.ts';
import { ALIAS, TARGET } from '../doubles/world.ts';

const OURS = { resourceType: 'distribution', resourceId: 'E1HOLDEREXAMPLE', accountId: '111122223333' };
const ours = (alias: string) => ({ ...contested(alias), holder: OURS });
const plainly = (alias: string): Proof => ({
  ...proof('settled', alias),
  aliases: [aliasProof(alias, { form: 'plain' })],
});

const rehearse = (aliases: ContestedAlias[], changes: Partial<Parameters<typeof rehearsedMove>[0]> = {}) => {
  const names = aliases.map(({ alias }) => alias);
  const usual = {
    aliases,
    free: [],
    targetId: TARGET,
    present: [],
    proof: proof('settled', ...names),
    selfService: true,
  };
  return rehearsedMove({ ...usual, ...changes });
};

test('of several aliases it speaks of several', () => {
  const shop = 'shop.example.com';
  expect(rehearse([ours(ALIAS), ours(shop)]).reason).toContain(
    'Their holders are of this account, so CloudFront would move them at once.',
  );
  expect(rehearse([contested(ALIAS), contested(shop)]).reason).toContain(
    'Only then CloudFront tells of each whether its holder is enabled',
  );
});

describe('one alias', () => {
  test.each([
    [
      'its holder is of this account',
      ours(ALIAS),
      {},
      'would-move',
      'would-be-moved',
      `UpdateDomainAssociation would be called for ${ALIAS}. Its holder is of this account, so CloudFront would move it at once.`,
    ],
    [
      'its holder is of another account',
      contested(ALIAS),
      {},
      'would-need-support',
      'would-be-tried',
      `UpdateDomainAssociation would be called for ${ALIAS}. Only then CloudFront tells whether the holder is enabled: if it is not, the call moves the alias; if it is, and in another account, AWS Support would be asked.`,
    ],
    [
      'its holder is not visible',
      { ...contested(ALIAS), holder: undefined },
      {},
      'would-need-support',
      'would-be-tried',
      'Only then CloudFront tells',
    ],
    [
      'only the plain record is there',
      ours(ALIAS),
      { proof: plainly(ALIAS) },
      'would-need-support',
      'plain-proof',
      `AWS Support would be asked to move ${ALIAS}: the TXT record is the plain one`,
    ],
    [
      'moves are left to AWS Support',
      ours(ALIAS),
      { selfService: false },
      'would-need-support',
      'self-service-off',
      `AWS Support would be asked to move ${ALIAS}: this stack leaves moves to it (selfService=false).`,
    ],
    [
      'it is there by now',
      contested(ALIAS),
      { present: [ALIAS], selfService: false },
      'would-move',
      'moved',
      `${ALIAS} is on ${TARGET} already. Nothing would be done.`,
    ],
  ])('%s', (_, alias, changes, verdict, ofAlias, reason) => {
    const move = rehearse([alias], changes);
    expect(move).toMatchObject({ verdict, aliases: [{ alias: ALIAS, verdict: ofAlias }] });
    expect(move.reason).toContain(reason);
  });
});

test('several aliases: each its own way, and AWS Support not before the record is settled', () => {
  const move = rehearse([ours('a.example.com'), contested('b.example.com'), contested('c.example.com')], {
    present: ['c.example.com'],
    proof: proof('published', 'a.example.com', 'b.example.com', 'c.example.com'),
  });
  expect(move.verdict).toBe('would-need-support');
  expect(move.aliases.map(({ verdict }) => verdict)).toEqual(['would-be-moved', 'would-be-tried', 'moved']);
  expect(move.reason).toContain('at 2026-11-20 01:15:00 UTC');
});

test('those that nobody holds would be added afterwards', () => {
  expect(rehearse([ours(ALIAS)], { free: [contested('free.example.com')] }).reason).toContain(
    'Once all that has arrived, free.example.com would be added by an update: nobody holds it.',
  );
});

test('where AWS Support is not asked, nothing is said of when', () => {
  expect(rehearse([ours(ALIAS)], { proof: proof('published', ALIAS) }).reason).not.toContain('01:15');
});
