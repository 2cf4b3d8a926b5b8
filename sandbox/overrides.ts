/**
 * Another value for a variable of the packaged stage: what an operator would reach with another parameter. Only functions
 * that have the variable get it, so nothing can be set that a deployment could not set.
 */
import { UsageError } from './usage.ts';

/** By name, as in infra/functions.yml. */
export type Overrides = Readonly<Record<string, string>>;

export function createOverrides(overrides: Overrides) {
  const used = new Set<string>();
  return {
    /** What the function has, with the other values in place. */
    apply(environment: Readonly<Record<string, string>>): Record<string, string> {
      const changed = Object.entries(overrides).filter(([name]) => Object.hasOwn(environment, name));
      for (const [name] of changed) used.add(name);
      return { ...environment, ...Object.fromEntries(changed) };
    },

    /** @throws UsageError when no function of the stack has one of them. */
    assertUsed(): void {
      const unused = Object.keys(overrides).filter((name) => !used.has(name));
      if (unused.length > 0) throw new UsageError(`No function of the stack has ${unused.join(', ')}.`);
    },
  };
}

/** `NAME=VALUE`, as often as wanted. @throws UsageError */
export function parseOverrides(texts: readonly string[]): Overrides {
  const pairs = texts.map((text): [string, string] => {
    const at = text.indexOf('=');
    if (at < 1) throw new UsageError(`--env ${text}: it has the form NAME=VALUE.`);
    return [text.slice(0, at), text.slice(at + 1)];
  });
  return Object.fromEntries(pairs);
}
