/** How long, for a person. */

/** From the largest on, in seconds. */
const UNITS = { d: 86_400, h: 3600, m: 60, s: 1 };

/** In the largest unit that fits, and the one below: `3d 4h`, `12m 5s`, `0s`. */
export function duration(seconds: number): string {
  let rest = Math.max(0, Math.floor(seconds));
  const parts = Object.entries(UNITS).map(([name, unit]) => {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    return { text: `${count}${name}`, count };
  });
  const first = parts.findIndex(({ count }) => count > 0);
  const shown = first < 0 ? parts.slice(-1) : parts.slice(first, first + 2);
  return shown
    .filter(({ count }, index) => index === 0 || count > 0)
    .map(({ text }) => text)
    .join(' ');
}

/** In the largest unit that fits: `3d`. */
export function age(seconds: number): string {
  return duration(seconds).split(' ')[0] ?? '';
}

/** From one instant to another, both ISO 8601, in seconds. */
export function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}
