/** The doctor at a stack that is well, and at one that is not. */
import { CloudTrailClient, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { DisableRuleCommand, EventBridgeClient, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { CreatePolicyCommand, IAMClient, PutRolePermissionsBoundaryCommand } from '@aws-sdk/client-iam';
import {
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  LambdaClient,
  RemovePermissionCommand,
} from '@aws-sdk/client-lambda';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DeleteParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Findings } from '../../cli/commands/doctor.ts';
import { askBot } from '../../providers/operator/slack-bot.ts';
import { until } from '../../sandbox/rehearsal/until.ts';
import { sandbox, stage } from '../end-to-end/sandbox.ts';
import { cnameRescue, inSandbox } from './cname-rescue.ts';

const WEBHOOK = '/cname-rescue/sandbox/slack-webhook';
const named = (name: string) => `cname-rescue-sandbox-${name}`;
const doctor = (args: string[] = [], account?: string) =>
  cnameRescue(['doctor', '--stage', 'sandbox', ...args], inSandbox(sandbox.endpoint, account));

async function findings() {
  const { exitCode, out } = await doctor(['--json']);
  const found = v.parse(Findings, JSON.parse(out)).findings;
  return { exitCode, found, wrong: found.filter(({ state }) => state !== 'ok') };
}

/** What an operator of the account uses. */
function aws() {
  const { endpoint, region, account } = sandbox;
  return { endpoint, region, credentials: { accessKeyId: account, secretAccessKey: 'any' }, maxAttempts: 1 };
}

test('a stack that is well', async () => {
  const posted = sandbox.messages().length;
  const { exitCode, out, error } = await doctor();
  expect({ exitCode, error }).toEqual({ exitCode: 0, error: '' });
  const lines = out.trimEnd().split('\n');
  expect(lines.at(-1)).toBe('No problem.');
  expect(lines.filter((line) => line.length > 80 || /^[✗?-]/.test(line))).toEqual([]);
  expect(lines.flatMap((line) => /^✓ {2}(\w+(?: \w+)?)/.exec(line)?.[1] ?? [])).toEqual([
    ...['account', 'trail', 'rules', 'functions', 'roles', 'dns', 'support', 'slack', 'topic'],
    ...['dead letters', 'alarms', 'remediations'],
  ]);
  expect(sandbox.messages()).toHaveLength(posted);
});

test('the token of a bot, and one that Slack does not know', async () => {
  const api = `${sandbox.endpoint}/_sandbox/slack/api/`;
  expect(await askBot(api, 'xoxb-sandbox')).toEqual({
    ok: true,
    user: 'cname-rescue',
    team: 'Example',
    scopes: ['chat:write'],
  });
  expect(await askBot(api, 'xoxb-another')).toEqual({ ok: false, error: 'invalid_auth' });
});

test('an account without the stack', async () => {
  const { exitCode, error } = await doctor([], '444455556666');
  expect(exitCode).toBe(2);
  expect(error).toMatch(/Account 444455556666 has no stack of the stage "sandbox"/);
});

test('what AWS refuses is not known, nor what a function that dies would say, and the rest is looked at', async () => {
  const message = 'User: operator is not authorized to perform: cloudtrail:DescribeTrails';
  await stage.control('POST', 'faults', {
    service: 'cloudtrail',
    action: 'DescribeTrails',
    when: 'before',
    kind: { code: 'AccessDeniedException', message, status: 400 },
  });
  await stage.control('POST', 'functions/crash', {
    function: named('check-ownership-proof'),
    when: 'before',
  });
  const { exitCode, wrong } = await findings();
  expect({ exitCode, wrong }).toEqual({
    exitCode: 3,
    wrong: [
      {
        check: 'trail',
        state: 'unknown',
        says: `AWS does not allow it: ${message}. docs/operator-policy.json has what is needed.`,
      },
      {
        check: 'dns',
        state: 'unknown',
        says: expect.stringContaining('check-ownership-proof failed when it was asked: Runtime.ExitError'),
      },
    ],
  });
});

test('a trail that is switched off, so that no failed call is heard of, and a webhook that Slack does not know', async () => {
  await new CloudTrailClient(aws()).send(new StopLoggingCommand({ Name: 'management-events' }));
  const Value = `${sandbox.endpoint}/_sandbox/nothing`;
  await new SSMClient(aws()).send(new PutParameterCommand({ Name: WEBHOOK, Value, Overwrite: true }));
  const { exitCode, wrong } = await findings();
  expect({ exitCode, wrong }).toMatchObject({
    exitCode: 1,
    wrong: [
      { check: 'trail', state: 'problem', says: expect.stringContaining('was switched off at') },
      { check: 'slack', state: 'problem', says: expect.stringContaining('it refuses the webhook (404') },
    ],
  });
});

test('everything else that can be wrong, each with its remedy', async () => {
  const events = new EventBridgeClient(aws());
  const bus = { EventBusName: 'cname-rescue-sandbox' };
  await events.send(new DisableRuleCommand({ Name: named('announce-by-sns'), ...bus }));
  const EventPattern = JSON.stringify({ source: ['aws.states'], 'detail-type': ['Another'] });
  await events.send(new PutRuleCommand({ Name: named('announce-failure'), EventPattern }));
  const lambda = new LambdaClient(aws());
  const FunctionName = named('receive-failure');
  const { Policy = '' } = await lambda.send(new GetPolicyCommand({ FunctionName }));
  const [{ Sid: StatementId }] = JSON.parse(Policy).Statement;
  await lambda.send(new RemovePermissionCommand({ FunctionName, StatementId }));
  const iam = new IAMClient(aws());
  const Statement = [{ Effect: 'Allow', Action: 'logs:*', Resource: '*' }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  const boundary = await iam.send(new CreatePolicyCommand({ PolicyName: 'boundary', PolicyDocument }));
  await iam.send(
    new PutRolePermissionsBoundaryCommand({
      RoleName: named('move-alias'),
      PermissionsBoundary: boundary.Policy?.Arn,
    }),
  );
  const announcer = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: named('announce-by-sns') }),
  );
  await new SNSClient(aws()).send(
    new SubscribeCommand({
      TopicArn: announcer.Environment?.Variables?.TOPIC_ARN,
      Protocol: 'email',
      Endpoint: 'nobody@example.invalid',
    }),
  );
  const sqs = new SQSClient(aws());
  const { QueueUrl } = await sqs.send(
    new GetQueueUrlCommand({ QueueName: named('record-metrics-dead-letters') }),
  );
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
  // Of measuring, so that no function of ours has to tell of it.
  const AlarmName = named('record-metrics-dead-letters');
  await events.send(new DisableRuleCommand({ Name: named('announce-by-slack-alarms') }));
  await new CloudWatchClient(aws()).send(
    new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'to try it out' }),
  );
  const sfn = new SFNClient(aws());
  const failed = {
    stateMachineArn: sandbox.stateMachineArn,
    name: 'www.example.com_E1_00000000',
    input: '{}',
  };
  const { executionArn } = await sfn.send(new StartExecutionCommand(failed));
  await until('the execution failed', async () => {
    const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    return status === 'FAILED';
  });
  await stage.control('PUT', 'support/plan', { account: sandbox.account, plan: 'none' });
  for (const number of [1, 2, 3, 4])
    await stage.control('PUT', 'dns/fault', { server: `ns-${number}.dns.example`, fault: 'dead' });

  await new SSMClient(aws()).send(new DeleteParameterCommand({ Name: WEBHOOK }));

  const { exitCode, wrong } = await findings();
  const told = wrong.filter(({ check }) => check !== 'trail');
  expect(exitCode).toBe(1);
  expect(told).toMatchObject(
    [
      ['rules', 'problem', /receive-failure does not let the rule/, /REVERT_DRIFT/],
      ['rules', 'problem', /announce-failure does not match the events any more/, /REVERT_DRIFT/],
      ['rules', 'problem', /announce-by-sns is disabled/, /enable-rule .*--event-bus-name/],
      ['rules', 'problem', /announce-by-slack-alarms is disabled/, /enable-rule/],
      ['roles', 'problem', /boundary forbids cloudfront:UpdateDomainAssociation/, /delete-role-permissions/],
      ['dns', 'problem', /^From the functions/],
      ['support', 'not-used', /no Support plan with an API/],
      ['slack', 'problem', /there is no SSM parameter \/cname-rescue/, /put-parameter/],
      ['topic', 'problem', /nobody@example\.invalid \(email\) is not confirmed/, /sns subscribe/],
      ['dead letters', 'problem', /One event lies in .*record-metrics/, /replay --stage sandbox$/],
      ['alarms', 'problem', /record-metrics-dead-letters is on/],
      ['remediations', 'problem', /^www\.example\.com_E1_00000000 failed/, /status www\S+ --stage sandbox$/],
    ].map(([check, state, says, command]) => ({
      check,
      state,
      says: expect.stringMatching(says ?? ''),
      fix: expect.any(String),
      ...(command && { command: expect.stringMatching(command) }),
    })),
  );
  expect(told).toHaveLength(12);
});
