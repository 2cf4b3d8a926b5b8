/** What stands in the account after a deployment, as far as it costs money. */
import * as v from 'valibot';
import { customMetrics } from './custom-metrics.ts';
import {
  Alarm,
  Dashboard,
  LambdaFunction,
  LogGroup,
  metricsOf,
  Resources,
  StateMachine,
  Subscription,
  Table,
  Topic,
  withEverything,
} from './template.ts';

export interface Stack {
  /** With its stage: what names begin with. */
  service: string;
  /** By name, without the service. */
  functions: ReadonlyMap<string, DeployedFunction>;
  stateMachine: { logged: boolean; traced: boolean };
  /** The longest. */
  logRetentionDays: number;
  /** A message goes to each. */
  topics: { encrypted: boolean }[];
  mailboxes: number;
  /** Those that alarms look at: an alarm over two costs as much as two alarms. */
  alarmMetrics: number;
  /** Our own; AWS's cost nothing. */
  customMetrics: number;
  dashboards: number;
  keys: number;
}

export interface DeployedFunction {
  memoryGb: number;
  timeoutSeconds: number;
  traced: boolean;
}

/** Read here, or by the rules that an event is held against. */
const COUNTED = [
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::KMS::Key',
  'AWS::Lambda::Function',
  'AWS::Logs::LogGroup',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::StepFunctions::StateMachine',
];
/** For nothing, or for what nothing here uses. */
const FREE = [
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::Permission',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
];

/** @throws Error when the template holds what is not counted here. */
export function stackOf(template: { Resources: unknown }): Stack {
  const resources = Object.values(v.parse(Resources, withEverything(template.Resources)));
  const unknown = resources.find(({ Type }) => !COUNTED.includes(Type) && !FREE.includes(Type));
  if (unknown) throw new Error(`Say in docs/cost/stack.ts what ${unknown.Type} costs.`);
  const all = <Properties>(type: string, properties: v.GenericSchema<unknown, Properties>): Properties[] =>
    resources.filter(({ Type }) => Type === type).map((each) => v.parse(properties, each.Properties));
  const the = <Properties>(type: string, properties: v.GenericSchema<unknown, Properties>): Properties => {
    const [only, ...others] = all(type, properties);
    if (!only || others.length > 0) throw new Error(`The template is expected to hold one ${type}.`);
    return only;
  };

  the('AWS::DynamoDB::Table', Table);
  const machine = the('AWS::StepFunctions::StateMachine', StateMachine);
  const alarms = all('AWS::CloudWatch::Alarm', Alarm);
  const dashboards = all('AWS::CloudWatch::Dashboard', Dashboard);
  return {
    service: machine.StateMachineName,
    functions: new Map(
      all('AWS::Lambda::Function', LambdaFunction).map((each) => [
        each.FunctionName.replace(`${machine.StateMachineName}-`, ''),
        {
          memoryGb: each.MemorySize / 1024,
          timeoutSeconds: each.Timeout,
          traced: each.TracingConfig?.Mode === 'Active',
        },
      ]),
    ),
    stateMachine: {
      logged: machine.LoggingConfiguration !== undefined,
      traced: machine.TracingConfiguration?.Enabled === true,
    },
    logRetentionDays: Math.max(...all('AWS::Logs::LogGroup', LogGroup).map((each) => each.RetentionInDays)),
    topics: all('AWS::SNS::Topic', Topic).map((each) => ({ encrypted: each.KmsMasterKeyId !== undefined })),
    mailboxes: all('AWS::SNS::Subscription', Subscription).length,
    alarmMetrics: alarms.reduce((sum, alarm) => sum + metricsOf(alarm).length, 0),
    customMetrics: customMetrics(
      alarms.flatMap(metricsOf),
      dashboards.map(({ DashboardBody }) => DashboardBody),
    ),
    dashboards: dashboards.length,
    keys: resources.filter(({ Type }) => Type === 'AWS::KMS::Key').length,
  };
}
