/** The declared parameters: used by the stack, and taken by its functions. */
import { globSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { withWords } from '../../infra/parameters/kinds.ts';
import { DECLARED, PARAMETERS } from '../../infra/parameters.ts';
import { dnsSettings } from '../../providers/dns/settings.ts';
import { caseWishes, seconds, yesOrNo } from '../../providers/environment.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const files = ['serverless.yml', ...globSync('infra/*.{yml,cjs}')].map((file) => readFileSync(file, 'utf8'));

test('each is used by the stack, and the stack uses no other', () => {
  const referred = files.flatMap((text) => [...text.matchAll(/param:(\w+)/g)].map(([, name = '']) => name));
  const [, deciding = ''] = /DECIDING = \[([^\]]+)\]/.exec(files.join('\n')) ?? [];
  const decided = [...deciding.matchAll(/\w+/g)].map(([name]) => name);
  expect([...new Set([...referred, ...decided])].toSorted()).toEqual([...DECLARED.keys()].toSorted());
});

/** As a function takes it at its cold start; that it takes the defaults is seen where it is packaged. */
const taken: Partial<Record<keyof typeof PARAMETERS, (value: string) => unknown>> = {
  dryRun: (value) => v.parse(yesOrNo, value),
  shortestCheckSeconds: (value) => v.parse(seconds, value),
  supportSeverity: (value) => wished('SUPPORT_SEVERITY', value),
  supportLanguage: (value) => wished('SUPPORT_LANGUAGE', value),
  publicResolvers: (value) => dnsSettings({ DNS_PUBLIC_RESOLVERS: value }),
};

function wished(variable: string, value: string) {
  const right = { SUPPORT_SEVERITY: 'normal', SUPPORT_LANGUAGE: 'en', SUPPORT_CC: '', SUPPORT_CATEGORY: '' };
  for (const [name, text] of Object.entries({ ...right, [variable]: value })) vi.stubEnv(name, text);
  return caseWishes();
}

describe('the functions and the check know the same', () => {
  test.each<[keyof typeof PARAMETERS, string, boolean]>([
    ['dryRun', 'true', true],
    ['dryRun', 'yes', false],
    ['supportSeverity', 'low', true],
    ['supportSeverity', 'high', true],
    ['supportSeverity', 'urgent', true],
    ['supportSeverity', 'critical', true],
    ['supportSeverity', 'grave', false],
    ['supportLanguage', 'ja', true],
    ['supportLanguage', 'fr', false],
    ['shortestCheckSeconds', '60', true],
    ['shortestCheckSeconds', 'soon', false],
    ['shortestCheckSeconds', '30.5', false],
    ['publicResolvers', '192.0.2.1,https://dns.example/dns-query', true],
    ['publicResolvers', 'dns.google', false],
  ])('%s=%s: %s', (name, value, allowed) => {
    const start = () => taken[name]?.(value);
    expect(PARAMETERS[name].kind.admits(value)).toBe(allowed);
    if (allowed) expect(start).not.toThrow();
    else expect(start).toThrow();
  });
});

describe('what is allowed', () => {
  const longName = (length: number) => `/${'a'.repeat(length - 1)}`;
  test.each<[keyof typeof PARAMETERS, string[], string[]]>([
    [
      'onlyTagged',
      ['cname-rescue=allowed', 'team=web=shop', 'a b=c d'],
      // What IAM would take for a variable or CloudFront for no tag, too.
      ['cname-rescue', 'cname-rescue=', '=allowed', 'a=b*', 'a=$b', `${'k'.repeat(129)}=v`],
    ],
    [
      'slackWebhookParameter',
      ['/cname-rescue/slack-webhook', 'slack_webhook.prod', `${'/a'.repeat(15)}`, longName(1011)],
      [
        'https://hooks.slack.example/services/T0/B0/x',
        'cname-rescue/slack-webhook',
        '/cname-rescue/',
        '/a b',
        '/aws/slack',
        'SSM-slack',
        `${'/a'.repeat(16)}`,
        longName(1012),
        'arn:aws:ssm:us-east-1:111122223333:parameter/slack',
      ],
    ],
    ['slackBotTokenParameter', ['/cname-rescue/slack-bot-token'], ['xoxb-1/2', '/aws/slack']],
    ['slackChannel', ['C0123456789', 'G01ABCDEFGH'], ['#ops', 'ops', 'D0123456789', 'c0123456789', 'C01']],
    [
      'email',
      ['platform@example.com', 'platform+aws@mail.example.com'],
      ['platform', '@example.com', 'a@b', 'a@example.com,b@example.com'],
    ],
    ['supportSeverity', ['low', 'critical'], ['Low', 'grave', '']],
    ['supportLanguage', ['en', 'ja'], ['fr', 'EN']],
    ['supportCategory', ['general-guidance', 'other'], ['General guidance', 'a,b']],
    [
      'supportCc',
      ['a@example.com', 'a@example.com, b@example.com', Array(10).fill('a@example.com').join(',')],
      ['a@example.com;b@example.com', 'a', Array(11).fill('a@example.com').join(',')],
    ],
    [
      'publicResolvers',
      ['', '1.1.1.1', '192.0.2.1:53, [2001:db8::1]:53', 'https://dns.example/dns-query'],
      ['dns.google', 'http://dns.example/dns-query', '1.1.1.1 8.8.8.8', '1.1.1', '1.1.1.1:0'],
    ],
    ['dryRun', ['true', 'false'], ['yes', 'True', '1', '']],
    ['attachCertificate', ['true', 'false'], ['on']],
    ['selfService', ['true', 'false'], ['off']],
    ['shortestCheckSeconds', ['10', '3600'], ['9', '3601', '1e2', '0x10', '-30', '30.0', ' 30', '30s', '']],
    ['longestCheckSeconds', ['60', '86400'], ['59', '86401']],
    ['longestCertificateCheckSeconds', ['60', '86400'], ['59', '86401']],
    ['proofDeadlineSeconds', ['3600', '5184000'], ['3599', '5184001']],
    ['certificateDeadlineSeconds', ['3600', '5184000'], ['3599', '5184001']],
    ['rediagnoseSeconds', ['600', '604800'], ['599', '604801']],
    ['pingPongSeconds', ['3600', '34560000'], ['0', '3599', '34560001']],
    ['casePollSeconds', ['600', '604800'], ['599', '604801']],
    ['caseDeadlineSeconds', ['3600', '15552000'], ['3599', '15552001']],
    ['caseListingLagSeconds', ['120', '86400'], ['119', '86401']],
    ['deploymentCheckSeconds', ['5', '3600'], ['4', '3601']],
    ['deploymentDeadlineSeconds', ['1800', '86400'], ['1799', '86401']],
  ])('%s', (name, allowed, refused) => {
    const { kind } = PARAMETERS[name];
    expect(allowed.filter((text) => !kind.admits(text))).toEqual([]);
    expect(refused.filter((text) => kind.admits(text))).toEqual([]);
  });

  test('what may follow each other stays below the year that Step Functions gives an execution', () => {
    const longest = (name: keyof typeof PARAMETERS) => {
      const [, most = ''] = / to (\d+)/.exec(PARAMETERS[name].kind.allowed) ?? [];
      return Number(most);
    };
    const gate = longest('proofDeadlineSeconds');
    const all = 2 * gate + longest('caseDeadlineSeconds') + longest('deploymentDeadlineSeconds');
    expect(gate).toBe(longest('certificateDeadlineSeconds'));
    expect(all).toBeLessThan(365 * 24 * 60 * 60);
  });
});

test.each([
  [1, '1'],
  [59, '59'],
  [60, '60 (1 minute)'],
  [90, '90 (90 seconds)'],
  [5400, '5400 (90 minutes)'],
  [7200, '7200 (2 hours)'],
  [864_000, '864000 (10 days)'],
])('%d seconds are shown as %s', (seconds, shown) => {
  expect(withWords(seconds)).toBe(shown);
});
