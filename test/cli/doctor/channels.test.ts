/** Judgements over what reaches people, AWS Support and name servers. */

import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { judgeProbe } from '../../../cli/doctor/dns.ts';
import { dnsProbe } from '../../../cli/doctor/dns-probe.ts';
import { botOf, judgeBot, judgeParameter, judgeWebhook, webhookOf } from '../../../cli/doctor/slack.ts';
import { judgeOptions } from '../../../cli/doctor/support.ts';
import { judgeSubscriptions } from '../../../cli/doctor/topic.ts';
import type { BotAnswer } from '../../../providers/operator/slack-bot.ts';
import { StepInput } from '../../../remediation/document.ts';
import type { ServerReport } from '../../../remediation/proof-section.ts';
import { stack } from './stack.ts';

describe("Slack's parameter", () => {
  const webhook = webhookOf('/cname-rescue/slack-webhook');
  const bot = botOf('/cname-rescue/slack-bot-token', {});
  const url = 'https://hooks.slack.com/services/T0/B0/secret';
  const isEncrypted = true;

  test('holds what it is to hold', () => {
    expect(judgeParameter(webhook, { value: url, isEncrypted })).toBeUndefined();
    expect(judgeParameter(bot, { value: 'xoxb-1', isEncrypted })).toBeUndefined();
  });

  test.for<[string, ReturnType<typeof judgeParameter>, RegExp, RegExp]>([
    [
      'is missing',
      judgeParameter(webhook, undefined),
      /there is no SSM parameter \S+, which/,
      /put-parameter/,
    ],
    ...['secret', 'ftp://example.com/secret', 'https://user:secret@example.com/'].map(
      (value): [string, ReturnType<typeof judgeParameter>, RegExp, RegExp] => [
        `holds ${value}`,
        judgeParameter(webhook, { value, isEncrypted }),
        /does not hold the URL of a webhook/,
        /put-parameter .* --name \/cname-rescue\/slack-webhook /,
      ],
    ),
    [
      'holds the token of a user',
      judgeParameter(bot, { value: 'xoxp-secret', isEncrypted }),
      /does not hold the token of a bot/,
      /bot-token\.txt/,
    ],
    [
      'can be read by many',
      judgeParameter(webhook, { value: url, isEncrypted: false }),
      /is no SecureString/,
      /delete-parameter/,
    ],
  ])('%s', ([, judged, says, command]) => {
    expect(judged).toMatchObject({ state: 'problem', says: expect.stringMatching(says) });
    expect(judged?.command).toMatch(command);
    expect(JSON.stringify(judged)).not.toContain('secret');
  });

  test.for([
    [400, 'no_text', 'ok'],
    [400, 'missing_text_or_fallback_or_attachments', 'ok'],
    [403, 'invalid_token', 'problem'],
    [404, 'no_service', 'problem'],
    [410, 'channel_is_archived', 'problem'],
    [429, 'rate_limited', 'unknown'],
    [500, 'rollup_error', 'unknown'],
  ] as const)('Slack answers %i %s about the webhook: %s', ([status, word, state]) => {
    expect(judgeWebhook(status, word, webhook.store)).toMatchObject({ state });
  });

  test.for<[BotAnswer, string, RegExp]>([
    [
      { ok: true, user: 'cname-rescue', team: 'Example', scopes: ['chat:write'] },
      'ok',
      /Slack knows the bot/,
    ],
    [{ ok: true, user: 'cname-rescue', team: 'Example' }, 'ok', /only a message shows/],
    [{ ok: true, user: 'cname-rescue', scopes: ['channels:read'] }, 'problem', /scope chat:write/],
    [{ ok: false, error: 'token_revoked' }, 'problem', /refuses the token \(token_revoked\)/],
  ])('Slack answers %j about the token: %s', ([answer, state, says]) => {
    expect(judgeBot(answer, 'C1', bot.store)).toMatchObject({ state, says: expect.stringMatching(says) });
  });
});

describe('subscribers of the topic', () => {
  const topic = 'arn:aws:sns:us-east-1:111122223333:cname-rescue-prod-Announcements-1';
  const mailbox = { protocol: 'email', endpoint: 'platform@example.com', isConfirmed: true };
  const pending = { ...mailbox, endpoint: 'ops@example.com', isConfirmed: false };
  const states =
    (...subscriptions: (typeof mailbox)[]) =>
    (hasSlack: boolean) =>
      judgeSubscriptions(topic, subscriptions, hasSlack).map(({ state }) => state);

  test('somebody hears', () => {
    expect(states(mailbox)(false)).toEqual(['ok']);
    expect(judgeSubscriptions(topic, [mailbox, mailbox], false)).toMatchObject([
      { says: '2 subscribers hear of announcements and alarms.' },
    ]);
  });

  test('a subscription that is not confirmed gets nothing, whoever else hears', () => {
    expect(states(mailbox, pending)(false)).toEqual(['problem', 'ok']);
    expect(judgeSubscriptions(topic, [pending], true)).toMatchObject([
      {
        says: 'The subscription of ops@example.com (email) is not confirmed: it gets nothing.',
        command: `aws sns subscribe --region us-east-1 --topic-arn ${topic} --protocol email --notification-endpoint ops@example.com`,
      },
    ]);
  });

  test('nobody is a problem only where there is no Slack either', () => {
    expect([states()(false), states()(true)]).toEqual([['problem'], ['not-used']]);
  });
});

describe('AWS Support', () => {
  const services = [
    {
      code: 'amazon-cloudfront',
      name: 'CloudFront',
      categories: [{ code: 'general', name: 'General guidance' }],
    },
  ];
  const wishes = { SUPPORT_SEVERITY: 'normal', SUPPORT_CATEGORY: '', SUPPORT_LANGUAGE: 'en' };
  const speaks = async () => false;

  test('opens a case as wished', async () => {
    expect(await judgeOptions(wishes, services, ['low', 'normal'], speaks)).toEqual({
      state: 'ok',
      says: 'The plan has an API. A case is opened as amazon-cloudfront, general, severity normal.',
    });
  });

  test('does not have all that is wished', async () => {
    const wished = { SUPPORT_SEVERITY: 'critical', SUPPORT_CATEGORY: 'dns', SUPPORT_LANGUAGE: 'ja' };
    expect(await judgeOptions(wished, services, ['low', 'urgent'], speaks)).toEqual({
      state: 'ok',
      says: 'The plan has an API. A case is opened as amazon-cloudfront, general, severity urgent. As wished, not all can be had: the plan has no severity "critical", there is no category "dns", AWS does not answer such a case in Japanese.',
    });
  });

  test('offers nothing to open a case with', async () => {
    expect(await judgeOptions(wishes, [], ['low'], speaks)).toMatchObject({
      state: 'problem',
      says: expect.stringContaining('no service named CloudFront'),
      fix: 'See docs/runbook/CaseNotPossible.md.',
    });
  });
});

describe('name servers, from the function', () => {
  const reached: ServerReport = { server: 'ns-1', address: '192.0.2.1', verdict: 'missing' };
  const silent: ServerReport = { ...reached, server: 'ns-2', verdict: 'unreachable' };
  const answer = (servers: ServerReport[], more: object = {}) => ({
    reason: '',
    checkedAt: '',
    verdict: 'missing',
    news: false,
    firstSeen: false,
    troubles: [],
    told: [],
    aliases: [
      {
        alias: 'cloudfront.net',
        zone: 'cloudfront.net',
        record: { name: '_.cloudfront.net', type: 'TXT', value: 'x' },
        form: 'underscore',
        verdict: 'missing',
        decidedBy: 'name-servers',
        servers,
        negativeTtl: 60,
        ...more,
      },
    ],
  });

  test('the function takes what it is asked', () => {
    const probe = dnsProbe(stack, '2026-11-20T00:00:00.000Z');
    expect(v.parse(StepInput, probe)).toEqual(probe);
  });

  test.for<[string, ReturnType<typeof answer>, string, RegExp]>([
    ['all answer', answer([reached, reached]), 'ok', /^The functions reach name servers/],
    ['there is no IPv6', answer([reached, { ...silent, noRoute: true }]), 'ok', /reach name servers/],
    ['one refuses', answer([{ ...reached, verdict: 'refused' }]), 'ok', /reach name servers/],
    ['some are silent', answer([reached, silent]), 'unknown', /do not answer: ns-2\.$/],
    ['all are silent', answer([silent]), 'problem', /nor a public resolver by HTTPS/],
    ['port 53 is closed', answer([silent], { decidedBy: 'https' }), 'problem', /port 53 is closed/],
    ['DNS fails', answer([], { unavailable: 'SERVFAIL' }), 'problem', /cannot be asked at all: SERVFAIL/],
  ])('%s', ([, result, state, says]) => {
    expect(judgeProbe(result, undefined)).toMatchObject({ state, says: expect.stringMatching(says) });
  });

  test('in a VPC, it is said what that needs', () => {
    expect(judgeProbe(answer([silent]), 'vpc-1').fix).toMatch(/^The function is in vpc-1: .*NAT gateway/);
  });
});
