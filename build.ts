/** Writes dist/<function>.mjs: what is deployed, and what the sandbox runs. */
import { rmSync } from 'node:fs';
import { bundle } from './bundling/bundle.ts';

rmSync('dist', { recursive: true, force: true });
await bundle('dist');
