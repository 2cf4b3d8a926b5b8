/** A new version of the SDK that is written otherwise than what is put in its place: nothing is built, rather than something larger. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { sdkSchemas } from '../../bundling/sdk-schemas.ts';
import { standIns } from '../../bundling/stand-ins.ts';

/** Builds what imports a client that consists of these files. */
function building(files: Record<string, string>, plugin: Plugin) {
  const folder = mkdtempSync(join(tmpdir(), 'cname-rescue-sdk-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, 'node_modules/@aws-sdk/client-any', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const entry = { contents: "import '@aws-sdk/client-any';", resolveDir: folder };
  return build({ stdin: entry, bundle: true, write: false, logLevel: 'silent', plugins: [plugin] });
}

const PACKAGE = '{ "version": "1.0.0", "main": "dist-es/index.js" }';
const INDEX =
  "import { version } from '../package.json'; import './schemas/schemas_0.js'; console.log(version);";
const SCHEMAS = 'const _h = "http";\nvar Any$ = { [_h]: 1 };\nn0_registry.registerError(Any$, Any);\n';

test('the SDK that we have', async () => {
  const files = {
    'package.json': PACKAGE,
    'dist-es/index.js': INDEX,
    'dist-es/schemas/schemas_0.js': SCHEMAS,
  };
  expect((await building(files, sdkSchemas)).errors).toEqual([]);
});

test.each([
  ['no key is computed', SCHEMAS.replace('[_h]', '"http"')],
  ['no error is registered', SCHEMAS.replace('registerError', 'register')],
])('%s', async (_, schemas) => {
  const files = {
    'package.json': PACKAGE,
    'dist-es/index.js': INDEX,
    'dist-es/schemas/schemas_0.js': schemas,
  };
  await expect(building(files, sdkSchemas)).rejects.toThrow('schemas of another kind');
});

test('the schemas are elsewhere', async () => {
  const index = INDEX.replace('schemas_0', 'operations');
  const files = {
    'package.json': PACKAGE,
    'dist-es/index.js': index,
    'dist-es/schemas/operations.js': SCHEMAS,
  };
  await expect(building(files, sdkSchemas)).rejects.toThrow('@aws-sdk/client-any has its schemas elsewhere');
});

test('a part that has a stand-in is elsewhere', async () => {
  const files = { 'package.json': PACKAGE, 'dist-es/index.js': '' };
  await expect(building(files, standIns)).rejects.toThrow('is not in the SDK any more');
});
