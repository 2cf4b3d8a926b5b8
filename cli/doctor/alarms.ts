/** Whether alarms of the stack are on, or cannot be heard. */
import { type Alarm, readAlarms } from '../../providers/operator/alarms.ts';
import { REGION, type Stack } from '../stack.ts';
import type { Check } from './check.ts';
import { revertDrift } from './drift.ts';
import { allOr, type Judgement, problem } from './finding.ts';

export const alarms: Check = {
  name: 'alarms',
  look: async ({ stack }) => judgeAlarms(await readAlarms(`${stack.name}-`), stack),
};

export function judgeAlarms(found: readonly Alarm[], stack: Stack): Judgement[] {
  if (found.length === 0) return [problem('The alarms of the stack are gone.', revertDrift(stack))];
  const on = found
    .filter(({ isInAlarm }) => isInAlarm)
    .map(({ name, description }) => {
      const [page = 'docs/runbook/README.md'] = /docs\/runbook\/[\w-]+\.md/.exec(description) ?? [];
      const says = description.replace(/ See docs\/runbook\/.*$/, '');
      return problem(`The alarm ${name} is on. ${says}`.trim(), { fix: `See ${page}.` });
    });
  const mute = found.filter(({ tells }) => !tells).map(({ name }) => name);
  const muted =
    mute.length > 0
      ? [
          problem(`Nobody hears of ${mute.length} of ${found.length} alarms: their actions are off.`, {
            fix: 'Turn them on:',
            command: `aws cloudwatch enable-alarm-actions --region ${REGION} --alarm-names ${mute.join(' ')}`,
          }),
        ]
      : [];
  return allOr([...on, ...muted], `None of the ${found.length} alarms is on.`);
}
