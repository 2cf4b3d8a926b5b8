/** What the stack consists of, as infra/ names it. A test holds it against the template. */
import { LISTENERS, type Listener } from '../listeners.ts';
import type { Stack } from '../stack.ts';

export const STEPS = [
  'add-alias',
  'attach-certificate',
  'await-support',
  'check-alias-record',
  'check-certificate',
  'check-ownership-proof',
  'check-support-case',
  'confirm-alias',
  'diagnose-conflict',
  'draft-support-case',
  'move-alias',
  'open-support-case',
];

/** There only where Slack is configured. */
export const SLACK = 'announce-by-slack';

/** A rule of the stack. */
export interface RuleOf {
  /** The function that it leads to. */
  fn: Listener;
  /** Its name; the function's unless given. */
  rule?: string;
  /** On our own bus. */
  own?: true;
  /** An event that the rule is there for, source, type and detail. None: the rule has a schedule. */
  event?: (stack: Stack) => { source: string; 'detail-type': string; detail: object };
  /** What does not happen while the rule does not work. */
  without: string;
}

const announcement = () => ({ source: 'cname-rescue', 'detail-type': 'opened', detail: {} });

export const RULES: readonly RuleOf[] = [
  {
    fn: 'receive-failure',
    event: ({ account }) => ({
      source: 'aws.cloudfront',
      'detail-type': 'AWS API Call via CloudTrail',
      detail: {
        eventSource: 'cloudfront.amazonaws.com',
        eventName: 'UpdateDistribution',
        errorCode: 'CNAMEAlreadyExists',
        userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${account}:user/web-admin` },
      },
    }),
    without: 'no failed call starts a remediation',
  },
  {
    fn: 'receive-support-update',
    event: () => ({ source: 'aws.support', 'detail-type': 'Support Case Update', detail: {} }),
    without: 'an answer of AWS Support is noticed hours later',
  },
  {
    fn: 'announce-failure',
    event: ({ stateMachineArn }) => ({
      source: 'aws.states',
      'detail-type': 'Step Functions Execution Status Change',
      detail: { stateMachineArn, status: 'FAILED' },
    }),
    without: 'nobody is told of a remediation that failed',
  },
  { fn: 'announce-by-sns', own: true, event: announcement, without: 'the topic hears nothing' },
  { fn: SLACK, own: true, event: announcement, without: 'Slack hears nothing' },
  {
    fn: SLACK,
    rule: `${SLACK}-alarms`,
    event: ({ name }) => ({
      source: 'aws.cloudwatch',
      'detail-type': 'CloudWatch Alarm State Change',
      detail: { alarmName: `${name}-events-lost`, state: { value: 'ALARM' } },
    }),
    without: 'Slack hears of no alarm',
  },
  { fn: 'record-metrics', own: true, event: announcement, without: 'the dashboard counts nothing' },
  { fn: 'measure-remediations', without: 'nobody hears of a remediation that is too old' },
];

export const FUNCTIONS = [...STEPS, ...LISTENERS];
