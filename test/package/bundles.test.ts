/** What the bundles weigh, and that nothing in the product leans on what was left out of them. */
import { globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { FUNCTIONS } from '../../bundling/bundle.ts';

const text = (name: string) => readFileSync(`dist/${name}.mjs`, 'utf8');
/** Of 1,000 bytes. */
const kilobytes = (name: string) => gzipSync(text(name), { level: 9 }).length / 1000;

test.each(FUNCTIONS)('%s: at most 110 KB gzipped', (name) => {
  expect(kilobytes(name)).toBeLessThanOrEqual(110);
});

test('the function that waits for the ownership proof: at most 20 KB', () => {
  expect(kilobytes('check-ownership-proof')).toBeLessThanOrEqual(20);
});

test('what only asks name servers, or only prints, carries no AWS SDK', () => {
  // What every client of the SDK signs its requests with.
  const signs = (name: string) => text(name).toLowerCase().includes('x-amz-');
  expect(FUNCTIONS.filter((name) => !signs(name))).toEqual([
    'check-alias-record',
    'check-ownership-proof',
    'record-metrics',
  ]);
});

test('of a service, a bundle has the operations that it calls, and no others', () => {
  expect(text('move-alias')).toContain('"UpdateDomainAssociation"');
  expect(text('move-alias')).not.toContain('CreateCachePolicy');
  expect(text('announce-by-sns')).toContain('"Publish"');
  expect(text('announce-by-sns')).not.toContain('CreateTopic');
});

test('errors of AWS are told by their names: their classes are not registered, so none is ever thrown', async () => {
  const IMPORT = /import \{([^}]+)\} from '(@aws-sdk\/client-[^']+)'/g;
  const imports = globSync('{functions,providers,remediation}/**/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(IMPORT)].flatMap(([, names = '', client = '']) =>
      names.split(',').map((name) => ({ file, client, name: name.trim() })),
    ),
  );
  expect(imports.length).toBeGreaterThan(0);
  const classes = [];
  for (const { file, client, name } of imports) {
    const { [name]: imported }: Record<string, unknown> = await import(client);
    if (typeof imported === 'function' && imported.prototype instanceof Error)
      classes.push(`${file}: ${name}`);
  }
  expect(classes).toEqual([]);
});

test('nor by a name that only the SDK has: in a bundle, errors of IAM and SNS have the code that AWS sends', async () => {
  const files = globSync('{functions,providers,remediation}/**/*.ts').map((file) =>
    readFileSync(file, 'utf8'),
  );
  const read = [];
  for (const client of ['@aws-sdk/client-iam', '@aws-sdk/client-sns']) {
    const renamed = Object.values(await import(client)).flatMap(renamedError);
    expect(renamed.length).toBeGreaterThan(0);
    const users = files.filter((file) => file.includes(`from '${client}'`));
    expect(users.length).toBeGreaterThan(0);
    read.push(...renamed.filter((name) => users.some((file) => file.includes(`'${name}'`))));
  }
  expect(read).toEqual([]);
});

/** The name of an error whose schema says that AWS sends another code. */
function renamedError(exported: unknown): string[] {
  const [kind, , name, traits] = Array.isArray(exported) ? exported : [];
  const [code] = traits?.awsQueryError ?? [];
  return kind === -3 && code !== undefined && code !== name ? [name] : [];
}
