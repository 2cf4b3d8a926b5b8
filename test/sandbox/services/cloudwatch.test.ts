import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { cloudwatch } from '../../../sandbox/services/cloudwatch.ts';
import { ACCOUNT, OTHER_ACCOUNT, wire } from '../wire/wire.ts';

async function started(...names: string[]) {
  const events: unknown[] = [];
  const server = await wire({ services: [cloudwatch({ put: (event) => events.push(event) })] });
  const client = new CloudWatchClient(server.as());
  for (const AlarmName of names)
    await client.send(
      new PutMetricAlarmCommand({
        AlarmName,
        AlarmDescription: `What ${AlarmName} means.`,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        EvaluationPeriods: 1,
        Threshold: 1,
      }),
    );
  return { client, server, events };
}

const setTo = (AlarmName: string, StateValue: 'ALARM' | 'OK') =>
  new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'to try it out' });

test('alarms are listed by the beginning of their name and their state, each account its own', async () => {
  const { client, server } = await started('a-one', 'a-two', 'b');
  await client.send(setTo('a-two', 'ALARM'));
  const names = async (input: object, from = client) =>
    ((await from.send(new DescribeAlarmsCommand(input))).MetricAlarms ?? []).map(
      ({ AlarmName }) => AlarmName,
    );
  expect(await names({ AlarmNamePrefix: 'a-' })).toEqual(['a-one', 'a-two']);
  expect(await names({ AlarmNamePrefix: 'a-', StateValue: 'ALARM' })).toEqual(['a-two']);
  expect(await names({}, new CloudWatchClient(server.as(OTHER_ACCOUNT)))).toEqual([]);
  const { NextToken } = await client.send(new DescribeAlarmsCommand({ MaxRecords: 2 }));
  expect(await names({ NextToken })).toEqual(['b']);
});

test('a state that is set goes to the event bus', async () => {
  const { client, events } = await started('one');
  await client.send(setTo('one', 'ALARM'));
  expect(events).toMatchObject([
    {
      source: 'aws.cloudwatch',
      'detail-type': 'CloudWatch Alarm State Change',
      account: ACCOUNT,
      detail: {
        alarmName: 'one',
        state: { value: 'ALARM', reason: 'to try it out', timestamp: expect.any(String) },
        previousState: { value: 'OK' },
        configuration: { description: 'What one means.' },
      },
    },
  ]);
  await expect(client.send(setTo('two', 'ALARM'))).rejects.toMatchObject({ name: 'ResourceNotFound' });
});

test('its actions are turned off and on', async () => {
  const { client } = await started('one');
  const enabled = async () =>
    (await client.send(new DescribeAlarmsCommand({}))).MetricAlarms?.map(
      ({ ActionsEnabled }) => ActionsEnabled,
    );
  await client.send(new DisableAlarmActionsCommand({ AlarmNames: ['one', 'none'] }));
  expect(await enabled()).toEqual([false]);
  await client.send(new EnableAlarmActionsCommand({ AlarmNames: ['one'] }));
  expect(await enabled()).toEqual([true]);
});
