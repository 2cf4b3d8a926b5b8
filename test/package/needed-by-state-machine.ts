/** What the state machine's role has to allow: what its states call, and what Step Functions does in its name. */
import * as v from 'valibot';
import { isRecord } from '../../sandbox/is-record.ts';

const PutEvents = v.object({ Entries: v.array(v.object({ EventBusName: v.string() })) });
const Invoke = v.object({ FunctionName: v.string() });

/** All of them know no resources. */
const BESIDES: { property: string; actions: string[] }[] = [
  // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy
  {
    property: 'LoggingConfiguration',
    actions: [
      'logs:CreateLogDelivery',
      'logs:GetLogDelivery',
      'logs:UpdateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:DescribeResourcePolicies',
      'logs:DescribeLogGroups',
    ],
  },
  // https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html
  {
    property: 'TracingConfiguration',
    actions: [
      'xray:PutTraceSegments',
      'xray:PutTelemetryRecords',
      'xray:GetSamplingRules',
      'xray:GetSamplingTargets',
    ],
  },
];

/**
 * @param properties of the resource. @param definition of which every substitution is made
 * @returns as in `events:PutEvents on arn:…`, sorted
 */
export function neededByStateMachine(
  properties: object,
  definition: unknown,
  bus: (name: string) => string,
): string[] {
  const called = tasksIn(definition).flatMap(({ Resource, Parameters }) => {
    if (Resource.startsWith('arn:aws:lambda:')) return [`lambda:InvokeFunction on ${Resource}`];
    if (/^arn:aws:states:::lambda:invoke(\.waitForTaskToken)?$/.test(Resource)) {
      return [`lambda:InvokeFunction on ${v.parse(Invoke, Parameters).FunctionName}`];
    }
    if (Resource === 'arn:aws:states:::events:putEvents') {
      const { Entries } = v.parse(PutEvents, Parameters);
      return Entries.map(({ EventBusName }) => `events:PutEvents on ${bus(EventBusName)}`);
    }
    throw new Error(`Which actions ${Resource} needs is not known here`);
  });
  const besides = BESIDES.filter(({ property }) => Object.hasOwn(properties, property)).flatMap(
    ({ actions }) => actions.map((action) => `${action} on *`),
  );
  return [...new Set([...called, ...besides])].toSorted();
}

interface Task {
  Resource: string;
  Parameters?: unknown;
}

function tasksIn(value: unknown): Task[] {
  if (Array.isArray(value)) return value.flatMap(tasksIn);
  if (!isRecord(value)) return [];
  const { Type, Resource, Parameters } = value;
  if (Type === 'Task' && typeof Resource === 'string') return [{ Resource, Parameters }];
  return Object.values(value).flatMap(tasksIn);
}
