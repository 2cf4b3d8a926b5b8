/** Every scenario, played whole: the shipped bundles, the packaged stack, real protocols, real time. */
import { describe, expect, test } from 'vitest';
import { rehearse } from '../../sandbox/rehearsal/rehearse.ts';
import { SCENARIOS } from '../../sandbox/scenarios/index.ts';

describe.concurrent('scenarios', () => {
  test.for(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', async ([, scenario]) => {
    const report = await rehearse(scenario, () => {});
    expect(report.problems).toEqual([]);
    expect(report.ok).toBe(true);
    expect(report.execution?.name).toContain('www.example.com');
  });
});
