/**
 * Domain names as the sandbox compares them: lower case (RFC 4343), no trailing dot, the root as the empty string.
 */

export function canonical(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** The name without its first label; `undefined` for the root. */
export function parentOf(name: string): string | undefined {
  if (name === '') return undefined;
  const dot = name.indexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1);
}

/** The name itself, then each ancestor up to the top-level domain. */
export function withAncestors(name: string): string[] {
  const names: string[] = [];
  for (let at: string | undefined = name; at; at = parentOf(at)) names.push(at);
  return names;
}

/** Whether a name is the ancestor or below it. */
export function isWithin(name: string, ancestor: string): boolean {
  return ancestor === '' || name === ancestor || name.endsWith(`.${ancestor}`);
}
