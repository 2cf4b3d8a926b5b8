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
import { UsageError } from './usage.ts';

export interface Unpacked {
  codeDir: string;
  remove(): Promise<void>;
}

/**
 * Every zip of the folder: their files do not overlap, each holds one bundle.
 *
 * @throws UsageError when there is no such folder.
 */
export async function unpack(packageDir: string): Promise<Unpacked> {
  const zips = await zipsIn(packageDir);
  const codeDir = await mkdtemp(join(tmpdir(), 'cname-rescue-'));
  const remove = () => rm(codeDir, { recursive: true, force: true });
  const extracted = await Promise.allSettled(zips.map((zip) => extract(zip, codeDir)));
  const failed = extracted.find((each) => each.status === 'rejected');
  if (!failed) return { codeDir, remove };
  await remove();
  throw failed.reason;
}

async function zipsIn(packageDir: string): Promise<string[]> {
  try {
    const files = await readdir(packageDir);
    return files.filter((file) => file.endsWith('.zip')).map((zip) => join(packageDir, zip));
  } catch (error) {
    throw new UsageError(`The stack is not packaged (${packageDir}): run "npm run package:sandbox" first.`, {
      cause: error,
    });
  }
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
