/** Deploys the packaged stack into the sandbox: through the sandbox's own APIs wherever AWS has one. */
import { readFile } from 'node:fs/promises';
import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { deploy, type Stack } from './cloudformation/deploy.ts';
import type { Resources } from './cloudformation/resources.ts';

/** Where `npm run package:sandbox` puts the packaged stage `sandbox`: the template, and a zip a function. */
export const PACKAGE = '.sandbox';
export const TEMPLATE = `${PACKAGE}/cloudformation-template-update-stack.json`;
export const STACK_NAME = 'cname-rescue-sandbox';

/** The parameter that the stage names as `slackWebhookParameter`: CloudFormation cannot make a SecureString. */
const SLACK_PARAMETER = '/cname-rescue/sandbox/slack-webhook';

/** For whoever gives the stage a bot instead: `slackBotTokenParameter` and `slackChannel`. */
export const SLACK_BOT = {
  parameter: '/cname-rescue/sandbox/slack-bot-token',
  token: 'xoxb-sandbox',
  channel: 'C0123456789',
};

export interface Place {
  endpoint: string;
  account: string;
  region: string;
}

/** Created by the parts themselves: their code is on this machine, not in S3; of roles, nothing but their policies is of use. */
export type Compute = Pick<Resources, 'createFunction' | 'createRole' | 'createStateMachine'>;

/** @throws DeploymentError when the template asks for something that the sandbox, or AWS, would not do. */
export async function deployStack(place: Place, codeDir: string, compute: Compute): Promise<Stack> {
  const template: unknown = JSON.parse(await readFile(TEMPLATE, 'utf8'));
  const { account, region } = place;
  const secrets = {
    [SLACK_PARAMETER]: `${place.endpoint}/_sandbox/slack/T00000000/B00000000/sandbox`,
    [SLACK_BOT.parameter]: SLACK_BOT.token,
  };
  const ssm = new SSMClient(config(place));
  for (const [Name, Value] of Object.entries(secrets))
    await ssm.send(new PutParameterCommand({ Name, Type: 'SecureString', Value }));
  const resources = { ...compute, ...throughApis(place) };
  return deploy({ template, stackName: STACK_NAME, account, region, codeDir, resources });
}

function config({ endpoint, account, region }: Place) {
  return {
    endpoint,
    region,
    credentials: { accessKeyId: account, secretAccessKey: 'sandbox' },
    maxAttempts: 1,
  };
}

function throughApis(place: Place): Omit<Resources, keyof Compute> {
  const cloudwatch = new CloudWatchClient(config(place));
  const dynamodb = new DynamoDBClient(config(place));
  const events = new EventBridgeClient(config(place));
  const sns = new SNSClient(config(place));
  const sqs = new SQSClient(config(place));
  const ssm = new SSMClient(config(place));
  return {
    async createTable(input) {
      await dynamodb.send(new CreateTableCommand(input));
      const wait = { client: dynamodb, minDelay: 1, maxDelay: 1, maxWaitTime: 10 };
      await waitUntilTableExists(wait, { TableName: input.TableName });
    },
    async createTopic(name) {
      const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: name }));
      return must(TopicArn, 'CreateTopic');
    },
    async subscribe(input) {
      const { SubscriptionArn } = await sns.send(
        new SubscribeCommand({ ...input, ReturnSubscriptionArn: true }),
      );
      return must(SubscriptionArn, 'Subscribe');
    },
    async createQueue(name, attributes) {
      const { QueueUrl } = await sqs.send(
        new CreateQueueCommand({ QueueName: name, Attributes: attributes }),
      );
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
      );
      return { url: must(QueueUrl, 'CreateQueue'), arn: must(Attributes?.QueueArn, 'GetQueueAttributes') };
    },
    async createEventBus(input) {
      const { EventBusArn } = await events.send(new CreateEventBusCommand(input));
      return { EventBusArn: must(EventBusArn, 'CreateEventBus') };
    },
    async putRule(input) {
      const { RuleArn } = await events.send(new PutRuleCommand(input));
      return { RuleArn: must(RuleArn, 'PutRule') };
    },
    async putTargets(input) {
      const { FailedEntries } = await events.send(new PutTargetsCommand(input));
      const [failed] = FailedEntries ?? [];
      if (failed)
        throw new Error(`${input.Rule}: target ${failed.TargetId} was refused: ${failed.ErrorMessage}`);
    },
    putParameter: (input) => ssm.send(new PutParameterCommand(input)),
    putMetricAlarm: (input) => cloudwatch.send(new PutMetricAlarmCommand(input)),
  };
}

function must(value: string | undefined, call: string): string {
  if (value === undefined) throw new Error(`${call} answered without what it creates`);
  return value;
}
