/**
 * What the stack costs: docs/cost.md, and the sentences of README.md that have figures. They are made from the packaged template
 * and from remediations that are played under a clock that is turned. `npx node docs/cost.ts` prints them,
 * `npx node docs/cost.ts --write` puts them into the pages.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { measured } from '../test/measured.ts';
import { withPart } from './generated-part.ts';

const PART = { name: 'cost', command: 'npx node docs/cost.ts --write' };

/** By page. */
const Texts = v.object({ 'docs/cost.md': v.string(), 'README.md': v.string() });
export type Texts = v.InferOutput<typeof Texts>;

export function withCost(page: string, text: string): string {
  return withPart(page, PART, text);
}

if (import.meta.main) {
  execFileSync('npm', ['run', '--silent', 'package:sandbox'], { stdio: 'inherit' });
  const texts = await measured('test/docs/cost/figures.measure.ts', Texts);
  for (const [path, text] of Object.entries(texts)) {
    if (process.argv.includes('--write')) {
      writeFileSync(path, withCost(readFileSync(path, 'utf8'), text));
    } else {
      process.stdout.write(text);
    }
  }
}
