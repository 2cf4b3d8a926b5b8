/** The alarms of the stack. */
import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { awsClient } from '../aws/client.ts';

export interface Alarm {
  name: string;
  isInAlarm: boolean;
  /** When it goes off, somebody is told. */
  tells: boolean;
  description: string;
}

export async function readAlarms(prefix: string): Promise<Alarm[]> {
  const client = awsClient(new CloudWatchClient({}));
  const found: Alarm[] = [];
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms(
    { client },
    { AlarmNamePrefix: prefix, AlarmTypes: ['MetricAlarm'] },
  ))
    for (const { AlarmName = '', StateValue, ActionsEnabled, AlarmDescription = '' } of MetricAlarms)
      found.push({
        name: AlarmName,
        isInAlarm: StateValue === 'ALARM',
        tells: ActionsEnabled === true,
        description: AlarmDescription,
      });
  return found;
}
