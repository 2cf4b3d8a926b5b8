/** What a function costs before it does anything: how large its bundle is, and how long the import takes. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundle, FUNCTIONS } from '../../bundling/bundle.ts';
import { type Bench, type Figure, figure, type Section } from '../figure.ts';
import { median, medianRatio } from '../median.ts';
import { defaultBundles } from './default-bundles.ts';
import { importTime } from './import-time.ts';

const ROUNDS = 9;

const DEFAULT = 'default';
const OWN_SCHEMAS = 'default, our schemas';

/** KB of 1,000 bytes, gzipped. */
const MOST_KB = 110;
const MOST_KB_OF_PROOF = 20;
/** Of the time that the default takes. */
const MOST_OF_DEFAULT = 0.45;
/** What stands between a failed call and its remediation. */
const MOST_OF_DEFAULT_OF_RECEIVE_FAILURE = 0.35;

export const coldStart: Bench = {
  about: 'Cold starts: size and import of each bundle, beside the same handlers bundled the default way.',
  sections: [() => withBundles(size), () => withBundles(imports)],
};

interface Bundles {
  ours: string;
  zod: string;
  valibot: string;
}

async function withBundles(measure: (folders: Bundles) => Promise<Section>): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), 'cname-rescue-cold-start-'));
  const folders = { ours: join(folder, 'ours'), zod: join(folder, 'zod'), valibot: join(folder, 'valibot') };
  try {
    await bundle(folders.ours);
    await defaultBundles(folders.zod, 'zod');
    await defaultBundles(folders.valibot, 'valibot');
    return await measure(folders);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function size(folders: Bundles): Promise<Section> {
  const kilobytes = async (folder: string, name: string) =>
    gzipSync(await readFile(join(folder, `${name}.mjs`)), { level: 9 }).length / 1000;
  const figures: Figure[] = [];
  for (const name of FUNCTIONS) {
    const ours = await kilobytes(folders.ours, name);
    const zod = await kilobytes(folders.zod, name);
    const valibot = await kilobytes(folders.valibot, name);
    figures.push(
      figure({
        what: name,
        unit: 'KB',
        ours: { is: ours },
        others: { [DEFAULT]: { is: zod }, [OWN_SCHEMAS]: { is: valibot } },
        ratio: ours / zod,
        goal: { of: 'ours', atMost: name === 'check-ownership-proof' ? MOST_KB_OF_PROOF : MOST_KB },
      }),
    );
  }
  return {
    title: 'SIZE',
    others: [DEFAULT, OWN_SCHEMAS],
    figures,
    notes: ['Gzipped, in KB of 1,000 bytes.', WHAT_IS_DEFAULT],
  };
}

const WHAT_IS_DEFAULT = `${DEFAULT}: the same handlers, minified ES modules as esbuild makes them by itself, with the SDK's whole credential chain and schemas by \`import { z } from 'zod'\`. ${OWN_SCHEMAS}: the same with valibot.`;

async function imports(folders: Bundles): Promise<Section> {
  const figures: Figure[] = [];
  for (const name of FUNCTIONS) figures.push(await importOf(name, folders));
  return {
    title: 'IMPORT',
    others: [DEFAULT, OWN_SCHEMAS],
    figures,
    notes: [
      `Each in a fresh process, from before the import to the handler: clients made, environment read. Medians of ${ROUNDS} rounds, interleaved, after one that does not count; ratios to the default are taken round by round.`,
    ],
  };
}

async function importOf(name: string, folders: Bundles): Promise<Figure> {
  const rounds: { ours: number; zod: number; valibot: number }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    rounds.push({
      ours: importTime(join(folders.ours, `${name}.mjs`)),
      zod: importTime(join(folders.zod, `${name}.mjs`)),
      valibot: importTime(join(folders.valibot, `${name}.mjs`)),
    });
  }
  // The first one has the files read from the disk.
  const counted = rounds.slice(1);
  return figure({
    what: name,
    unit: 'ms',
    ours: { is: median(counted.map(({ ours }) => ours)) },
    others: {
      [DEFAULT]: { is: median(counted.map(({ zod }) => zod)) },
      [OWN_SCHEMAS]: { is: median(counted.map(({ valibot }) => valibot)) },
    },
    ratio: medianRatio(counted.map(({ ours, zod }) => ({ ours, other: zod }))),
    goal: {
      of: 'ratio',
      atMost: name === 'receive-failure' ? MOST_OF_DEFAULT_OF_RECEIVE_FAILURE : MOST_OF_DEFAULT,
    },
  });
}
