/** Finds the handler in its bundle, in the way and with the errors of the Node.js runtime of Lambda. */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Handler = (event: unknown, context: object) => unknown;

/** @param handler path and export: `dist/move-alias.handler` */
export async function loadHandler(taskRoot: string, handler: string): Promise<Handler> {
  // The first dot of the file name ends the module; what follows is a path into its exports.
  const [, name, exportPath] = /^([^.]*)\.(.+)$/.exec(basename(handler)) ?? [];
  if (name === undefined || exportPath === undefined)
    throw named('Runtime.MalformedHandlerName', 'Bad handler');
  const exports = await importModule(join(taskRoot, dirname(handler), name), name);
  const found = exportPath.split('.').reduce<unknown>((value, key) => property(value, key), exports);
  if (found === undefined) {
    throw named('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  }
  if (typeof found !== 'function') throw named('Runtime.HandlerNotFound', `${handler} is not a function`);
  if (found.length > 2) {
    // Since nodejs24.x a third parameter, the callback of old, keeps a function from starting.
    throw named(
      'Runtime.CallbackHandlerDeprecated',
      `${handler} declares a third parameter, and this runtime has no callbacks`,
    );
  }
  return (event, context) => found(event, context);
}

async function importModule(file: string, name: string): Promise<unknown> {
  const path = ['.mjs', '.js', '.cjs'].map((extension) => file + extension).find((path) => existsSync(path));
  if (path === undefined) {
    throw named('Runtime.ImportModuleError', `Error: Cannot find module '${name}'`);
  }
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    if (error instanceof SyntaxError) throw named('Runtime.UserCodeSyntaxError', String(error), error);
    const code = property(error, 'code');
    if (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') {
      throw named('Runtime.ImportModuleError', String(error), error);
    }
    throw error;
  }
}

function property(value: unknown, key: string): unknown {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
    ? Reflect.get(value, key)
    : undefined;
}

function named(name: string, message: string, from?: unknown): Error {
  const error = new Error(message);
  error.name = name;
  if (from instanceof Error && from.stack !== undefined) error.stack = from.stack;
  return error;
}
