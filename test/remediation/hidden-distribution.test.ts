import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keptBy } from '../../remediation/hidden-distribution.ts';
import type { CertificateUsers } from '../../remediation/ports.ts';

const OURS = '111122223333';
const ARN = 'arn:aws:acm:us-east-1:111122223333:certificate/5b1c0a52-7a0e-4c5e-9a54-0c6f5f0c1e11';
const holder = (accountId: string, resourceId = '*******EXAMPLE') => ({
  resourceType: 'distribution',
  resourceId,
  accountId,
});
const shownBy = (...usedBy: string[]): CertificateUsers[] => [{ certificate: ARN, usedBy }];
const distribution = (account: string, id = 'E1HIDDEEXAMPLE') =>
  `arn:aws:cloudfront::${account}:distribution/${id}`;

describe('an account of API Gateway', () => {
  test.each([
    ['******576650', 'us-east-1'],
    ['******002099', 'eu-west-1'],
    ['******854626', 'ap-northeast-1'],
  ])('%s: in %s', (accountId, region) => {
    expect(keptBy(holder(accountId), OURS, [])).toEqual({ service: `API Gateway in ${region}`, region });
  });

  test.each(['******445566', '******57665', '', OURS])('%j is none', (accountId) => {
    expect(keptBy(holder(accountId), OURS, [])).toBeUndefined();
  });
});

describe('a certificate of ours, shown by a distribution of another account', () => {
  test('that is the holder: a custom domain name of ours', () => {
    expect(keptBy(holder('******445566'), OURS, shownBy(distribution('444444445566')))).toEqual({
      service: 'a service of AWS (Cognito, Amplify, API Gateway)',
      certificate: ARN,
    });
    expect(keptBy(holder('******002099'), OURS, shownBy(distribution('444444002099')))).toEqual({
      service: 'API Gateway in eu-west-1',
      region: 'eu-west-1',
      certificate: ARN,
    });
  });

  test.each([
    ['another distribution', [distribution('444444445566', 'E1OTHERXXXXXXX')]],
    ['of another account', [distribution('444444445567')]],
    ['one of our own', [distribution(OURS)]],
    ['a load balancer', ['arn:aws:elasticloadbalancing:us-east-1:444444445566:loadbalancer/app/x/1']],
    ['nothing', []],
  ])('%s: not', (_, users) => {
    const ofOurs = users.includes(distribution(OURS)) ? '******223333' : '******445566';
    expect(keptBy(holder(ofOurs), OURS, shownBy(...users))).toBeUndefined();
  });

  test('whatever ARNs there are, nothing is claimed of a holder that none of them is', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (usedBy) => {
        expect(keptBy(holder('******445566'), OURS, shownBy(...usedBy))).toBeUndefined();
      }),
    );
  });
});
