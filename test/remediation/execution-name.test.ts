import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Incident } from '../../remediation/document.ts';
import { executionName } from '../../remediation/execution-name.ts';
import { incident } from '../doubles/documents.ts';

describe('a person finds the execution by its name', () => {
  test.each<[string, Partial<Incident>, RegExp]>([
    ['one alias', {}, /^www\.example\.com_E2TARGETEXAMPLE_[0-9a-f]{8}$/],
    [
      'several',
      { aliases: ['www.example.com', 'b.example.com', 'c.example.com'] },
      /^www\.example\.com\+2_E2/,
    ],
    ['a wildcard', { aliases: ['*.example.com'] }, /^wildcard\.example\.com_E2TARGETEXAMPLE_/],
    ['no target yet', { target: { kind: 'none' } }, /^www\.example\.com_none-target_/],
    ['nothing known', { target: { kind: 'unknown' }, aliases: [] }, /^aliases-unknown_unknown-target_/],
    ['a tenant', { target: { kind: 'tenant', id: 'dt_2sTenantExample' } }, /_dt_2sTenantExample_/],
  ])('%s', (_, changes, expected) => {
    expect(executionName(incident(changes))).toMatch(expected);
  });

  test('the longest alias is cut, the number of the others and the target are not', () => {
    const longest = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.example.com`;
    const name = executionName(incident({ aliases: [longest, 'b.example.com'] }));
    expect(name).toHaveLength(80);
    expect(name).toMatch(/^a{50}a*\+1_E2TARGETEXAMPLE_[0-9a-f]{8}$/);
  });
});

const target = fc.oneof(
  fc.record({
    kind: fc.constantFrom('distribution' as const, 'tenant' as const),
    id: fc.string({ maxLength: 200 }),
  }),
  fc.record({ kind: fc.constantFrom('none' as const, 'unknown' as const) }),
);
const any = fc.record({ id: fc.string(), target, aliases: fc.array(fc.oneof(fc.domain(), fc.string())) });

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html, and no letters beyond ASCII: those break CloudWatch. */
const ALLOWED = /^[A-Za-z0-9_.+-]{1,80}$/;

test('whatever the record holds, Step Functions takes the name', () => {
  fc.assert(
    fc.property(any, (changes) => {
      expect(executionName(incident(changes))).toMatch(ALLOWED);
    }),
  );
});

test('the same incident has the same name, another call another', () => {
  fc.assert(
    fc.property(any, fc.string(), (changes, otherId) => {
      const name = executionName(incident(changes));
      expect(executionName(incident({ ...changes }))).toBe(name);
      if (otherId !== changes.id) expect(executionName(incident({ ...changes, id: otherId }))).not.toBe(name);
    }),
  );
});

test('alias and target of every usual incident stand in it', () => {
  const id = fc.stringMatching(/^E[A-Z0-9]{13}$/);
  const alias = fc.domain().filter((domain) => domain.length <= 50);
  fc.assert(
    fc.property(alias, id, (name, distribution) => {
      const aliases = [name.toLowerCase()];
      const given = incident({ aliases, target: { kind: 'distribution', id: distribution } });
      expect(executionName(given)).toContain(`${name.toLowerCase()}_${distribution}_`);
    }),
  );
});
