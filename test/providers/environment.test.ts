/** Environment variables, as they decide what a function may do. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { permit, restriction, slackWay } from '../../providers/environment.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([
  ['false', 'act'],
  ['true', 'look'],
])('DRY_RUN=%s: %s', (value, expected) => {
  vi.stubEnv('DRY_RUN', value);
  expect(permit()).toBe(expected);
});

test.each(['yes', '', 'True', undefined])('DRY_RUN=%s: the function does not start', (value) => {
  vi.stubEnv('DRY_RUN', value);
  expect(permit).toThrow(problemWith('DRY_RUN', value));
});

test.each([
  ['', undefined],
  ['cname-rescue=allowed', { key: 'cname-rescue', value: 'allowed' }],
  ['team=web=shop', { key: 'team', value: 'web=shop' }],
])('ONLY_TAGGED=%s', (value, onlyTagged) => {
  vi.stubEnv('ONLY_TAGGED', value);
  expect(restriction()).toEqual({ onlyTagged });
});

// Without the restriction that was wanted it would do more than it may.
test.each(['cname-rescue', 'cname-rescue=', '=allowed', '=', undefined])(
  'ONLY_TAGGED=%s: the function does not start',
  (value) => {
    vi.stubEnv('ONLY_TAGGED', value);
    expect(restriction).toThrow(problemWith('ONLY_TAGGED', value));
  },
);

describe('how Slack is told', () => {
  const bot = {
    SLACK_BOT_TOKEN_PARAMETER: '/bot',
    SLACK_CHANNEL: 'C0123456789',
    SLACK_API_URL: 'https://slack.com/api/',
    LEDGER_TABLE: 'ledger',
  };
  const stub = (variables: Record<string, string>) => {
    for (const [variable, value] of Object.entries(variables)) vi.stubEnv(variable, value);
  };

  test('by a webhook', () => {
    stub({ ...bot, SLACK_WEBHOOK_PARAMETER: '/hook', SLACK_BOT_TOKEN_PARAMETER: '', SLACK_CHANNEL: '' });
    expect(slackWay()).toEqual({ webhook: '/hook' });
  });

  test('by a bot', () => {
    stub({ ...bot, SLACK_WEBHOOK_PARAMETER: '' });
    const apiUrl = 'https://slack.com/api/';
    expect(slackWay()).toEqual({
      bot: { tokenParameter: '/bot', channel: 'C0123456789', apiUrl, ledger: 'ledger' },
    });
  });

  test.each([
    [{ SLACK_WEBHOOK_PARAMETER: '', SLACK_BOT_TOKEN_PARAMETER: '' }, 'SLACK_WEBHOOK_PARAMETER'],
    [{ ...bot, SLACK_WEBHOOK_PARAMETER: '', SLACK_CHANNEL: '' }, 'SLACK_CHANNEL'],
  ])('by neither, or by half of one: the function does not start', (variables, missing) => {
    stub(variables);
    expect(slackWay).toThrow(`→ at ${missing}`);
  });
});

/** The message says what it is, and where. */
function problemWith(variable: string, value: string | undefined): RegExp {
  return new RegExp(
    `^Environment variables are missing or wrong:\n× Invalid .*${value}.*\n  → at ${variable}$`,
  );
}
