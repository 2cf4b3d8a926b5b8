/** Bundles the command into one ES module, beside the packages that npm installs with it. */
import { build } from 'esbuild';

export async function bundleCli(outfile: string): Promise<void> {
  await build({
    entryPoints: ['cli/main.ts'],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    // What package.json says in `engines`: it runs with the Node that is there.
    target: 'node20',
    logLevel: 'warning',
  });
}
