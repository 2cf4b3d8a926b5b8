/** `npm run bench`: measures, compares, and says whether the goals are met. */
import { parseArgs } from 'node:util';
import { twoColumns } from '../sandbox/two-columns.ts';
import { command, UsageError } from '../sandbox/usage.ts';
import { coldStart } from './cold-start/cold-start.ts';
import { dns } from './dns/dns.ts';
import { type Bench, missed, type Section } from './figure.ts';
import { table } from './table.ts';

const BENCHES: Record<string, Bench> = { dns, 'cold-start': coldStart };

const HELP = `npm run bench -- [NAME…] [--list] [--json]

  NAME    one of those that --list shows; all of them unless given
  --list  all benches, with a sentence each
  --json  one JSON document at the end instead of the tables

Exit code: 0 when every goal is met, 1 when one is missed or could not be measured, 2 when the command was wrong.`;

await command(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      list: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.list) {
    const all = Object.entries(BENCHES).map(([name, { about }]) => ({ name, about }));
    const { isTTY, columns } = process.stdout;
    const rows = all.map(({ name, about }) => [name, about] as const);
    console.log(values.json ? JSON.stringify(all) : twoColumns(rows, { width: isTTY ? columns : 0 }));
    return 0;
  }
  const show = values.json ? () => {} : (text: string) => console.log(text);
  const benches = [];
  for (const [name, bench] of chosen(positionals)) {
    show(`${name}: ${bench.about}\n`);
    const sections: Section[] = [];
    for (const measure of bench.sections) {
      const section = await measure();
      sections.push(section);
      show(`${table(section)}\n`);
    }
    const misses = missed(sections);
    show(misses.length === 0 ? 'Every goal is met.' : `Missed: ${misses.join('; ')}.`);
    benches.push({ name, ok: misses.length === 0, sections });
  }
  const ok = benches.every((bench) => bench.ok);
  if (values.json) console.log(JSON.stringify({ ok, benches }, null, 2));
  return ok ? 0 : 1;
});

function chosen(names: readonly string[]): [string, Bench][] {
  if (names.length === 0) return Object.entries(BENCHES);
  return [...new Set(names)].map((name) => {
    const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
    if (bench) return [name, bench];
    throw new UsageError(`There is no bench "${name}". There are: ${Object.keys(BENCHES).join(', ')}.`);
  });
}
