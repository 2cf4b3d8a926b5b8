import {
  type AdvancedFieldSelector,
  CloudTrailClient,
  DescribeTrailsCommand,
  type EventSelector,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { describe, expect, test } from 'vitest';
import { createTrails } from '../../../sandbox/services/cloudtrail/cloudtrail.ts';
import { areSelected } from '../../../sandbox/services/cloudtrail/selectors.ts';
import { ACCOUNT, OTHER_ACCOUNT, wire } from '../wire/wire.ts';

const failedUpdate = {
  eventCategory: 'Management',
  eventSource: 'cloudfront.amazonaws.com',
  eventName: 'UpdateDistribution',
  readOnly: false,
};
const arn = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/management-events`;

async function started() {
  const trails = createTrails();
  const server = await wire({ services: [trails.service] });
  return { client: new CloudTrailClient(server.as()), server, logs: trails.logs };
}

test('an account begins with a trail of every Region that logs all management events', async () => {
  const { client, logs } = await started();
  const { trailList } = await client.send(new DescribeTrailsCommand({}));
  expect(trailList).toMatchObject([
    {
      TrailARN: arn,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      HasCustomEventSelectors: false,
    },
  ]);
  const status = await client.send(new GetTrailStatusCommand({ Name: arn }));
  expect(status).toMatchObject({ IsLogging: true, StartLoggingTime: expect.any(Date) });
  const { EventSelectors } = await client.send(
    new GetEventSelectorsCommand({ TrailName: 'management-events' }),
  );
  expect(EventSelectors).toEqual([{ ReadWriteType: 'All', IncludeManagementEvents: true }]);
  expect(logs(ACCOUNT, failedUpdate)).toBe(true);
});

test('logging is stopped and started again, for this account alone', async () => {
  const { client, logs } = await started();
  await client.send(new StopLoggingCommand({ Name: arn }));
  const status = await client.send(new GetTrailStatusCommand({ Name: arn }));
  expect(status).toMatchObject({ IsLogging: false, StopLoggingTime: expect.any(Date) });
  expect([logs(ACCOUNT, failedUpdate), logs(OTHER_ACCOUNT, failedUpdate)]).toEqual([false, true]);
  await client.send(new StartLoggingCommand({ Name: arn }));
  expect(logs(ACCOUNT, failedUpdate)).toBe(true);
});

test('selectors of either kind replace those before', async () => {
  const { client, logs } = await started();
  const TrailName = arn;
  await client.send(
    new PutEventSelectorsCommand({ TrailName, EventSelectors: [{ IncludeManagementEvents: false }] }),
  );
  expect(logs(ACCOUNT, failedUpdate)).toBe(false);
  const AdvancedEventSelectors = [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }];
  await client.send(new PutEventSelectorsCommand({ TrailName, AdvancedEventSelectors }));
  expect(logs(ACCOUNT, failedUpdate)).toBe(true);
  const selectors = await client.send(new GetEventSelectorsCommand({ TrailName }));
  expect(selectors).toMatchObject({ TrailARN: arn, AdvancedEventSelectors });
  expect(selectors.EventSelectors).toBeUndefined();
  await expect(client.send(new PutEventSelectorsCommand({ TrailName }))).rejects.toMatchObject({
    name: 'InvalidEventSelectorsException',
  });
});

test('a trail that is not there, also that of another account', async () => {
  const { server } = await started();
  const stranger = new CloudTrailClient(server.as(OTHER_ACCOUNT));
  await expect(stranger.send(new GetTrailStatusCommand({ Name: arn }))).rejects.toMatchObject({
    name: 'TrailNotFoundException',
  });
});

describe('which events are selected', () => {
  test.for<[EventSelector, boolean]>([
    [{}, true],
    [{ ReadWriteType: 'WriteOnly' }, true],
    [{ ReadWriteType: 'ReadOnly' }, false],
    [{ IncludeManagementEvents: false }, false],
    [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }, true],
    [{ ExcludeManagementEventSources: ['cloudfront.amazonaws.com'] }, false],
  ])('by %j: %s', ([selector, selected]) => {
    expect(areSelected({ basic: [selector] }, failedUpdate)).toBe(selected);
  });

  test.for<[Omit<AdvancedFieldSelector, 'Field'> & { Field: string }, boolean]>([
    [{ Field: 'eventCategory', Equals: ['Data'] }, false],
    [{ Field: 'readOnly', Equals: ['false'] }, true],
    [{ Field: 'readOnly', Equals: ['true'] }, false],
    [{ Field: 'eventSource', NotEquals: ['cloudfront.amazonaws.com'] }, false],
    [{ Field: 'eventName', StartsWith: ['Update'] }, true],
    [{ Field: 'eventName', NotStartsWith: ['Update'] }, false],
    [{ Field: 'eventName', EndsWith: ['Tenant'] }, false],
    [{ Field: 'eventName', NotEndsWith: ['Distribution'] }, false],
  ])('by the field %j: %s', ([field, selected]) => {
    const FieldSelectors = [{ Field: 'eventSource', EndsWith: ['.amazonaws.com'] }, field];
    expect(areSelected({ advanced: [{ FieldSelectors }] }, failedUpdate)).toBe(selected);
  });
});
