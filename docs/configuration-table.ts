/**
 * What an operator may set, as a table: the part of README.md that is made from infra/parameters.ts. `npx node docs/configuration-table.ts`
 * prints it, `npx node docs/configuration-table.ts --write` puts it into the page.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { withWords } from '../infra/parameters/kinds.ts';
import { DECLARED, type Parameter } from '../infra/parameters.ts';
import { withPart } from './generated-part.ts';

const PART = { name: 'configuration', command: 'npx node docs/configuration-table.ts --write' };

export function configurationTable(parameters: ReadonlyMap<string, Parameter>): string {
  const rows = [...parameters].map(([name, parameter]) => row(name, parameter));
  return `| parameter | default | has to be | meaning |\n|---|---|---|---|\n${rows.join('')}`;
}

export function withConfigurationTable(page: string, table: string): string {
  return withPart(page, PART, table);
}

function row(name: string, { default: usual, kind, meaning }: Parameter): string {
  return `| \`${name}\` | ${shown(usual)} | ${kind.allowed} | ${meaning} |\n`;
}

function shown(usual: Parameter['default']): string {
  if (usual === '') return 'none';
  return typeof usual === 'number' ? withWords(usual) : `\`${usual}\``;
}

if (import.meta.main) {
  const page = new URL('../README.md', import.meta.url);
  const table = configurationTable(DECLARED);
  if (process.argv.includes('--write')) {
    writeFileSync(page, withConfigurationTable(readFileSync(page, 'utf8'), table));
  } else {
    process.stdout.write(table);
  }
}
