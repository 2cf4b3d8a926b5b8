/** Parts of the AWS SDK that a Lambda function has no use for, each with the little that stands in its place. */
import { existsSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** Modules of packages, by the end of their path. */
const STAND_INS = {
  'credential-provider-node/dist-es/index.js': 'environment-credentials.ts',
  'middleware-endpoint-discovery/dist-es/index.js': 'no-endpoint-discovery.ts',
  'core/dist-es/submodules/event-streams/index.js': 'no-event-streams.ts',
  'core/dist-es/submodules/config/shared-ini-file-loader/loadSharedConfigFiles.js': 'no-config-files.ts',
  'core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js':
    'no-instance-metadata.ts',
  'core/dist-es/submodules/checksum/sha256/Sha256Js.js': 'no-sha256-in-javascript.ts',
  'core/dist-es/submodules/retry/util-retry/AdaptiveRetryStrategy.js': 'no-adaptive-retry.ts',
};

/** @throws Error, by way of esbuild, when a part is no longer where it was: then the SDK is another, and this wants a look. */
export const standIns: Plugin = {
  name: 'stand-ins',
  setup(build) {
    const folder = `${import.meta.dirname}/stand-ins`;
    const missed = new Set(Object.keys(STAND_INS));
    for (const [part, standIn] of Object.entries(STAND_INS)) {
      const filter = new RegExp(`/node_modules/@(aws-sdk|smithy)/${part.replaceAll('.', '\\.')}$`);
      build.onLoad({ filter }, () => {
        missed.delete(part);
        return { contents: `export * from '${folder}/${standIn}';`, resolveDir: folder };
      });
      if (!existsSync(`${folder}/${standIn}`)) throw new Error(`${folder}/${standIn} is missing`);
    }
    build.onEnd(() => {
      if (missed.size > 0)
        return { errors: [...missed].map((part) => ({ text: `${part} is not in the SDK any more` })) };
      return undefined;
    });
  },
};
