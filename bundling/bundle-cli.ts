/** Bundles the command into one ES module, beside the packages that npm installs with it. */
import { type BuildOptions, build } from 'esbuild';

export const cli = {
  entryPoints: ['cli/main.ts'],
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  // What package.json says in `engines`: it runs with the Node that is there.
  target: 'node20',
  logLevel: 'warning',
} satisfies BuildOptions;

export async function bundleCli(outfile: string): Promise<void> {
  await build({ ...cli, outfile });
}
