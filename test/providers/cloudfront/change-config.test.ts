/** What is written is what was read, but for the one thing that is to change; whatever the configuration is. */
import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ConfigDesk, changeConfig } from '../../../providers/cloudfront/change-config.ts';
import type { ChangeOutcome } from '../../../providers/cloudfront/change-outcome.ts';
import { withAliases, withCertificate } from '../../../providers/cloudfront/distribution-config.ts';
import { distributionConfig } from '../../doubles/distribution-configs.ts';

const TARGET = 'E2TARGETEXAMPLE';
const ACM = {
  source: 'acm',
  id: 'arn:aws:acm:us-east-1:111122223333:certificate/5b1c0a52-7a0e-4c5e-9a54-0c6f5f0c1e11',
} as const;
const WISHED = { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' };

/** CloudFront's ETags and nothing else of it. `others`: updates that come between a read and the write that follows. */
function desk(
  config: DistributionConfig,
  others: ((config: DistributionConfig) => DistributionConfig)[] = [],
) {
  const state = { config, version: 1, writes: 0 };
  const access: ConfigDesk<DistributionConfig> = {
    read: async () => ({ config: structuredClone(state.config), etag: `E${state.version}` }),
    write: async (changed, etag): Promise<ChangeOutcome> => {
      const other = others.shift();
      if (other) {
        state.config = other(state.config);
        state.version += 1;
      }
      if (etag !== `E${state.version}`)
        return { done: false, code: 'PreconditionFailed', message: 'The If-Match version is stale.' };
      state.config = changed;
      state.version += 1;
      state.writes += 1;
      return { done: true };
    },
  };
  return { state, access };
}
const attach = (access: ConfigDesk<DistributionConfig>) =>
  changeConfig(TARGET, access, (config) => withCertificate(config, ACM, WISHED));

describe('a certificate', () => {
  test('nothing but the certificate changes', async () => {
    await fc.assert(
      fc.asyncProperty(distributionConfig, async (config) => {
        const before = structuredClone(config);
        const { state, access } = desk(config);
        expect(await attach(access)).toEqual({ done: true });
        const { ViewerCertificate: after, ...rest } = state.config;
        const { ViewerCertificate: had, ...others } = before;
        expect(rest).toStrictEqual(others);
        const kept = had?.IAMCertificateId !== undefined;
        expect(after).toEqual({
          CloudFrontDefaultCertificate: false,
          ACMCertificateArn: ACM.id,
          SSLSupportMethod: kept ? 'vip' : 'sni-only',
          MinimumProtocolVersion: kept ? 'TLSv1.1_2016' : 'TLSv1.2_2021',
        });
      }),
      { numRuns: 300 },
    );
  });

  test('a second time nothing is written', async () => {
    await fc.assert(
      fc.asyncProperty(distributionConfig, async (config) => {
        const { state, access } = desk(config);
        await attach(access);
        const after = structuredClone(state.config);
        expect(await attach(access)).toEqual({ done: true });
        expect(state.writes).toBe(1);
        expect(state.config).toStrictEqual(after);
      }),
    );
  });

  test('what somebody else changes meanwhile stays changed', async () => {
    await fc.assert(
      fc.asyncProperty(distributionConfig, distributionConfig, async (config, another) => {
        const theirs = structuredClone(another);
        const { state, access } = desk(config, [() => theirs, (there) => ({ ...there, Comment: 'theirs' })]);
        expect(await attach(access)).toEqual({ done: true });
        const { ViewerCertificate: _, ...rest } = state.config;
        const { ViewerCertificate: __, ...others } = theirs;
        expect(rest).toStrictEqual({ ...others, Comment: 'theirs' });
        expect(state.writes).toBe(1);
      }),
    );
  });

  test('somebody who is quicker each time leaves it to the state to try again', async () => {
    const theirs = (config: DistributionConfig) => config;
    const { state, access } = desk({} as DistributionConfig, [theirs, theirs, theirs]);
    await expect(attach(access)).rejects.toMatchObject({ name: 'TransientAwsError' });
    expect(state.writes).toBe(0);
  });

  test('of the IAM store', () => {
    const config = withCertificate({} as DistributionConfig, { source: 'iam', id: 'ASCAEXAMPLE' }, WISHED);
    expect(config.ViewerCertificate).toMatchObject({ IAMCertificateId: 'ASCAEXAMPLE' });
    expect(config.ViewerCertificate).not.toHaveProperty('ACMCertificateArn');
  });

  test('another refusal is handed on, and nothing is tried again', async () => {
    const { access } = desk({} as DistributionConfig);
    const refusal = { done: false as const, code: 'AccessDenied', message: 'No.' };
    expect(await attach({ ...access, write: async () => refusal })).toEqual(refusal);
  });
});

test('aliases: nothing but the aliases changes, and those that are there stay where they are', async () => {
  await fc.assert(
    fc.asyncProperty(distributionConfig, async (config) => {
      const before = structuredClone(config);
      const { state, access } = desk(config);
      await changeConfig(TARGET, access, (read) => withAliases(read, ['new.example.org']));
      const items = [...(before.Aliases?.Items ?? []), 'new.example.org'];
      expect(state.config).toStrictEqual({ ...before, Aliases: { Quantity: items.length, Items: items } });
    }),
  );
});
