/** The same handlers, bundled as esbuild does it by itself: what was there first of each package, and the whole credential chain. */
import { build, type Plugin } from 'esbuild';
import { usual } from '../../bundling/bundle.ts';

const byZod: Plugin = {
  name: 'valibot-by-zod',
  setup(setUp) {
    const path = `${import.meta.dirname}/valibot-by-zod.ts`;
    setUp.onResolve({ filter: /^valibot$/ }, () => ({ path }));
  },
};

/** @param schemas by which library: our own, or zod, imported as `import { z } from 'zod'` */
export async function defaultBundles(outdir: string, schemas: 'valibot' | 'zod'): Promise<void> {
  await build({
    ...usual,
    outdir,
    // CommonJS inside an ES module still asks for `require` when it reaches for Node's own modules.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    plugins: schemas === 'zod' ? [byZod] : [],
  });
}
