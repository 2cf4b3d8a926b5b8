/** The package that `npm pack` makes of the command. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';
import { cli } from '../../bundling/bundle-cli.ts';
import own from '../../package.json' with { type: 'json' };

const folder = mkdtempSync(join(tmpdir(), 'command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('whoever installs it gets the packages that it imports, and no others', async () => {
  const { metafile } = await build({ ...cli, outfile: 'unused.mjs', write: false, metafile: true });
  const imported = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports.map(({ path }) => path))
    .filter((path) => !isBuiltin(path))
    .map((path) => path.split('/', path.startsWith('@') ? 2 : 1).join('/'));
  expect(Object.keys(own.dependencies).toSorted()).toEqual([...new Set(imported)].toSorted());
});

test('the package has the command and the runbook that the command points to, and no sources', () => {
  // dist/ is there: making it anew would be in the way of tests that use it.
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [tarball]: [{ filename: string; files: { path: string }[] }] = JSON.parse(packed);
  const files = tarball.files.map(({ path }) => path);
  expect(files).toContain('docs/runbook/ProofDeadlineExceeded.md');
  expect(files.filter((path) => /\.(ts|mjs|cjs|js)$/.test(path))).toEqual([
    'cli/bin/cname-rescue.mjs',
    'dist/cname-rescue.mjs',
  ]);
  execFileSync('tar', ['-xzf', join(folder, tarball.filename), '-C', folder]);
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
});

/** Somewhere else, with no credentials to be found. */
function run(root: string, args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, own.bin['cname-rescue']), ...args],
    {
      cwd: tmpdir(),
      env: { PATH: process.env.PATH, HOME: folder, AWS_EC2_METADATA_DISABLED: 'true' },
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}

describe.each([
  ['from a clone', process.cwd()],
  ['from the package', join(folder, 'package')],
])('%s', (_, root) => {
  test('it runs, wherever it is called', () => {
    expect(run(root, ['--version'])).toEqual({ status: 0, stdout: `${own.version}\n`, stderr: '' });
    expect(run(root, ['list'])).toMatchObject({
      status: 3,
      stdout: '',
      stderr: expect.stringMatching(/no AWS credentials/),
    });
  });
});
