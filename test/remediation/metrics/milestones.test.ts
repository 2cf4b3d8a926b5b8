/** What an announcement says in numbers, as it comes from the bus. */
import { expect, test } from 'vitest';
import { ANNOUNCEMENTS } from '../../../remediation/announcements/announcement.ts';
import type { Measurement } from '../../../remediation/metrics/metric.ts';
import { recordMetrics } from '../../../remediation/steps/record-metrics.ts';
import { EXECUTION, EXECUTION_ARN, remediation } from '../../doubles/documents.ts';

const TIME = '2026-11-20T03:00:00Z';
const at = Date.parse(TIME);
const details = { execution: EXECUTION };

async function recorded(type: string, more: object = {}, startedAt?: string): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  await recordMetrics({ measure: (measurement) => measurements.push(measurement) })({
    source: 'cname-rescue',
    'detail-type': type,
    time: TIME,
    detail: {
      execution: { arn: EXECUTION_ARN, name: EXECUTION, ...(startedAt && { startedAt }) },
      remediation: remediation(),
      ...more,
    },
  });
  return measurements;
}

test.each([
  ['Ownership proof seen', 'TimeToProof'],
  ['Alias confirmed', 'TimeToResolution'],
])('%s: how long it took from the start of the execution', async (type, metric) => {
  expect(await recorded(type, {}, '2026-11-20T01:00:00.500Z')).toEqual([
    { metric, value: 7199.5, details, at },
  ]);
});

test('a bus that has whole seconds only makes no time negative', async () => {
  expect(await recorded('Ownership proof seen', {}, '2026-11-20T03:00:00.900Z')).toMatchObject([
    { value: 0 },
  ]);
});

test('without the start of the execution there is nothing to measure', async () => {
  expect(await recorded('Alias confirmed')).toEqual([]);
});

test('cases and failures are counted, these with their error', async () => {
  expect(await recorded('Support case opened')).toEqual([{ metric: 'CasesOpened', value: 1, details, at }]);
  const failure = { error: 'ProofDeadlineExceeded', cause: 'nobody came' };
  expect(await recorded('Remediation failed', { failure })).toEqual([
    { metric: 'RemediationsFailed', value: 1, details: { ...details, error: failure.error }, at },
  ]);
});

test('nothing else is', async () => {
  const measured = ['Ownership proof seen', 'Alias confirmed', 'Support case opened', 'Remediation failed'];
  for (const type of ANNOUNCEMENTS.filter((each) => !measured.includes(each))) {
    expect(await recorded(type, {}, '2026-11-20T01:00:00.000Z')).toEqual([]);
  }
});

test('what is no announcement is refused, and ends in the dead-letter queue', async () => {
  await expect(recorded('Something else')).rejects.toMatchObject({ name: 'InvalidEvent' });
});
