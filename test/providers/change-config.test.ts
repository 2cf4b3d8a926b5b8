/** What is written is what was read, but for the one thing that is to change; whatever the configuration is. */
import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ChangeOutcome,
  type ConfigDesk,
  changeConfig,
  withAliases,
} from '../../providers/change-config.ts';
import { distributionConfig } from '../doubles/distribution-configs.ts';

const TARGET = 'E2TARGETEXAMPLE';
/** CloudFront's ETags and nothing else of it. `others`: updates that come between a read and the write that follows. */
function desk(
  config: DistributionConfig,
  others: ((config: DistributionConfig) => DistributionConfig)[] = [],
) {
  const state = { config, version: 1, writes: 0 };
  const access: ConfigDesk = {
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
