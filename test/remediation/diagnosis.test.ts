import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STARTED_BY_HAND } from '../../remediation/by-hand.ts';
import { classifyConflict } from '../../remediation/conflict.ts';
import { diagnoseAtOnce, diagnoseConflict, inTurn } from '../../remediation/diagnosis.ts';
import type { ContestedAlias, Incident } from '../../remediation/document.ts';
import { UnknownConflict } from '../../remediation/errors.ts';
import { contested as alias, DNS, HELD, incident, target } from '../doubles/documents.ts';

const free = (name: string): ContestedAlias => {
  const { holder: _, ...nobody } = alias(name);
  return nobody;
};
const unlisted = (name: string): ContestedAlias => ({ ...free(name), listing: 'needs-certificate' });

describe('code and message tell which failure it is', () => {
  test.each([
    ['CNAMEAlreadyExists', HELD, 'held'],
    ['CNAMEAlreadyExistsException', HELD, 'held'],
    ['CNAMEAlreadyExists', HELD.toUpperCase(), 'held'],
    ['CNAMEAlreadyExists', DNS, 'dns'],
    ['CNAMEAlreadyExists', '', 'unknown'],
    ['CNAMEAlreadyExists', 'Something new.', 'unknown'],
    ['PreconditionFailed', HELD, 'unknown'],
    ['', DNS, 'unknown'],
  ])('%s: %s is %s', (code, message, conflict) => {
    expect(classifyConflict(code, message)).toBe(conflict);
  });

  test('any text that is not known ends in unknown', () => {
    const known = /already associated with a different resource|incorrectly configured dns record/i;
    fc.assert(
      fc.property(fc.string(), fc.lorem(), (code, message) => {
        fc.pre(!known.test(message));
        expect(classifyConflict(code, message)).toBe('unknown');
        expect(classifyConflict('CNAMEAlreadyExists', message)).toBe('unknown');
      }),
    );
  });
});

describe('what needs no question to AWS', () => {
  test.each<[string, Partial<Incident>, string | undefined, RegExp]>([
    [
      'a create',
      { action: 'CreateDistribution', target: { kind: 'none' } },
      'no-target',
      /with a certificate that covers it/,
    ],
    [
      'a copy that names no aliases',
      { action: 'CopyDistribution', target: { kind: 'none' }, aliases: [] },
      'no-target',
      /the aliases could move to/,
    ],
    [
      'a tenant that is created: it cannot do without domains',
      { action: 'CreateDistributionTenant', target: { kind: 'none' } },
      'no-target',
      /with a placeholder, .* and with a certificate that covers it and www\.example\.com\. Then add www\.example\.com with an update/,
    ],
    [
      'parameters over 100 KB',
      { target: { kind: 'unknown' }, aliases: [] },
      'details-omitted',
      /over 100 KB/,
    ],
    [
      'a promotion, whose record has an id but no aliases',
      { action: 'UpdateDistributionWithStagingConfig', aliases: [] },
      'details-omitted',
      /^The record of UpdateDistributionWithStagingConfig names no aliases/,
    ],
  ])('%s', (_, changes, verdict, reason) => {
    expect(diagnoseAtOnce(incident(changes))).toEqual({
      verdict,
      reason: expect.stringMatching(reason),
    });
    expect(JSON.stringify(diagnoseAtOnce(incident(changes)))).not.toContain('  ');
  });

  test.each([
    { kind: 'distribution', id: 'E2TARGETEXAMPLE' },
    { kind: 'tenant', id: 'dt_2sTenantExample' },
  ] as const)('an update of a $kind does', (target) => {
    expect(diagnoseAtOnce(incident({ target }))).toEqual({ target });
  });
});

describe('with the target and the holders known', () => {
  const www = alias('www.example.com');
  const held = incident();
  const dns = incident({ errorMessage: DNS });
  const unknown = incident({ errorMessage: 'Something new.' });

  test.each<[string, Incident, ContestedAlias[], string]>([
    ['everything is on the target', held, [], 'already-settled'],
    ['everything is on the target, whatever the message', unknown, [], 'already-settled'],
    ['held, and listed', held, [www], 'held-elsewhere'],
    ['held, listing not possible', held, [unlisted('www.example.com')], 'held-elsewhere'],
    ['held, and nobody listed', held, [free('www.example.com')], 'held-elsewhere'],
    ['unknown message, but a conflict is listed', unknown, [www], 'held-elsewhere'],
    ['unknown message, one of two is listed', unknown, [www, free('a.example.com')], 'held-elsewhere'],
    ['DNS, and a holder', dns, [www], 'both'],
    ['DNS, and a holder of one of two', dns, [free('a.example.com'), www], 'both'],
    ['DNS, and it is not known whether there is a holder', dns, [unlisted('www.example.com')], 'both'],
  ])('%s', (_, given, missing, verdict) => {
    expect(diagnoseConflict(given, target, missing).verdict).toBe(verdict);
  });

  test('DNS, and nobody holds it', () => {
    const { verdict, reason } = diagnoseConflict(dns, target, [free('www.example.com')]);
    expect(verdict).toBe('dns-points-elsewhere');
    expect(reason).toBe(
      `Nobody holds www.example.com, but its DNS record leads to another distribution, and so CloudFront does not add it to ${target.id}: point the record at ${target.domainName}.`,
    );
  });

  test.each([
    ['nobody listed', free('www.example.com')],
    ['listing not possible', unlisted('www.example.com')],
  ])('unknown message, %s: everything known is said', (_, missing) => {
    const diagnose = () => diagnoseConflict(unknown, target, [missing]);
    expect(diagnose).toThrow(UnknownConflict);
    expect(diagnose).toThrow(/UpdateDistribution.*CNAMEAlreadyExists: Something new\..*a123456b/);
  });

  describe('started by hand: CloudFront was asked nothing yet', () => {
    const byHand = incident({ errorMessage: STARTED_BY_HAND });
    const judged = (missing: ContestedAlias[], contradicted = false) =>
      diagnoseConflict(byHand, target, missing, { letGo: false, contradicted });

    test('nobody is listed: its answer to the update will tell', () => {
      expect(judged([free('www.example.com')])).toEqual({
        verdict: 'free',
        reason:
          'CloudFront lists nobody who holds www.example.com, so the update that adds it to E2TARGETEXAMPLE is made. CloudFront takes it once no DNS record of the alias leads to another distribution.',
      });
    });

    test.each<[string, ContestedAlias[], boolean]>([
      ['somebody is listed', [www], false],
      ['somebody is listed for one of two', [www, free('a.example.com')], false],
      ['listing not possible', [unlisted('www.example.com')], false],
      ['nobody is listed, and CloudFront has refused the update', [free('www.example.com')], true],
    ])('%s: held elsewhere', (_, missing, contradicted) => {
      expect(judged(missing, contradicted).verdict).toBe('held-elsewhere');
    });
  });

  test('of several aliases only those are fought for that somebody may hold; the others wait for them', () => {
    const missing = [www, free('a.example.com'), unlisted('b.example.com')];
    const { aliases, free: others } = inTurn(missing);
    expect(aliases.map(({ alias }) => alias)).toEqual(['www.example.com', 'b.example.com']);
    expect(others.map(({ alias }) => alias)).toEqual(['a.example.com']);
    expect(inTurn([free('a.example.com')])).toEqual({ aliases: [free('a.example.com')], free: [] });
  });

  test('the reason tells each alias and who holds it, and claims nothing that is not known', () => {
    const missing = [www, free('a.example.com'), unlisted('b.example.com')];
    const { reason } = diagnoseConflict(held, target, missing);
    expect(reason).toContain('www.example.com is on distribution *******EXAMPLE of account ******445566');
    expect(reason).toContain('Nobody holds a.example.com: it is added by making the failed update again');
    expect(reason).toContain('b.example.com: its holder is not known yet');
    expect(reason).toContain('E2TARGETEXAMPLE asks for them');
  });

  test('of those that are alike the reason says it once', () => {
    const shop = { ...www, alias: 'shop.example.com' };
    const { reason } = diagnoseConflict(held, target, [www, unlisted('b.example.com'), shop]);
    expect(reason).toMatch(
      /^www\.example\.com, shop\.example\.com are on distribution \S+ of account \S+; b\.example\.com: its holder/,
    );
  });

  test('both: the announcement also tells of the DNS record', () => {
    expect(diagnoseConflict(dns, target, [www]).reason).toContain(
      `leads to another distribution: point it at ${target.domainName}`,
    );
    expect(diagnoseConflict(held, target, [www]).reason).not.toContain('DNS');
  });
});
