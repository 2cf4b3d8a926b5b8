/** What taking pictures needs besides Node. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Programs {
  /** Paths. */
  chromium: string;
  pngquant: string;
}

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];

/**
 * The environment's `CHROMIUM` is the path of one that is not on its `PATH`.
 *
 * @throws Error with what is missing, and how to install it.
 */
export function findPrograms(environment: NodeJS.ProcessEnv): Programs {
  const chromium = environment.CHROMIUM ?? onPath(environment, ...CHROMIUM);
  const pngquant = onPath(environment, 'pngquant');
  const missing = [
    ...(chromium ? [] : ['Chromium (on the PATH, or its path as CHROMIUM)']),
    ...(pngquant ? [] : ['pngquant']),
    ...(hasJapanese(environment) ? [] : ['a font for Japanese']),
  ];
  if (!chromium || !pngquant || missing.length > 0) {
    throw new Error(
      `For pictures this is missing: ${missing.join(', ')}.\nOn Debian: apt-get install chromium pngquant fonts-noto-core fonts-noto-cjk`,
    );
  }
  return { chromium, pngquant };
}

function onPath({ PATH = '' }: NodeJS.ProcessEnv, ...names: string[]): string | undefined {
  return PATH.split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Asked of fontconfig; where there is none, the system brings its own fonts. */
function hasJapanese(environment: NodeJS.ProcessEnv): boolean {
  const fcList = onPath(environment, 'fc-list');
  return fcList === undefined || spawnSync(fcList, [':lang=ja']).stdout.length > 0;
}
