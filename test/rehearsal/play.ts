/** Scenarios, played whole: the shipped bundles, the packaged stack, real protocols, real time. */
import { describe, expect, test } from 'vitest';
import { rehearse } from '../../sandbox/rehearsal/rehearse.ts';
import { SCENARIOS } from '../../sandbox/scenarios/index.ts';

/** Every second scenario from this one on: two files play them all, each in a process of its own. */
export function playEverySecond(first: 0 | 1): void {
  const mine = SCENARIOS.filter((_, position) => position % 2 === first);
  describe.concurrent('scenarios', () => {
    test.for(mine.map((scenario) => [scenario.name, scenario] as const))('%s', async ([, scenario]) => {
      const report = await rehearse(scenario, () => {});
      expect(report.problems).toEqual([]);
      expect(report.ok).toBe(true);
      // An execution name may not have an asterisk.
      const alias = report.alias?.replace('*', 'wildcard');
      // `+2`: there are two more.
      expect(report.execution?.name).toMatch(new RegExp(`^${RegExp.escape(`${alias}`)}(\\+\\d+)?_`));
    });
  });
}
