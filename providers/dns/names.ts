/** Names as lists of labels: what lies above a name. Lower case, no trailing dot. */

/** `b.example.com` for `a.b.example.com`; empty for a single label. */
export function parentOf(name: string): string {
  const dot = name.indexOf('.');
  return dot === -1 ? '' : name.slice(dot + 1);
}

/** From the nearest up, without the root: `example.com`, `com` for `www.example.com`. */
export function ancestorsOf(name: string): string[] {
  const parent = parentOf(name);
  return parent === '' ? [] : [parent, ...ancestorsOf(parent)];
}
