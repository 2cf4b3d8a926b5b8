/** The two ways to try out a new stack, as README.md and the first deployment say them: they do what they say, and no harm. */
import { readFileSync } from 'node:fs';
import { CreateDistributionCommand, GetDistributionConfigCommand } from '@aws-sdk/client-cloudfront';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { type Execution, executions } from '../../sandbox/rehearsal/execution.ts';
import { OURS } from '../../sandbox/rehearsal/stage.ts';
import { until } from '../../sandbox/rehearsal/until.ts';
import { sandbox, stage } from '../end-to-end/sandbox.ts';

const TOLD = 'create the distribution first';
const told = (alias: string) =>
  sandbox
    .messages()
    .filter((message) => JSON.stringify(message).includes(`${alias}: ${TOLD}`))
    .map(({ channel }) => channel);

/** Once it is over, and both channels have their message. */
async function ended(alias: string): Promise<Execution> {
  await until(`both channels tell of ${alias}`, async () => told(alias).length >= 2);
  return until(`the execution of ${alias} is over`, async () => {
    const all = await executions(stage.as(OURS).sfn, sandbox.stateMachineArn);
    return all.find(({ name, status }) => name.startsWith(alias) && status !== 'RUNNING');
  });
}

/** What the stack itself has called: its roles begin with its name. */
const calledByStack = (...services: string[]) =>
  sandbox
    .calls()
    .filter((call) => services.includes(call.service) && call.principal.includes('/cname-rescue-'));

test('a failed call that nobody made: each channel is told, the execution succeeds, CloudFront is not called', async () => {
  const invoke = new InvokeCommand({
    FunctionName: 'cname-rescue-sandbox-receive-failure',
    Payload: readFileSync('infra/try-out.json'),
  });
  const { FunctionError, Payload } = await stage.as(OURS).lambda.send(invoke);
  expect(FunctionError).toBeUndefined();
  expect(JSON.parse(Payload?.transformToString() ?? '')).toMatchObject({ outcome: 'started' });

  expect(await ended('try-out.example.com')).toMatchObject({ status: 'SUCCEEDED' });
  expect(told('try-out.example.com').toSorted()).toEqual(['slack', 'sns']);
  expect(calledByStack('states')).not.toEqual([]);
  expect(calledByStack('cloudfront', 'acm', 'iam', 'support')).toEqual([]);

  // Once more, it is the same incident.
  const again = await stage.as(OURS).lambda.send(invoke);
  expect(JSON.parse(again.Payload?.transformToString() ?? '')).toMatchObject({ outcome: 'exists' });
});

test('a copy of a distribution that has an alias: it is not created, and CloudTrail reports it', async () => {
  const { cloudfront } = stage.as(OURS);
  const zone = { account: OURS, id: await stage.hostedZone(OURS, 'example.com') };
  const certificateArn = await stage.certificate(OURS, zone, ['www.example.com']);
  const { id } = await stage.distribution(OURS, { aliases: ['www.example.com'], certificateArn });

  const { DistributionConfig } = await cloudfront.send(new GetDistributionConfigCommand({ Id: id }));
  if (!DistributionConfig) throw new Error(`${id} has no configuration`);
  const copy = { ...DistributionConfig, Enabled: false, CallerReference: 'try-out' };
  await expect(cloudfront.send(new CreateDistributionCommand({ DistributionConfig: copy }))).rejects.toThrow(
    expect.objectContaining({ name: 'CNAMEAlreadyExists' }),
  );

  expect(await ended('www.example.com')).toMatchObject({ status: 'SUCCEEDED' });
  expect(told('www.example.com').toSorted()).toEqual(['slack', 'sns']);
  expect(await stage.aliasesOf(OURS, id)).toEqual(['www.example.com']);
  expect(calledByStack('cloudfront', 'acm', 'iam', 'support')).toEqual([]);
});
