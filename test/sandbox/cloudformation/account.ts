/** An account to deploy into, which notes what is created in it. */
import { deploy, type Stack } from '../../../sandbox/cloudformation/deploy.ts';
import type { FunctionSpec, Resources, StateMachineSpec } from '../../../sandbox/cloudformation/resources.ts';

const here = 'us-east-1:111122223333';

export function emptyAccount(stackName = 'example-sandbox') {
  const created: [what: string, ...inputs: unknown[]][] = [];
  const functions: FunctionSpec[] = [];
  const stateMachines: StateMachineSpec[] = [];
  const note = (what: string, ...inputs: unknown[]) => {
    created.push([what, ...inputs]);
  };
  const resources: Resources = {
    createFunction(spec) {
      functions.push(spec);
      note('function', spec.name);
    },
    createStateMachine(spec) {
      stateMachines.push(spec);
      note('state machine', spec.name);
      return `arn:aws:states:${here}:stateMachine:${spec.name}`;
    },
    createRole: ({ name }) => `arn:aws:iam::111122223333:role/${name}`,
    createTable: async (input) => note('table', input),
    createTopic(name) {
      note('topic', name);
      return `arn:aws:sns:${here}:${name}`;
    },
    async subscribe(input) {
      note('subscription', input);
      return `${input.TopicArn}:subscription`;
    },
    createQueue(name, attributes) {
      note('queue', name, attributes);
      return { url: `http://127.0.0.1/111122223333/${name}`, arn: `arn:aws:sqs:${here}:${name}` };
    },
    createEventBus(input) {
      note('bus', input);
      return { EventBusArn: `arn:aws:events:${here}:event-bus/${input.Name}` };
    },
    putRule(input) {
      note('rule', input);
      const path = input.EventBusName ? `${input.EventBusName}/${input.Name}` : input.Name;
      return { RuleArn: `arn:aws:events:${here}:rule/${path}` };
    },
    putTargets: (input) => note('targets', input),
    putParameter: (input) => note('parameter', input),
    putMetricAlarm: (input) => note('alarm', input),
  };
  return {
    created,
    functions,
    stateMachines,
    resources,
    deploy: (template: unknown, parameters: Record<string, string> = {}): Promise<Stack> =>
      deploy({
        template,
        stackName,
        account: '111122223333',
        region: 'us-east-1',
        codeDir: '/bundles',
        resources,
        parameters,
      }),
  };
}

/** @returns what a value resolves to in an output, beside the sections of `more` */
export async function resolved(value: unknown, more: object = {}): Promise<unknown> {
  const { outputs } = await emptyAccount().deploy({
    Resources: {},
    ...more,
    Outputs: { Value: { Value: value } },
  });
  return outputs.Value;
}
