/** How often which function is invoked, by name. */
export type Invocations = Record<string, number>;

export function count(names: readonly string[]): Invocations {
  return together(names.map((name) => ({ [name]: 1 })));
}

export function together(all: readonly Invocations[]): Invocations {
  const sum: Invocations = {};
  for (const [name, times] of all.flatMap((each) => Object.entries(each))) {
    sum[name] = (sum[name] ?? 0) + times;
  }
  return sum;
}
