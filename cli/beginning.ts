/** A remediation by the beginning of its name, which is an alias as a rule (remediation/execution-name.ts). Pure. */

/** A wildcard as it stands in names. */
export function inName(text: string): string {
  return text.replace('*', 'wildcard');
}

/** An alias in full goes before longer ones: `example.com` does not mean `example.com.au`. */
export function beginningWith<Named extends { name: string }>(
  beginning: string,
  all: readonly Named[],
): Named[] {
  const some = all.filter(({ name }) => name.toLowerCase().startsWith(beginning.toLowerCase()));
  const whole = some.filter((each) => isWhole(beginning, each));
  return whole.length > 0 ? whole : some;
}

/** All of it, or up to where the alias or the target ends. */
export function isWhole(beginning: string, { name }: { name: string }): boolean {
  return (
    name.toLowerCase().startsWith(beginning.toLowerCase()) && /^([_+]|$)/.test(name.slice(beginning.length))
  );
}
