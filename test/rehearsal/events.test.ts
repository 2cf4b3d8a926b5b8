/** Events from files, as EventBridge delivers them, each in a world made to fit it. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rehearse } from '../../sandbox/rehearsal/rehearse.ts';
import { eventRehearsal, readEvent } from '../../sandbox/scenarios/event.ts';

const play = async (file: string) =>
  rehearse(eventRehearsal(await readEvent(`test/fixtures/cloudtrail/${file}.json`)), () => {});

describe.concurrent('events that are handled', () => {
  test.for([
    ['update-distribution', 'arrived'],
    ['update-distribution-suffixed-error-code', 'arrived'],
    ['update-distribution-versioned-name', 'arrived'],
    ['update-distribution-late-addendum', 'arrived'],
    ['update-distribution-several-aliases-cloudformation', 'arrived'],
    ['update-distribution-default-certificate', 'arrived'],
    ['update-distribution-tenant', 'arrived'],
    ['create-distribution', 'as-expected'],
    ['create-distribution-with-tags-cloudformation', 'as-expected'],
    ['create-distribution-tenant', 'as-expected'],
    ['update-distribution-details-omitted', 'as-expected'],
  ])('%s: %s', async ([file = '', outcome]) => {
    const report = await play(file);
    expect(report.problems).toEqual([]);
    expect(report.outcome).toBe(outcome);
  });
});

test.concurrent('an event that a rule matches and nobody understands is no event to be ignored', async () => {
  const event = await readEvent('test/fixtures/cloudtrail/update-distribution.json');
  delete event.detail.requestParameters?.id;
  const report = await rehearse(eventRehearsal(event), () => {});
  expect(report.outcome).toBe('failed');
  expect(report.problems).toEqual([
    expect.stringContaining('UpdateDistribution without requestParameters.id'),
  ]);
});

describe.concurrent('events that must not start anything', () => {
  test.for(
    readdirSync('test/fixtures/cloudtrail/ignored').map((file) => [`ignored/${file.replace('.json', '')}`]),
  )('%s', async ([file = '']) => {
    const report = await play(file);
    expect(report.outcome).toBe('ignored');
    expect(report.execution).toBeUndefined();
  });
});
