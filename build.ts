/** Bundles each function into one file: dist/<function>.mjs. What is deployed, and what the sandbox runs. */
import { readdirSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

/** What functions share; every other file is one. */
const SHARED = ['lambda.ts', 'step.ts'];

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: readdirSync('functions')
    .filter((file) => !SHARED.includes(file))
    .map((file) => `functions/${file}`),
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  // Of packages that have both, the ES modules: of those, esbuild leaves out what no function uses.
  mainFields: ['module', 'main'],
  alias: { '@aws-sdk/credential-provider-node': './providers/aws/environment-credentials.ts' },
  // CommonJS packages inside an ES module still ask for `require` when they reach for Node's own modules.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
