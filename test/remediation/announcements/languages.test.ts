/** Every announcement in every language, of documents of every kind. */
import { describe, expect, test } from 'vitest';
import { ANNOUNCEMENTS, type AnnouncementDetail } from '../../../remediation/announcements/announcement.ts';
import { ERRORS } from '../../../remediation/announcements/japanese/errors.ts';
import { messageFor } from '../../../remediation/announcements/messages.ts';
import { AS_SHIPPED } from '../../../remediation/announcements/telling.ts';
import type { Remediation } from '../../../remediation/document.ts';
import * as errors from '../../../remediation/errors.ts';
import {
  contested,
  EXECUTION,
  EXECUTION_ARN,
  incident,
  proof,
  remediation,
} from '../../doubles/documents.ts';
import {
  added,
  aliasRecord,
  asked,
  bare,
  certificate,
  confirmation,
  diagnosed,
  moved,
  SHOP,
} from '../../doubles/sections.ts';
import { tenantTarget } from '../../doubles/tenant.ts';
import { expectToldWell, IN_JAPANESE } from '../../doubles/told-well.ts';
import { ALIAS } from '../../doubles/world.ts';

const execution = { arn: EXECUTION_ARN, name: EXECUTION };
const failure = { state: 'Move alias', error: 'AliasFoughtOver', cause: 'Two stacks declare it.' };
const claim = { alias: ALIAS, target: 'E2OTHEREXAMPLE' };
const keptBy = { service: 'API Gateway in eu-west-1', region: 'eu-west-1' };
const held = contested(ALIAS);
const ours = {
  ...held,
  holder: { resourceType: 'distribution', resourceId: 'E1', accountId: '111122223333' },
};

const documents: [what: string, document: Remediation][] = [
  ['nothing in it', { incident: incident({ aliases: [], target: { kind: 'unknown' } }) }],
  ['both gates open', remediation()],
  ['many aliases', remediation({}, ...Array.from({ length: 12 }, (_, i) => `a${i}.example.com`))],
  ['a tenant', { ...remediation(), diagnosis: diagnosed('held-elsewhere', { target: tenantTarget }) }],
  ...(['held-elsewhere', 'both', 'dns-points-elsewhere', 'free', 'arrived', 'already-settled'] as const).map(
    (verdict): [string, Remediation] => [
      verdict,
      { ...bare, diagnosis: diagnosed(verdict, { free: [contested(SHOP)] }) },
    ],
  ),
  [
    'a custom domain name',
    {
      ...bare,
      diagnosis: diagnosed('held-elsewhere', {
        aliases: [{ ...held, ...(held.holder && { holder: { ...held.holder, keptBy } }) }],
      }),
    },
  ],
  ['a holder of ours', { ...bare, diagnosis: diagnosed('held-elsewhere', { aliases: [ours] }) }],
  ...(['no-target', 'details-omitted'] as const).map((verdict): [string, Remediation] => [
    verdict,
    {
      incident: incident({ action: 'CreateDistributionTenant', target: { kind: 'none' } }),
      diagnosis: diagnosed(verdict, { aliases: [] }),
    },
  ]),
  ...(['attachable', 'pending-validation', 'missing', 'unusable', 'would-be-attached'] as const).map(
    (verdict): [string, Remediation] => [verdict, remediation({ certificate: certificate(verdict) })],
  ),
  ...(['moved', 'wait', 'support', 'released', 'would-move', 'would-need-support'] as const).map(
    (verdict): [string, Remediation] => [verdict, remediation({ move: moved(verdict) })],
  ),
  ...(['open', 'by-hand', 'limit', 'looking', 'arrived'] as const).map((verdict): [string, Remediation] => [
    `the case is ${verdict}`,
    remediation({
      move: moved('support'),
      case: asked(verdict, { status: 'pending-customer-action', reply: 'Which TTL?' }),
    }),
  ]),
  [
    'troubles of every kind',
    remediation({
      proof: {
        ...proof('missing'),
        troubles: (['wrong-value', 'cname', 'no-answer', 'behind', 'unavailable'] as const).map((kind) => ({
          kind,
          problem: 'It is wrong.',
          remedy: 'Mend it.',
        })),
      },
    }),
  ],
  ['confirmed', remediation({ move: moved('moved'), confirmation: confirmation('confirmed') })],
  [
    'added',
    remediation({
      diagnosis: diagnosed('free', { aliases: [contested(ALIAS, { holder: undefined })] }),
      aliasRecord: aliasRecord('clear'),
      addition: added('added'),
      confirmation: confirmation('confirmed'),
    }),
  ],
];

describe.each(documents)('%s', (_what, document) => {
  test.each(ANNOUNCEMENTS)('%s', (type) => {
    for (const dryRun of [undefined, true]) {
      const detail: AnnouncementDetail = {
        execution,
        remediation: { ...document, dryRun },
        failure,
        claim,
      };
      expectToldWell(type, detail);
    }
  });
});

describe('in Japanese', () => {
  const told = (type: (typeof ANNOUNCEMENTS)[number], detail: Partial<AnnouncementDetail> = {}) =>
    messageFor(type, { execution, remediation: remediation(), ...detail }, IN_JAPANESE);

  test('the subject is the English title', () => {
    const { title, subject } = told('Remediation opened');
    expect(title).toBe('www.example.com: TXT レコードを作成してください (移行への同意)');
    expect(subject).toBe('www.example.com: create this TXT record to move it');
  });

  test.each(Object.keys(errors).filter((name) => name !== 'RemediationError'))(
    '%s has a sentence of its own; its English words are quoted',
    (error) => {
      const message = told('Remediation failed', { failure: { error, cause: 'Because of it.' } });
      expect(message.text).toContain(new Map(Object.entries(ERRORS)).get(error));
      expect(message.text).not.toContain('予期しないエラー');
      expect(message.quote).toBe('詳細 (英語): Because of it.');
    },
  );

  test('an error of AWS: what it says is quoted', () => {
    const failure = { error: 'AccessDeniedException', cause: 'No.' };
    const message = told('Remediation failed', { failure });
    expect(message.title).toContain('AccessDeniedException');
    expect(message.text).toContain('予期しないエラー');
    expect(message.quote).toContain('No.');
  });

  test('what is wrong with a certificate, and what AWS said, is quoted', () => {
    const pending = { ...certificate('unusable'), reason: 'It is REVOKED, not ISSUED.' };
    expect(
      told('Certificate missing', { remediation: remediation({ certificate: pending }) }).quote,
    ).toContain('It is REVOKED, not ISSUED.');
    const remark = 'The evidence could not be attached.';
    const quoteOf = (reason: string) =>
      told('Support case opened', { remediation: remediation({ case: asked('open', { reason }) }) }).quote;
    expect(quoteOf('Case 1 asks AWS Support to move it.')).toBeUndefined();
    expect(quoteOf(`Case 1 asks AWS Support to move it. ${remark}`)).toBe(`詳細 (英語): ${remark}`);
  });

  test('a case that was closed without a move: only what AWS said is quoted', () => {
    const reason =
      'Case 1 is resolved; it is not moved yet. AWS Support was told in the case that it is not done.';
    const resolved = asked('open', { status: 'resolved', reply: 'Which TTL?', reason });
    const { text, facts, quote } = told('Support case updated', {
      remediation: remediation({ case: resolved }),
    });
    expect(text).toContain('AWS サポートに伝えてあります');
    expect(facts).toContainEqual(['ステータス', '解決済み (resolved)']);
    expect(quote).toBe('Which TTL?');
  });

  test('what holds of several aliases is said once', () => {
    const several = remediation({ proof: proof('published', ALIAS, SHOP) }, ALIAS, SHOP);
    const seen = told('Ownership proof seen', { remediation: several }).text;
    expect(seen.match(/すべてのネームサーバーで公開されています/g)).toHaveLength(1);
    const opened = told('Remediation opened', { remediation: several }).text;
    expect(opened).toContain(
      `${ALIAS}、${SHOP} はアカウント ******445566 のディストリビューション *******EXAMPLE に関連付けられています。`,
    );
  });

  test('a target without a certificate is not told that its certificate is wrong', () => {
    const lackOf = (changes: Partial<NonNullable<Remediation['certificate']>>) => {
      const missing = { ...certificate('missing'), uncovered: [ALIAS], ...changes };
      return told('Certificate missing', { remediation: remediation({ certificate: missing }) }).text;
    };
    expect(lackOf({ id: undefined })).toMatch(/^E2TARGETEXAMPLE には固有の証明書が設定されていません。/);
    expect(lackOf({ id: 'one', notAfter: '2026-11-10T00:00:00.000Z' })).toContain(
      'は 2026-11-10 00:00:00 UTC に有効期限が切れました。',
    );
  });
});

describe('the runbook', () => {
  const failed = (error: string, runbookUrl: string) =>
    messageFor(
      'Remediation failed',
      { execution, remediation: remediation(), failure: { error, cause: '' } },
      { ...AS_SHIPPED, runbookUrl },
    );

  test('is a link where its pages can be read, and otherwise a path', () => {
    const url = 'https://git.example.com/cname-rescue/docs/runbook/';
    const linked = failed('TargetGone', url);
    expect(linked.links).toContainEqual({ label: 'Runbook', url: `${url}TargetGone.md` });
    expect(linked.facts.map(([label]) => label)).not.toContain('Runbook');
    expect(failed('AccessDenied', url).links.at(-1)?.url).toBe(`${url}README.md`);
    expect(new Map(failed('TargetGone', '').facts).get('Runbook')).toBe('docs/runbook/TargetGone.md');
  });
});

test('how often and how long the record is looked for is what the stage is set to', () => {
  const { text } = messageFor(
    'Remediation opened',
    { execution, remediation: remediation() },
    { ...AS_SHIPPED, longestCheckSeconds: 3600, proofDeadlineSeconds: 86_400 },
  );
  expect(text).toContain('every hour at least, for 1 day at the most');
});
