/** Sections of a document as the steps write them, written short. */
import type { Remediation } from '../../remediation/document.ts';
import { ALONE, contested, incident, target } from './documents.ts';
import { ALIAS } from './world.ts';

export const SHOP = 'shop.example.com';
export const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`;
export const seen = { reason: 'so it is', checkedAt: at(2) };

export const diagnosed = (
  verdict: NonNullable<Remediation['diagnosis']>['verdict'],
  changes: Partial<NonNullable<Remediation['diagnosis']>> = {},
): Remediation['diagnosis'] => ({
  verdict,
  reason: 'as it was found',
  checkedAt: at(1),
  target,
  aliases: [contested(ALIAS)],
  ...ALONE,
  ...changes,
});
export const moved = (
  verdict: NonNullable<Remediation['move']>['verdict'],
  alias = ALIAS,
): Remediation['move'] => ({
  ...seen,
  verdict,
  aliases: [{ alias, verdict: verdict === 'moved' ? 'moved' : 'pending' }],
});
export const asked = (
  verdict: NonNullable<Remediation['case']>['verdict'],
  changes: Partial<NonNullable<Remediation['case']>> = {},
): Remediation['case'] => ({
  ...seen,
  checkedAt: at(3),
  verdict,
  news: false,
  caseId: 'case-1',
  displayId: '1234567890',
  ...changes,
});
export const aliasRecord = (verdict: NonNullable<Remediation['aliasRecord']>['verdict'], alias = ALIAS) => ({
  ...seen,
  verdict,
  aliases: [{ alias, zone: 'example.com', verdict: 'left' as const, servers: [], clearAt: at(2) }],
});
export const certificate = (verdict: NonNullable<Remediation['certificate']>['verdict']) => ({
  ...seen,
  verdict,
  news: false,
  attach: false,
  uncovered: [],
  nextCheckAt: at(4),
  deadlineAt: at(5),
});
export const added = (verdict: NonNullable<Remediation['addition']>['verdict'], alias = ALIAS) => ({
  ...seen,
  verdict,
  aliases: [alias],
});
export const confirmation = (verdict: 'confirmed' | 'waiting') => ({ ...seen, verdict, aliases: [ALIAS] });
export const bare: Remediation = { incident: incident() };
