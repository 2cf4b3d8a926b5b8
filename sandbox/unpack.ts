/**
 * Unpacks the packaged functions, as Lambda would, into a folder of this sandbox's own: what runs is what a deployment
 * uploads, and a build meanwhile does not disturb it.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';

export interface Unpacked {
  codeDir: string;
  remove(): Promise<void>;
}

/** Every zip of the folder: their files do not overlap, each holds one bundle. */
export async function unpack(packageDir: string): Promise<Unpacked> {
  const codeDir = await mkdtemp(join(tmpdir(), 'cname-rescue-'));
  const zips = (await readdir(packageDir)).filter((file) => file.endsWith('.zip'));
  await Promise.all(zips.map((zip) => extract(join(packageDir, zip), codeDir)));
  return { codeDir, remove: () => rm(codeDir, { recursive: true, force: true }) };
}

async function extract(zip: string, into: string): Promise<void> {
  const archive = await openPromise(zip);
  for await (const entry of archive.eachEntry()) {
    // yauzl refuses names that lead out of the folder.
    if (entry.fileName.endsWith('/')) continue;
    const file = join(into, entry.fileName);
    await mkdir(dirname(file), { recursive: true });
    await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(file));
  }
}
