/** What is rehearsed is what is deployed: the sandbox answers, over the wire, what the packaged template says. */
import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { deployedSandbox } from './sandbox-stage.ts';

const { account, template } = await deployedSandbox();
const ofType = (type: string) =>
  Object.values<{ Type: string }>(template.Resources).filter(({ Type }) => Type === type);
/** What the deployment of the template asks AWS for, by the kind of call. */
const asked = (what: string) => account.created.flatMap(([kind, input]) => (kind === what ? [input] : []));

const Targets = v.object({ Rule: v.string(), Targets: v.array(v.unknown()) });

let sandbox: Sandbox;
let settings: {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
};
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, dnsPort: 0 });
  const credentials = { accessKeyId: sandbox.account, secretAccessKey: 'any' };
  settings = { endpoint: sandbox.endpoint, region: sandbox.region, credentials };
});
afterAll(() => sandbox.close());

test('rules and targets, with their retries and dead-letter queues', async () => {
  const events = new EventBridgeClient(settings);
  const found = [];
  const targets = [];
  for (const EventBusName of ['default', 'cname-rescue-sandbox']) {
    const { Rules = [] } = await events.send(new ListRulesCommand({ EventBusName }));
    for (const { Name } of Rules) {
      found.push(await events.send(new DescribeRuleCommand({ Name, EventBusName })));
      const { Targets } = await events.send(new ListTargetsByRuleCommand({ Rule: Name, EventBusName }));
      targets.push({ Rule: Name, Targets });
    }
  }
  expect(found).toHaveLength(ofType('AWS::Events::Rule').length);
  expect(found).toEqual(expect.arrayContaining(asked('rule').map((rule) => expect.objectContaining(rule))));
  expect(targets).toHaveLength(found.length);
  expect(targets).toEqual(expect.arrayContaining(asked('targets').map((each) => v.parse(Targets, each))));
});

test('functions: handler, role, environment, timeout, memory, log format, dead-letter queue', async () => {
  const { Functions = [] } = await new LambdaClient(settings).send(new ListFunctionsCommand({}));
  const answered = Functions.map((fn) => ({
    name: fn.FunctionName,
    handler: fn.Handler,
    roleArn: fn.Role,
    timeoutSeconds: fn.Timeout,
    memorySize: fn.MemorySize,
    logFormat: fn.LoggingConfig?.LogFormat,
    deadLetterQueueArn: fn.DeadLetterConfig?.TargetArn,
    environment: fn.Environment?.Variables,
  }));
  // Where the sandbox's name servers are, no template can know.
  const where = {
    DNS_RESOLVERS: expect.any(String),
    DNS_PUBLIC_RESOLVERS: expect.any(String),
    DNS_PORT: expect.any(String),
  };
  const declared = account.functions.map(
    ({ codeDir: _, permissions: __, environment, deadLetterQueueArn, ...spec }) => ({
      ...spec,
      deadLetterQueueArn,
      environment: {
        ...environment,
        ...where,
        // Nor where its Slack is.
        ...('SLACK_API_URL' in environment && { SLACK_API_URL: `${sandbox.endpoint}/_sandbox/slack/api/` }),
      },
    }),
  );
  expect(answered).toHaveLength(ofType('AWS::Lambda::Function').length);
  expect(answered).toEqual(expect.arrayContaining(declared));
});

test('the state machine: definition and role', async () => {
  const { stateMachineArn } = sandbox;
  const { definition, name, roleArn } = await new SFNClient(settings).send(
    new DescribeStateMachineCommand({ stateMachineArn }),
  );
  expect([{ name, roleArn, definition: JSON.parse(definition ?? '') }]).toEqual(account.stateMachines);
});
