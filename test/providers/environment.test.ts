/** Environment variables, as they decide what a function may do. */
import { afterEach, expect, test, vi } from 'vitest';
import { permit } from '../../providers/environment.ts';

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
  const problem = new RegExp(
    `^Environment variables are missing or wrong:\n× Invalid .*${value}.*\n  → at DRY_RUN$`,
  );
  expect(permit).toThrow(problem);
});
