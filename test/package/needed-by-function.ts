/** What a function's role has to allow: what the function calls, and what AWS does in its name. */
import * as v from 'valibot';
import type { Template } from '../../sandbox/cloudformation/template.ts';
import { callsIn } from './bundle-calls.ts';
import { actionsFor } from './needed-actions.ts';

const FunctionProperties = v.object({
  Handler: v.string(),
  Role: v.object({ 'Fn::GetAtt': v.strictTuple([v.string(), v.literal('Arn')]) }),
  DeadLetterConfig: v.optional(v.unknown()),
  TracingConfig: v.optional(v.object({ Mode: v.string() })),
});

interface Occasion {
  properties: v.InferOutput<typeof FunctionProperties>;
  calls: string[];
  template: Template;
}

const BESIDES: { actions: string[]; where: (occasion: Occasion) => boolean }[] = [
  // The log. Its group is part of the stack: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
  { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], where: () => true },
  // An event that failed for good: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
  { actions: ['sqs:SendMessage'], where: ({ properties }) => properties.DeadLetterConfig !== undefined },
  // https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
  {
    actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    where: ({ properties }) => properties.TracingConfig?.Mode === 'Active',
  },
  // SNS uses the key in the name of whoever publishes: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
  {
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    where: ({ calls, template }) => calls.includes('SNS.Publish') && hasEncryptedTopic(template),
  },
];

function hasEncryptedTopic({ Resources }: Template): boolean {
  return Object.values(Resources).some(
    ({ Type, Properties }) => Type === 'AWS::SNS::Topic' && Properties?.KmsMasterKeyId !== undefined,
  );
}

/**
 * @param id of the function, in the template
 * @param readBundle by the path that the handler is in, without its extension
 * @returns the actions, sorted, and the logical id of the role
 */
export function neededBy(id: string, template: Template, readBundle: (path: string) => string) {
  const properties = v.parse(FunctionProperties, template.Resources[id]?.Properties);
  const [path = ''] = properties.Handler.split('.');
  const calls = callsIn(readBundle(path));
  const besides = BESIDES.filter(({ where }) => where({ properties, calls, template }));
  const actions = [...calls.flatMap(actionsFor), ...besides.flatMap(({ actions }) => actions)];
  return { role: properties.Role['Fn::GetAtt'][0], actions: [...new Set(actions)].toSorted() };
}
