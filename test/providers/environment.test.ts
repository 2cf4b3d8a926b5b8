/** Environment variables, as they decide what a function may do. */
import { afterEach, expect, test, vi } from 'vitest';
import { permit, restriction } from '../../providers/environment.ts';

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

/** The message says what it is, and where. */
function problemWith(variable: string, value: string | undefined): RegExp {
  return new RegExp(
    `^Environment variables are missing or wrong:\n× Invalid .*${value}.*\n  → at ${variable}$`,
  );
}
