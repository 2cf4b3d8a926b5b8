/** The message that is kept up to date. */
import { describe, expect, test } from 'vitest';
import {
  ANNOUNCEMENTS,
  type AnnouncementDetail,
  type AnnouncementType,
} from '../../../remediation/announcements/announcement.ts';
import { summaryFor } from '../../../remediation/announcements/summary.ts';
import type { Remediation } from '../../../remediation/document.ts';
import { executionUrl } from '../../../remediation/links.ts';
import {
  aliasProof,
  EXECUTION,
  EXECUTION_ARN,
  incident,
  proof,
  remediation,
} from '../../doubles/documents.ts';
import { asked, at, bare, certificate, confirmation, diagnosed, moved } from '../../doubles/sections.ts';

const execution = { arn: EXECUTION_ARN, name: EXECUTION };
const summary = (type: AnnouncementType, document: Remediation, more: Partial<AnnouncementDetail> = {}) =>
  summaryFor(type, { execution, remediation: document, ...more });

test('just opened: the record to create, where it stands, who holds it', () => {
  const message = summary('Remediation opened', { ...bare, diagnosis: diagnosed('held-elsewhere') });
  expect(message.title).toBe('www.example.com → E2TARGETEXAMPLE: waits for: Ownership proof, Certificate');
  expect(message.attention).toBe('action');
  expect(message.text.split('\n').map((line) => line.split(':')[0])).toEqual([
    '✓ Failed call',
    '✓ Conflict',
    '… Ownership proof',
    '… Certificate',
    '· Move',
    '· Arrival',
  ]);
  expect(message.copy).toEqual([
    { caption: 'Create in zone example.com', text: '_www.example.com TXT "d111111abcdef8.cloudfront.net"' },
  ]);
  expect(new Map(message.facts).get('Held by')).toBe('distribution *******EXAMPLE, account ******445566');
});

test('once it is on the target, its holder is told as the former one', () => {
  const document = remediation({ move: moved('moved'), confirmation: confirmation('confirmed') });
  const message = summary('Alias confirmed', document);
  const facts = new Map(message.facts);
  expect(facts.get('Held by')).toBeUndefined();
  expect(facts.get('Formerly on')).toBe('distribution *******EXAMPLE, account ******445566');
  expect(message.text).toContain('✓ Conflict\n');
});

test('when the next look is, and until when, of whatever is looked for first', () => {
  const gates = remediation({
    proof: { ...proof('missing'), nextCheckAt: at(3), deadlineAt: at(9) },
    certificate: certificate('missing'),
  });
  const facts = new Map(summary('Certificate missing', gates).facts);
  expect(facts.get('Next look')).toBe('2026-11-20 03:00:00 UTC');
  expect(facts.get('Given up')).toBe('2026-11-20 05:00:00 UTC');
});

test('of several records those are asked for that are missing yet', () => {
  const names = ['a.example.com', 'b.example.com'];
  const half = {
    ...proof('missing', ...names),
    aliases: [aliasProof('a.example.com'), aliasProof('b.example.com', { verdict: 'missing' })],
  };
  const { copy } = summary('Ownership proof incomplete', remediation({ proof: half }, ...names));
  expect(copy.map(({ text }) => text.split(' ')[0])).toEqual(['_b.example.com']);
});

test.each<[type: AnnouncementType, document: Remediation, attention: string, title: RegExp]>([
  ['Ownership proof seen', remediation(), 'progress', /waits for: Move$/],
  [
    'Support case opened',
    remediation({ move: moved('support'), case: asked('open') }),
    'progress',
    /waits for: Support case$/,
  ],
  [
    'Alias confirmed',
    remediation({ move: moved('moved'), confirmation: confirmation('confirmed') }),
    'done',
    /: arrived$/,
  ],
  ['Nothing to do', { ...bare, diagnosis: diagnosed('already-settled') }, 'done', /: over$/],
  [
    'Dry run finished',
    remediation({ dryRun: true, move: moved('would-move') }),
    'done',
    /the dry run is over$/,
  ],
  ['Remediation stopped', remediation(), 'done', /stopped at: Move$/],
])('%s', (type, document, attention, title) => {
  const message = summary(type, document);
  expect(message.attention).toBe(attention);
  expect(message.title).toMatch(title);
  expect(message.copy).toEqual([]);
});

test('failed: at which link, why, and where to redrive it', () => {
  const failure = { state: 'Check certificate', error: 'CertificateDeadlineExceeded', cause: 'Not in time.' };
  const message = summary('Remediation failed', remediation(), { failure });
  expect(message.title).toBe('www.example.com → E2TARGETEXAMPLE: stopped at: Certificate');
  expect(message.attention).toBe('failed');
  expect(message.text).toContain('✗ Certificate: Not in time.');
  expect(message.links[0]).toEqual({
    label: 'Execution, with Redrive at its top',
    url: executionUrl(EXECUTION_ARN),
  });
});

test('of a dry run it says so first', () => {
  expect(summary('Remediation opened', remediation({ dryRun: true })).title).toMatch(/^\[dry run\] /);
});

describe('every announcement', () => {
  test.each(ANNOUNCEMENTS)('%s: says something even of a document with nothing in it', (type) => {
    const message = summary(type, { incident: incident({ aliases: [], target: { kind: 'unknown' } }) });
    expect(message.title.trim()).not.toBe('');
    expect(JSON.stringify(message)).not.toMatch(/undefined|null|NaN/);
  });
});
