import { expect, test } from 'vitest';
import type { Remediation } from '../../remediation/document.ts';
import { remains } from '../../remediation/remains.ts';
import { aliasProof, contested, incident, proof, target } from '../doubles/documents.ts';
import { ALIAS } from '../doubles/world.ts';

const AT = '2026-11-20T01:00:00.000Z';
const remediation = (changes: Partial<Remediation> = {}): Remediation => ({
  incident: incident(),
  diagnosis: {
    verdict: 'held-elsewhere',
    reason: '',
    target,
    aliases: [contested(ALIAS), contested('a.example.com')],
    free: [],
    arrived: [],
    complete: true,
    turned: false,
    checkedAt: AT,
  },
  ...changes,
});

test('nothing, as long as nobody has done anything', () => {
  expect(remains({ incident: incident() })).toEqual([]);
  const missing = aliasProof(ALIAS, {
    verdict: 'missing',
    servers: [{ server: 'ns-1.dns.example', address: '192.0.2.1', verdict: 'missing' }],
  });
  expect(remains(remediation({ proof: { ...proof('missing'), aliases: [missing] } }))).toEqual([]);
});

test('a record that is on one name server is there', () => {
  const servers = [
    { server: 'ns-1.dns.example', address: '192.0.2.1', verdict: 'missing' as const },
    { server: 'ns-2.dns.example', address: '192.0.2.2', verdict: 'match' as const },
  ];
  const found = proof('missing');
  expect(remains(remediation({ proof: { ...found, aliases: [aliasProof(ALIAS, { servers })] } }))).toEqual([
    '_www.example.com TXT stays in DNS: delete it, since it is the consent to the move.',
  ]);
});

test('a case, what has moved, and what was added', () => {
  const move = {
    verdict: 'support' as const,
    reason: '',
    checkedAt: AT,
    aliases: [
      { alias: ALIAS, verdict: 'moved' as const },
      { alias: 'a.example.com', verdict: 'holder-enabled' as const },
    ],
  };
  const supportCase = {
    verdict: 'open' as const,
    reason: '',
    news: false,
    checkedAt: AT,
    caseId: 'case-1',
    displayId: '1234567890',
  };
  expect(remains(remediation({ move, case: supportCase }))).toEqual([
    `www.example.com is on ${target.id} by now, and will stay there.`,
    'Case 1234567890 stays open: close it, or AWS Support may still move the alias.',
  ]);
  const addition = { verdict: 'added' as const, reason: '', checkedAt: AT, aliases: ['b.example.com'] };
  expect(remains(remediation({ move, addition }))).toEqual([
    `www.example.com, b.example.com are on ${target.id} by now, and will stay there.`,
  ]);
});
