import { expect, test } from 'vitest';
import { viewerSettings } from '../../remediation/viewer-settings.ts';

const present = { sslSupportMethod: 'vip', minimumProtocolVersion: 'TLSv1.1_2016' };
const named = { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2019' };

test.each([
  ['what the distribution has stays', present, named, present],
  ['then what the failed call named', undefined, named, named],
  [
    'of which some may be missing',
    undefined,
    { minimumProtocolVersion: 'TLSv1.3_2025' },
    { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.3_2025' },
  ],
  [
    'then what is recommended',
    undefined,
    undefined,
    { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' },
  ],
])('%s', (_, has, wanted, expected) => {
  expect(viewerSettings(has, wanted)).toEqual(expected);
});
