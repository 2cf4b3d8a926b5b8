/** Text on a plain ground needs few colours: a picture with a palette is a quarter as large. */
import { spawnSync } from 'node:child_process';

const COLOURS = 16;

/**
 * `pngquant` is the path of the program.
 *
 * @throws Error with what it says when it does not take the picture.
 */
export function fewColours(pngquant: string, png: Buffer): Buffer {
  const { status, stdout, stderr } = spawnSync(pngquant, ['--speed', '1', '--strip', `${COLOURS}`, '-'], {
    input: png,
    maxBuffer: 2 * png.length,
  });
  if (status !== 0) throw new Error(`pngquant made nothing of a picture: ${stderr}`);
  return stdout;
}
