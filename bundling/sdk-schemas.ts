/**
 * The AWS SDK describes every operation of a service in one module, written so that a bundler has to keep all of it. Two things
 * are in the way, and both are put here in words that say the same:
 *
 * - Traits have computed keys, `{ [_h]: … }`, whose evaluation could do something. They become plain ones.
 * - Every error is registered, by which it is kept, with its class. The calls become such that may be left out. An error without a
 *   schema comes as that of the service, with its name, message and status, and that is all we read (`awsError`). Of IAM and SNS,
 *   the name is the code that AWS sends: `NoSuchEntity`, which the SDK's class would call `NoSuchEntityException`.
 *
 * https://esbuild.github.io/api/#tree-shaking
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

const SCHEMAS = /@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_0\.js$/;
/** The version is all that the client reads, to tell AWS who calls. */
const PACKAGE = /@aws-sdk\/client-[^/]+\/package\.json$/;

/** @throws Error, by way of esbuild, when a client has its schemas elsewhere: then the SDK is another, and this wants a look. */
export const sdkSchemas: Plugin = {
  name: 'sdk-schemas',
  setup(build) {
    const clients = new Set<string>();
    const separated = new Set<string>();
    build.onLoad({ filter: SCHEMAS }, ({ path }) => {
      separated.add(clientOf(path));
      return { contents: separable(readFileSync(path, 'utf8'), path) };
    });
    build.onLoad({ filter: PACKAGE }, ({ path }) => {
      clients.add(clientOf(path));
      const { version }: { version: string } = JSON.parse(readFileSync(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
    build.onEnd(() => ({
      errors: [...clients.difference(separated)].map((client) => ({
        text: `${client} has its schemas elsewhere`,
      })),
    }));
  },
};

function clientOf(path: string): string {
  return /@aws-sdk\/client-[^/]+/.exec(path)?.[0] ?? path;
}

/** @throws Error when the module is not written as it was: then the SDK is another, and this wants a look. */
function separable(module: string, path: string): string {
  const constants = new Map(
    [...module.matchAll(/^const (_\w+) = ("[^"\\]*");$/gm)].map(([, name, text]) => [name, text]),
  );
  const plain = module.replace(/\[(_\w+)\]: /g, (key, name) =>
    constants.has(name) ? `${constants.get(name)}: ` : key,
  );
  const pure = plain.replace(/^(?=n0_registry\.registerError\()/gm, '/* @__PURE__ */ ');
  if (plain === module || pure === plain) throw new Error(`${path}: schemas of another kind`);
  return pure;
}
