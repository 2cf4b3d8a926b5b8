/** What CloudWatch says of an alarm of the stack, in the words of infra/alarms.cjs. Slack has it from us, mailboxes from CloudWatch. */
import { createRequire } from 'node:module';
import * as v from 'valibot';
import type { Story } from '../chapter.ts';

const TYPE = 'CloudWatch Alarm State Change';

/** Plain JavaScript has no types; what is looked at is parsed. */
const Alarms = v.object({
  Resources: v.record(
    v.string(),
    v.object({ Properties: v.object({ AlarmName: v.string(), AlarmDescription: v.string() }) }),
  ),
});

export const alarm: Story = {
  slug: 'alarm',
  title: { en: 'An alarm of the stack', ja: 'スタックのアラーム' },
  about: {
    en: 'Whoever listens on the topic has it from CloudWatch itself; Slack is told of it like this.',
    ja: 'トピックの購読者には CloudWatch から直接届きます。Slack には次のように通知されます。',
  },
  examples: [{ slug: 'alarm', type: TYPE }],
  async play() {
    const { Resources } = v.parse(Alarms, createRequire(import.meta.url)('../../../infra/alarms.cjs'));
    const { AlarmName = '', AlarmDescription } = Resources.ReceiveFailureDeadLettersAlarm?.Properties ?? {};
    return [
      {
        source: 'aws.cloudwatch',
        'detail-type': TYPE,
        account: '111122223333',
        region: 'us-east-1',
        time: '2026-11-20T01:12:00Z',
        detail: {
          alarmName: AlarmName.replace(/^\$\{self:service\}-\$\{sls:stage\}-/, 'cname-rescue-prod-'),
          state: {
            value: 'ALARM',
            reason:
              'Threshold Crossed: 1 out of the last 1 datapoints [1.0 (20/11/26 01:07:00)] was greater than or equal to the threshold (1.0) (minimum 1 datapoint for OK -> ALARM transition).',
            timestamp: '2026-11-20T01:12:00.000+0000',
          },
          configuration: { description: AlarmDescription },
        },
      },
    ];
  },
};
