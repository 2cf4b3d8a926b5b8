/** Bundles each function into one ES module: `<function>.mjs`. */
import { readdirSync } from 'node:fs';
import { type BuildOptions, build } from 'esbuild';
import { sdkSchemas } from './sdk-schemas.ts';
import { standIns } from './stand-ins.ts';

/** What functions share; every other file is one. */
const SHARED = ['lambda.ts', 'step.ts'];

/** Names of all functions. */
export const FUNCTIONS = readdirSync(`${import.meta.dirname}/../functions`)
  .filter((file) => !SHARED.includes(file))
  .map((file) => file.replace(/\.ts$/, ''));

/** What any bundle for Lambda has: docs/adr/0013 says what the rest is worth. */
export const usual = {
  entryPoints: FUNCTIONS.map((name) => `functions/${name}.ts`),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  logLevel: 'warning',
} satisfies BuildOptions;

export async function bundle(outdir: string): Promise<void> {
  await build({
    ...usual,
    outdir,
    // Of packages that have both, the ES modules: of those, esbuild leaves out what no function uses.
    mainFields: ['module', 'main'],
    plugins: [sdkSchemas, standIns],
  });
}
