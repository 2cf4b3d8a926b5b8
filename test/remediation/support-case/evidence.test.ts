import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { EVIDENCE_SCHEMA, Evidence, evidence } from '../../../remediation/support-case/evidence.ts';
import type { CaseInput } from '../../../remediation/support-case/facts.ts';
import { codes, read, rows } from '../../docs/markdown.ts';
import { aliasProof, contested, HELD, incident, proof, target } from '../../doubles/documents.ts';

const NOW = Date.parse('2026-11-20T01:20:00.000Z');
const MEGABYTE = 1024 * 1024;

function input(changes: Partial<CaseInput> = {}): CaseInput {
  return {
    incident: incident(),
    target,
    aliases: [contested('www.example.com')],
    proof: proof('settled'),
    certificate: { id: 'arn', status: 'ISSUED', reason: 'covers it', notAfter: '2027-11-20T00:00:00.000Z' },
    move: {
      verdict: 'support',
      reason: 'only AWS can',
      checkedAt: '2026-11-20T01:15:00.000Z',
      aliases: [{ alias: 'www.example.com', verdict: 'holder-enabled', refusal: 'No.' }],
    },
    ...changes,
  };
}

const parsed = (changes: Partial<CaseInput> = {}) =>
  v.parse(Evidence, JSON.parse(evidence(input(changes), NOW)));

test('everything that was seen, and nothing that its schema does not know', () => {
  const written: unknown = JSON.parse(evidence(input(), NOW));
  expect(v.parse(Evidence, written)).toEqual(written);
  expect(written).toMatchObject({
    schema: EVIDENCE_SCHEMA,
    writtenAt: '2026-11-20T01:20:00.000Z',
    incident: { errorMessage: HELD, requestId: 'a123456b-c78d-90e1-23f4-000000000001' },
    diagnosis: { target, aliases: [{ alias: 'www.example.com', holder: { accountId: '******445566' } }] },
    proof: { aliases: [{ servers: [{ server: 'ns-1.dns.example', verdict: 'match' }] }] },
    certificate: { id: 'arn', status: 'ISSUED' },
    move: { aliases: [{ refusal: 'No.' }] },
  });
});

test('not who made the call: a session is often named after a person', () => {
  const caller = 'arn:aws:sts::111122223333:assumed-role/Deploy/somebody@example.com';
  expect(evidence(input({ incident: incident({ caller }) }), NOW)).not.toContain('somebody');
});

test('what is not known is left out', () => {
  const certificate = { id: undefined, status: undefined, reason: 'none', notAfter: undefined };
  expect(parsed({ certificate, move: undefined })).toMatchObject({ certificate: { reason: 'none' } });
  expect(parsed({ move: undefined })).not.toHaveProperty('move');
});

test('every server, of a hundred aliases, stays far below what a file may be', () => {
  const names = Array.from({ length: 100 }, (_, index) => `${'a'.repeat(60)}-${index}.example.com`);
  const servers = Array.from({ length: 16 }, (_, index) => ({
    server: `ns-${index}.dns.example`,
    address: `192.0.2.${index}`,
    verdict: 'match' as const,
    detail: 'x'.repeat(300),
  }));
  const aliases = names.map((alias) => aliasProof(alias, { servers }));
  const text = evidence(input({ proof: { ...proof('settled'), aliases } }), NOW);
  expect(v.parse(Evidence, JSON.parse(text)).proof.aliases[99]?.servers).toHaveLength(16);
  expect(new TextEncoder().encode(text).length).toBeLessThan(2 * MEGABYTE);
});

test('is JSON, whatever the world says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (errorMessage) => {
      const text = evidence(input({ incident: incident({ errorMessage }) }), NOW);
      expect(text.isWellFormed()).toBe(true);
      expect(v.parse(Evidence, JSON.parse(text)).incident.errorMessage).toBe(errorMessage);
    }),
  );
});

test('docs/evidence.md has a row for each field, and names the version', () => {
  const page = read('docs/evidence.md');
  expect(rows(page).map(([field = '']) => codes(field)[0])).toEqual(Object.keys(Evidence.entries));
  expect(page).toContain(`\`${EVIDENCE_SCHEMA}\``);
});
