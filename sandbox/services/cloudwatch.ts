/** CloudWatch's alarms. No metric is watched: an alarm is in the state that somebody sets, OK to begin with. */
import * as sdk from '@aws-sdk/client-cloudwatch';
import type { EventBuses } from '../parts.ts';
import { PerAccount } from '../wire/account.ts';
import { AwsError, type Caller, type Service } from '../wire/service.ts';
import { page } from './paging.ts';

type Alarm = sdk.MetricAlarm & { AlarmName: string };

/** DescribeAlarms of the API Reference: MaxRecords. */
const MOST_LISTED = 100;

export function cloudwatch(buses: EventBuses): Service {
  const accounts = new PerAccount(() => new Map<string, Alarm>());

  return {
    sdk,
    client: 'CloudWatchClient',
    operations: {
      PutMetricAlarm(input: sdk.PutMetricAlarmCommandInput, { account, region }: Caller) {
        const { AlarmName = '', Tags: _, ...settings } = input;
        accounts.of(account).set(AlarmName, {
          AlarmName,
          AlarmArn: `arn:aws:cloudwatch:${region}:${account}:alarm:${AlarmName}`,
          ActionsEnabled: true,
          StateValue: 'OK',
          StateReason: 'Nothing was measured yet.',
          StateUpdatedTimestamp: new Date(),
          ...settings,
        });
        return {};
      },

      DescribeAlarms(input: sdk.DescribeAlarmsCommandInput, { account }: Caller) {
        const { AlarmNamePrefix = '', AlarmNames, StateValue, NextToken, MaxRecords = MOST_LISTED } = input;
        const found = [...accounts.of(account).values()].filter(
          ({ AlarmName, StateValue: state }) =>
            AlarmName.startsWith(AlarmNamePrefix) &&
            (AlarmNames?.includes(AlarmName) ?? true) &&
            (StateValue ?? state) === state,
        );
        const cut = page(found, ({ AlarmName }) => AlarmName, { marker: NextToken, size: MaxRecords });
        if (!cut) throw new AwsError('InvalidNextToken', 'The next token specified is invalid.');
        return { MetricAlarms: cut.items, ...(cut.next !== undefined && { NextToken: cut.next }) };
      },

      /** CloudWatch takes it back at its next look at the metric; here it stays. */
      SetAlarmState(input: sdk.SetAlarmStateCommandInput, { account, region }: Caller) {
        const alarm = accounts.of(account).get(input.AlarmName ?? '');
        if (!alarm) throw new AwsError('ResourceNotFound', `There is no alarm ${input.AlarmName}.`, 404);
        const previousState = stateOf(alarm);
        alarm.StateValue = input.StateValue;
        alarm.StateReason = input.StateReason;
        alarm.StateUpdatedTimestamp = new Date();
        // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
        buses.put({
          source: 'aws.cloudwatch',
          'detail-type': 'CloudWatch Alarm State Change',
          account,
          region,
          resources: [alarm.AlarmArn ?? ''],
          detail: {
            alarmName: alarm.AlarmName,
            state: stateOf(alarm),
            previousState,
            configuration: { description: alarm.AlarmDescription },
          },
        });
        return {};
      },

      DisableAlarmActions: ({ AlarmNames }: sdk.DisableAlarmActionsCommandInput, { account }: Caller) =>
        setActions(accounts.of(account), AlarmNames, false),

      EnableAlarmActions: ({ AlarmNames }: sdk.EnableAlarmActionsCommandInput, { account }: Caller) =>
        setActions(accounts.of(account), AlarmNames, true),
    },
  };
}

function stateOf({ StateValue, StateReason, StateUpdatedTimestamp }: Alarm) {
  return { value: StateValue, reason: StateReason, timestamp: StateUpdatedTimestamp?.toISOString() };
}

/** A name that there is not is passed over. */
function setActions(alarms: Map<string, Alarm>, names: readonly string[] = [], enabled: boolean): object {
  for (const name of names) {
    const alarm = alarms.get(name);
    if (alarm) alarm.ActionsEnabled = enabled;
  }
  return {};
}
