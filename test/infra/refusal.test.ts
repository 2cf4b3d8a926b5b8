/** What a deployment is refused for, before anything is packaged. */
import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { refusal } from '../../infra/deployment/refusal.ts';
import { STAGES } from '../../infra/parameters.ts';

const refused = (...params: string[]) => refusedAs({ params });

function refusedAs(wanted: Partial<Parameters<typeof refusal>[0]>): string[] {
  const text = refusal({
    command: 'deploy',
    region: 'us-east-1',
    stage: 'prod',
    params: [],
    configured: STAGES.default,
    ...wanted,
  });
  if (text === undefined) return [];
  const [first, ...mistakes] = text.split('\n  ');
  expect(first).toBe('Nothing is packaged or deployed:');
  expect(mistakes.pop()).toBe('README.md, Configuration, has all parameters.');
  return mistakes;
}

test('as it is shipped, nothing is wrong; nor with what the README deploys', () => {
  expect(refused()).toEqual([]);
  expect(refused('slackWebhookParameter=/cname-rescue/slack-webhook', 'email=platform@example.com')).toEqual(
    [],
  );
});

test('every mistake is told at once, with what is allowed', () => {
  expect(refused('dryRun=yes', 'supportSeverity=grave', 'email=platform', 'casePollSeconds=60')).toEqual([
    'email=platform: it has to be a mail address.',
    'supportSeverity=grave: it has to be low, normal, high, urgent or critical.',
    'dryRun=yes: it has to be true or false.',
    'casePollSeconds=60: it has to be whole seconds, 600 (10 minutes) to 604800 (7 days).',
  ]);
});

describe('a name that there is not', () => {
  test.each([
    ['emial', ' Is it email?'],
    ['supportcc', ' Is it supportCc?'],
    ['slackWebhook', ' Is it slackWebhookParameter?'],
    ['proofDeadline', ' Is it proofDeadlineSeconds?'],
    ['colour', ''],
    // What every object has.
    ['constructor', ''],
  ])('%s', (name, suggestion) => {
    expect(refused(`${name}=1`)).toEqual([`${name}=1: there is no parameter ${name}.${suggestion}`]);
  });
});

describe('what is no name and value', () => {
  test.each(['email', 'email=', '=true', ''])('%s', (param) => {
    expect(refused(param)).toEqual([
      `${param}: it has to be name=value. For its default leave a parameter out; for an empty value give a space.`,
    ]);
  });

  test('a space is an empty value, as osls reads it', () => {
    expect(refused('publicResolvers= ', 'email= ')).toEqual([]);
    expect(refused('supportSeverity= ')).toEqual([
      'supportSeverity=: it has to be low, normal, high, urgent or critical.',
    ]);
  });

  test('only the first equals sign divides', () => {
    expect(refused('publicResolvers=https://dns.example/dns-query?ct=x')).toEqual([]);
  });
});

describe('what belongs together', () => {
  test.each([
    [
      ['shortestCheckSeconds=1000'],
      'shortestCheckSeconds=1000: it must not be longer than longestCheckSeconds, which is 900.',
    ],
    [
      ['longestCertificateCheckSeconds=60', 'certificateDeadlineSeconds=3600', 'shortestCheckSeconds=100'],
      'shortestCheckSeconds=100: it must not be longer than longestCertificateCheckSeconds, which is 60.',
    ],
    [
      ['longestCheckSeconds=7200', 'proofDeadlineSeconds=3600', 'rediagnoseSeconds=600'],
      'longestCheckSeconds=7200: it must not be longer than proofDeadlineSeconds, which is 3600.',
    ],
    [
      ['longestCertificateCheckSeconds=7200', 'certificateDeadlineSeconds=3600'],
      'longestCertificateCheckSeconds=7200: it must not be longer than certificateDeadlineSeconds, which is 3600.',
    ],
    [
      ['proofDeadlineSeconds=3600'],
      'rediagnoseSeconds=21600: it must not be longer than proofDeadlineSeconds, which is 3600.',
    ],
    [
      ['caseDeadlineSeconds=7200'],
      'casePollSeconds=21600: it must not be longer than caseDeadlineSeconds, which is 7200.',
    ],
    [
      ['caseListingLagSeconds=86400', 'caseDeadlineSeconds=43200'],
      'caseListingLagSeconds=86400: it must not be longer than caseDeadlineSeconds, which is 43200.',
    ],
    [
      ['deploymentCheckSeconds=3600', 'deploymentDeadlineSeconds=1800'],
      'deploymentCheckSeconds=3600: it must not be longer than deploymentDeadlineSeconds, which is 1800.',
    ],
  ])('%s', (params, sentence) => {
    expect(refused(...params)).toEqual([sentence]);
  });

  test.each([
    [
      ['slackBotTokenParameter=/bot'],
      'slackBotTokenParameter=/bot: give slackChannel as well, the channel that the bot posts to.',
    ],
    [
      ['slackChannel=C0123456789', 'slackWebhookParameter=/hook'],
      'slackChannel=C0123456789: it is for a bot, so give slackBotTokenParameter as well. A webhook has its channel from Slack.',
    ],
    [
      ['slackChannel=C0123456789', 'slackBotTokenParameter=/bot', 'slackWebhookParameter=/hook'],
      'slackBotTokenParameter=/bot: Slack is told by a bot or by a webhook, and slackWebhookParameter is /hook. Leave one out.',
    ],
  ])('%s: one way of telling Slack', (params, sentence) => {
    expect(refused(...params)).toEqual([sentence]);
    expect(refused('slackBotTokenParameter=/bot', 'slackChannel=C0123456789')).toEqual([]);
  });

  test.each([
    [
      'longestCheckSeconds=60',
      'longestCheckSeconds=60: to look that often until proofDeadlineSeconds=864000 is too much.',
    ],
    [
      'certificateDeadlineSeconds=5184000',
      'longestCertificateCheckSeconds=3600: to look that often until certificateDeadlineSeconds=5184000 is too much.',
    ],
    [
      'rediagnoseSeconds=900',
      'longestCheckSeconds=900: to look that often until proofDeadlineSeconds=864000 is too much.',
    ],
    [
      'casePollSeconds=600',
      'casePollSeconds=600: to look that often until caseDeadlineSeconds=2592000 is too much.',
    ],
    [
      'deploymentCheckSeconds=5',
      'deploymentCheckSeconds=5: to look that often until deploymentDeadlineSeconds=7200 is too much.',
    ],
  ])('%s: an execution would end for its history', (param, sentence) => {
    const [only = '', ...more] = refused(param);
    expect(more).toEqual([]);
    expect(only).toContain(sentence);
    expect(only).toMatch(/could leave \d{5,6} events in its history, and there is room for 24500\.$/);
  });

  test('a longer wait with rarer looks is fine', () => {
    expect(refused('proofDeadlineSeconds=2592000', 'longestCheckSeconds=3600')).toEqual([]);
  });

  test('is looked at where each is right by itself', () => {
    expect(refused('longestCheckSeconds=60', 'dryRun=yes')).toEqual([
      'dryRun=yes: it has to be true or false.',
    ]);
  });
});

describe('values of a stage in serverless.yml', () => {
  const configured = (own: Record<string, unknown>) => ({ configured: { ...STAGES.default, ...own } });

  test('are looked at, too, in whatever type YAML has them', () => {
    expect(refusedAs(configured({ dryRun: true, longestCheckSeconds: 1800, email: '' }))).toEqual([]);
    expect(refusedAs(configured({ emial: 'platform@example.com', supportCc: ['a'] }))).toEqual([
      'supportCc=a: it has to be mail addresses separated by commas, 10 at the most.',
      'emial=platform@example.com: there is no parameter emial. Is it email?',
    ]);
  });

  test('a --param goes before them', () => {
    expect(
      refusedAs({ ...configured({ email: 'platform' }), params: ['email=platform@example.com'] }),
    ).toEqual([]);
  });

  test('what stands behind a variable is not judged before it is resolved', () => {
    const variable = (name: string) => ['$', '{env:', name, '}'].join('');
    const own = { email: variable('MAIL'), proofDeadlineSeconds: variable('WAIT') };
    expect(refusedAs(configured(own))).toEqual([]);
  });
});

describe('the place', () => {
  test.each(['deploy', 'package', 'deploy function'])('%s elsewhere than in us-east-1', (command) => {
    expect(refusedAs({ command, region: 'eu-west-1', params: ['dryRun=yes'] })).toEqual([
      "--region eu-west-1: it has to be us-east-1. CloudTrail records CloudFront's calls there, and EventBridge hears of them nowhere else.",
      'dryRun=yes: it has to be true or false.',
    ]);
  });

  test('a stage whose name leaves no room for the longest one of a function', () => {
    const functions = globSync('functions/*.ts').map((file) => basename(file, '.ts').length);
    const room = 64 - 'cname-rescue--'.length - Math.max(...functions);
    expect(refusedAs({ stage: 'a'.repeat(room) })).toEqual([]);
    const stage = 'a'.repeat(room + 1);
    expect(refusedAs({ stage })).toEqual([
      `--stage ${stage}: it has to have ${room} characters at the most, since it is part of every name.`,
    ]);
  });

  test('the stage of the rehearsals is packaged, and not deployed', () => {
    const sandbox = { stage: 'sandbox', configured: { ...STAGES.default, ...STAGES.sandbox } };
    expect(refusedAs({ ...sandbox, command: 'package' })).toEqual([]);
    expect(refusedAs(sandbox)).toEqual([
      '--stage sandbox: that one is for rehearsals, with pauses too short for an account. Choose another name, as prod.',
    ]);
    expect(
      refusedAs({ ...sandbox, command: 'package', params: ['dryRun=yes', 'casePollSeconds=1'] }),
    ).toHaveLength(2);
  });

  test('what an account would bear does not become less by it', () => {
    expect(refused('shortestCheckSeconds=1')).toHaveLength(1);
  });

  test.each(['remove', 'info', 'logs', 'rollback', 'deploy list'])(
    '%s packages nothing, so nothing is refused',
    (command) => {
      expect(refusedAs({ command, region: 'eu-west-1', params: ['dryRun=yes'] })).toEqual([]);
    },
  );
});

test('a parameter that is given twice, and not alike, is none: osls would take the last one', () => {
  expect(refused('dryRun=true', 'selfService=true', 'dryRun=false', 'selfService=true')).toEqual([
    'dryRun: it is given as true and as false. Give it once.',
  ]);
});
