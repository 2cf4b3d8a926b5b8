import { expect, test } from 'vitest';
import { targetMeant } from '../../cli/target.ts';

const ACCOUNT = '111122223333';

test.each([
  ['E2TARGETEXAMPLE', { kind: 'distribution', id: 'E2TARGETEXAMPLE' }],
  ['dt_2sTenantExample', { kind: 'tenant', id: 'dt_2sTenantExample' }],
  [
    `arn:aws:cloudfront::${ACCOUNT}:distribution/E2TARGETEXAMPLE`,
    { kind: 'distribution', id: 'E2TARGETEXAMPLE' },
  ],
  [`arn:aws:cloudfront::${ACCOUNT}:distribution-tenant/dt_2s`, { kind: 'tenant', id: 'dt_2s' }],
  ['D111111abcdef8.cloudfront.net.', { name: 'd111111abcdef8.cloudfront.net' }],
  ['Shop.example.com', { name: 'shop.example.com' }],
])('%s', (text, expected) => {
  expect(targetMeant(text, ACCOUNT)).toEqual(expected);
});

test.each([
  ['arn:aws:cloudfront::444455556666:distribution/E2', /is of account 444455556666, and these credentials/],
  ['website', /"website" is no id of a distribution/],
  ['e2targetexample', /is no id of a distribution/],
  ['arn:aws:s3:::bucket', /is no id/],
  ['https://d1.cloudfront.net', /cannot be an alias/],
])('%s is none', (text, message) => {
  expect(() => targetMeant(text, ACCOUNT)).toThrow(message);
});
