/** Writes dist/: <function>.mjs, what is deployed and what the sandbox runs, and the command of the package. */
import { rmSync } from 'node:fs';
import { bundle } from './bundling/bundle.ts';
import { bundleCli } from './bundling/bundle-cli.ts';

rmSync('dist', { recursive: true, force: true });
await bundle('dist');
await bundleCli('dist/cname-rescue.mjs');
