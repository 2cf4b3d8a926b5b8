/** `npm start`, `npm run rehearse`: plays one scenario, or an event from a file, and shows it live. */
import { parseArgs } from 'node:util';
import { inWords } from '../rehearsal/ends.ts';
import { about, listing } from '../rehearsal/listing.ts';
import { lines } from '../rehearsal/print.ts';
import { rehearse } from '../rehearsal/rehearse.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { eventRehearsal, readEvent } from '../scenarios/event.ts';
import { CHAPTERS, DEFAULT, SCENARIOS } from '../scenarios/index.ts';
import { command, interrupted, UsageError } from '../usage.ts';

const HELP = `npm run rehearse -- [--list] [--scenario NAME] [--event FILE] [--json]

  --list           all scenarios: the situation, what happens in it, and how it ends
  --scenario NAME  plays that one (${DEFAULT.name} unless given)
  --event FILE     a CloudTrail event as EventBridge delivers it; the world is made to fit it
  --json           one JSON document at the end instead of the live view

Exit code: 0 when everything was as it must be, 1 when not, 2 when the command was wrong.`;

await command(async () => {
  const { values } = parseArgs({
    options: {
      list: { type: 'boolean', default: false },
      scenario: { type: 'string' },
      event: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const { isTTY, columns } = process.stdout;
  const width = isTTY ? columns : 0;
  if (values.list) {
    console.log(values.json ? JSON.stringify(table()) : listing(CHAPTERS, width));
    return 0;
  }
  if (values.event !== undefined && values.scenario !== undefined) {
    throw new UsageError('--scenario and --event exclude each other: give one of them.');
  }
  const scenario =
    values.event === undefined
      ? scenarioNamed(values.scenario)
      : eventRehearsal(await readEvent(values.event));

  const stopped = interrupted();
  if (values.json) {
    const report = await rehearse(scenario, () => {}, stopped);
    console.log(JSON.stringify(report, null, 2));
    return report.ok ? 0 : 1;
  }
  const look = { colour: isTTY && !process.env.NO_COLOR, width };
  console.log(`${scenario.name}: ${about(scenario)}\n`);
  const report = await rehearse(scenario, (entry) => console.log(lines(entry, look).join('\n')), stopped);
  return report.ok ? 0 : 1;
});

/** What `--list` says, for a program. */
function table() {
  return CHAPTERS.flatMap(({ title, scenarios }) =>
    scenarios.map(({ name, situation, whatHappens, ends }) => ({
      chapter: title,
      name,
      situation,
      whatHappens,
      ends: inWords(ends),
    })),
  );
}

function scenarioNamed(name: string | undefined): Scenario {
  if (name === undefined) return DEFAULT;
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (found) return found;
  throw new UsageError(
    `There is no scenario "${name}". There are: ${SCENARIOS.map((scenario) => scenario.name).join(', ')}.`,
  );
}
