/** How many remediations are open, in which phase, and how old the oldest is. */
import { expect, test } from 'vitest';
import type { Measurement } from '../../../remediation/metrics/metric.ts';
import { measureRemediations } from '../../../remediation/steps/measure-remediations.ts';

const NOW = Date.parse('2026-11-20T01:00:00Z');

interface Running {
  ageSeconds: number;
  entered: string[];
}

async function measured(...all: Running[]): Promise<{ measurements: Measurement[]; read: string[] }> {
  const measurements: Measurement[] = [];
  const read: string[] = [];
  await measureRemediations({
    executions: {
      list: async () =>
        all.map(({ ageSeconds }, index) => ({
          arn: `arn:${index}`,
          name: `n${index}`,
          startedAt: NOW - ageSeconds * 1000,
        })),
      statesEntered: async (arn) => {
        read.push(arn);
        return all[Number(arn.split(':')[1])]?.entered ?? [];
      },
    },
    measure: (measurement) => measurements.push(measurement),
    now: () => NOW,
  })();
  return { measurements, read };
}

test('where nothing is open, nothing is measured', async () => {
  expect((await measured()).measurements).toEqual([]);
});

test('each phase in which there are some, and the age of the oldest, with its name', async () => {
  const { measurements } = await measured(
    { ageSeconds: 60, entered: ['Wait for DNS'] },
    { ageSeconds: 7200, entered: ['Await Support'] },
    { ageSeconds: 3600, entered: ['Wait for DNS'] },
  );
  expect(measurements).toHaveLength(3);
  expect(measurements).toEqual(
    expect.arrayContaining([
      { metric: 'OpenRemediations', value: 2, dimensions: { phase: 'ownership-proof' } },
      { metric: 'OpenRemediations', value: 1, dimensions: { phase: 'support' } },
      { metric: 'OldestRemediationSeconds', value: 7200, details: { execution: 'n1' } },
    ]),
  );
});

test('one that another machine started a moment later than now is not younger than nothing', async () => {
  const { measurements } = await measured({ ageSeconds: -1, entered: [] });
  expect(measurements).toContainEqual(
    expect.objectContaining({ metric: 'OldestRemediationSeconds', value: 0 }),
  );
});

test('of very many, the oldest are looked at and all are counted', async () => {
  const { measurements, read } = await measured(
    ...Array.from({ length: 250 }, (_, index) => ({ ageSeconds: index, entered: ['Await Support'] })),
  );
  expect(read).toHaveLength(100);
  expect(read).toContain('arn:249');
  expect(read).not.toContain('arn:149');
  expect(measurements).toEqual(
    expect.arrayContaining([
      { metric: 'OpenRemediations', value: 100, dimensions: { phase: 'support' } },
      { metric: 'OpenRemediations', value: 150, dimensions: { phase: 'unknown' } },
    ]),
  );
});
