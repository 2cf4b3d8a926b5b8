import { describe, expect, test } from 'vitest';
import { CaseNotPossible } from '../../../remediation/errors.ts';
import {
  chooseCategories,
  chooseLanguage,
  chooseSeverity,
} from '../../../remediation/support-case/options.ts';

describe('service and category are those that AWS offers', () => {
  const category = (code: string) => ({ code, name: code });
  const other = { code: 'amazon-s3', name: 'S3', categories: [category('general-guidance')] };

  test.each([
    [
      'the usual',
      { code: 'amazon-cloudfront', name: 'CDN', categories: [category('general-guidance')] },
      'general-guidance',
    ],
    [
      'another code',
      { code: 'cf', name: 'Amazon CloudFront', categories: [category('x'), category('distribution')] },
      'distribution',
    ],
    ['no usual category', { code: 'cf', name: 'CloudFront', categories: [category('x')] }, 'x'],
  ])('%s', (_, service, categoryCode) => {
    expect(chooseCategories([other, service], '')[0]).toEqual({ serviceCode: service.code, categoryCode });
  });

  const cloudfront = {
    code: 'amazon-cloudfront',
    name: 'CloudFront',
    categories: ['other', 'distribution-issue', 'general-guidance', 'custom-ssl'].map(category),
  };
  test.each([
    ['no wish: general guidance, then what is nearest', '', ['general-guidance', 'distribution-issue']],
    ['a wish that the service has', 'custom-ssl', ['custom-ssl', 'general-guidance']],
    ['a wish that it does not have', 'dns', ['general-guidance', 'distribution-issue']],
    ['the usual wished for', 'general-guidance', ['general-guidance', 'distribution-issue']],
  ])('%s', (_, wished, codes) => {
    expect(chooseCategories([other, cloudfront], wished).map(({ categoryCode }) => categoryCode)).toEqual(
      codes,
    );
  });

  test.each([
    ['nothing at all', []],
    ['no CloudFront', [other]],
    ['CloudFront without categories', [{ code: 'amazon-cloudfront', name: 'CloudFront', categories: [] }]],
  ])('%s: not possible', (_, services) => {
    expect(() => chooseCategories(services, '')).toThrow(CaseNotPossible);
  });
});

describe('severity is what was wished, or milder', () => {
  test.each([
    [['low', 'normal', 'high', 'urgent', 'critical'], 'high', 'high'],
    [['low', 'normal'], 'critical', 'normal'],
    [['normal', 'low'], 'high', 'normal'],
    [['critical', 'high'], 'low', 'high'],
    [['urgent'], 'normal', 'urgent'],
    [['brand-new'], 'normal', 'brand-new'],
    [['low', 'normal'], 'brand-new', 'low'],
  ])('of %j, wished %s: %s', (allowed, wished, chosen) => {
    expect(chooseSeverity(allowed, wished)).toBe(chosen);
  });

  test('none allowed: not possible', () => {
    expect(() => chooseSeverity([], 'normal')).toThrow(CaseNotPossible);
  });
});

describe('language is what was wished, or English', () => {
  test.each([
    ['en', true, 'en', /^$/],
    ['ja', true, 'ja', /^$/],
    ['ja', false, 'en', /^ AWS Support does not take .* \(ja\), so it is in English\.$/],
  ] as const)('%s, available: %s', (wished, available, language, remark) => {
    expect(chooseLanguage(wished, available)).toEqual({ language, remark: expect.stringMatching(remark) });
  });
});
