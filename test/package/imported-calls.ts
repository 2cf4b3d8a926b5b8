/** Which calls of AWS a module makes, with all that it imports of ours: what it imports of the SDK's clients. */
import { createRequire } from 'node:module';
import { build } from 'esbuild';

/** `import { DescribeExecutionCommand as DescribeExecutionCommand2, SFNClient } from "@aws-sdk/client-sfn";`, as esbuild writes it. */
const IMPORT = /import \{([^}]+)\} from "(@aws-sdk\/client-[^"]+)"/g;
/** A command, or what makes the same call for every page. */
const CALL = /^(?:(\w+)Command|paginate(\w+))$/;

/** @returns as in `SFN.DescribeExecution`, client and operation in the SDK's words */
export async function importedCalls(entry: string): Promise<string[]> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    // What nothing uses is left out; its imports stay.
    treeShaking: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    write: false,
  });
  return callsImported(outputFiles.map(({ text }) => text).join('\n'));
}

/** @throws Error where something is imported of which it is not known what it calls */
export function callsImported(bundle: string): string[] {
  const code = bundle.replace(IMPORT, '');
  const imports = [...bundle.matchAll(IMPORT)].flatMap(([, names = '', client = '']) =>
    names.split(',').flatMap((each) => {
      const [name = '', here = name] = each.trim().split(' as ');
      return new RegExp(`\\b${here}\\b`).test(code) ? [{ client, name }] : [];
    }),
  );
  const clients = new Map(
    imports.flatMap(({ client, name }) => (name.endsWith('Client') ? [[client, name.slice(0, -6)]] : [])),
  );
  const calls = imports.flatMap(({ client, name }) => {
    if (name.endsWith('Client')) return [];
    const [, command, pages] = CALL.exec(name) ?? [];
    const operation = command ?? pages;
    const service = clients.get(client);
    if (operation === undefined && isEnumeration(client, name)) return [];
    if (operation === undefined || service === undefined)
      throw new Error(`What ${name} of ${client} calls is not known here`);
    return [`${service}.${operation}`];
  });
  return [...new Set(calls)].toSorted();
}

/** `MinimumProtocolVersion`: words of the API, which call nothing. */
function isEnumeration(client: string, name: string): boolean {
  return typeof createRequire(import.meta.url)(client)[name] === 'object';
}
