/** `npm start`, `npm run rehearse`: plays one scenario, or an event from a file, and shows it live. */
import { parseArgs } from 'node:util';
import { lines } from '../rehearsal/print.ts';
import { rehearse } from '../rehearsal/rehearse.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { eventScenario, readEvent } from '../scenarios/event.ts';
import { DEFAULT, SCENARIOS } from '../scenarios/index.ts';
import { command, interrupted, UsageError } from '../usage.ts';

const HELP = `npm run rehearse -- [--list] [--scenario NAME] [--event FILE] [--json]

  --list           all scenarios, with a sentence each
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
  if (values.list) {
    console.log(values.json ? JSON.stringify(SCENARIOS.map(({ name, about }) => ({ name, about }))) : list());
    return 0;
  }
  if (values.event !== undefined && values.scenario !== undefined) {
    throw new UsageError('--scenario and --event exclude each other: give one of them.');
  }
  const scenario =
    values.event === undefined
      ? scenarioNamed(values.scenario)
      : eventScenario(await readEvent(values.event));

  const stopped = interrupted();
  if (values.json) {
    const report = await rehearse(scenario, () => {}, stopped);
    console.log(JSON.stringify(report, null, 2));
    return report.ok ? 0 : 1;
  }
  const { isTTY, columns } = process.stdout;
  const look = { colour: isTTY && !process.env.NO_COLOR, width: isTTY ? columns : 0 };
  console.log(`${scenario.name}: ${scenario.about}\n`);
  const report = await rehearse(scenario, (entry) => console.log(lines(entry, look).join('\n')), stopped);
  return report.ok ? 0 : 1;
});

function list(): string {
  const width = Math.max(...SCENARIOS.map(({ name }) => name.length));
  return SCENARIOS.map(({ name, about }) => `${name.padEnd(width)}  ${about}`).join('\n');
}

function scenarioNamed(name: string | undefined): Scenario {
  if (name === undefined) return DEFAULT;
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (found) return found;
  throw new UsageError(
    `There is no scenario "${name}". There are: ${SCENARIOS.map((scenario) => scenario.name).join(', ')}.`,
  );
}
