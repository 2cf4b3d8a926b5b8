/** Which remediation is meant, over the wire, from the sandbox's Step Functions. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { remediationNamed, remediationToChange } from '../../cli/named-remediation.ts';
import { type Stack, stackOf } from '../../cli/stack.ts';
import { UsageError } from '../../cli/trouble.ts';
import { createStepFunctions } from '../../sandbox/services/stepfunctions/create-step-functions.ts';
import { startWireServer, type WireServer } from '../../sandbox/wire/server.ts';
import { contested } from '../doubles/documents.ts';
import { stubLambdaEnvironment } from '../doubles/lambda-environment.ts';
import { bare, diagnosed } from '../doubles/sections.ts';

const OURS = '111122223333';
const CALLER = `arn:aws:iam::${OURS}:user/operator`;
const sfn = createStepFunctions({
  account: OURS,
  region: 'us-east-1',
  functions: { invoke: async () => ({ ok: true, payload: {} }), invokeLater: () => {} },
  buses: { put: () => [] },
});
let server: WireServer;
beforeAll(async () => {
  server = await startWireServer({ port: 0, services: [sfn.service] });
  stubLambdaEnvironment(server.url, OURS);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await sfn.close();
});

type Started = string | { name: string; input: object };

/** @param started executions that run */
async function stack(stage: string, ...started: Started[]): Promise<Stack> {
  const definition = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 3600, End: true } } };
  const roleArn = `arn:aws:iam::${OURS}:role/workflow`;
  sfn.createStateMachine({ name: `cname-rescue-${stage}`, definition, roleArn });
  const found = stackOf(stage, CALLER);
  const start = sfn.service.operations.StartExecution;
  for (const each of started) {
    const { name, input } = typeof each === 'string' ? { name: each, input: {} } : each;
    // Service declares `never` so that each operation can name its own input type.
    await start?.(
      { stateMachineArn: found.stateMachineArn, name, input: JSON.stringify(input) } as never,
      {} as never,
    );
  }
  return found;
}

const refusal = (meant: Stack, text: string): Promise<string> =>
  remediationNamed(meant, text).then(
    ({ name }) => `found ${name}`,
    (error) => (error instanceof UsageError ? error.message : Promise.reject(error)),
  );

describe('a remediation is meant', () => {
  const names = [
    'www.example.com_E2TARGET_0a0a0a0a',
    'www.example.com.au_E2TARGET_0b0b0b0b',
    'api.example.com+2_E2TARGET_0c0c0c0c',
    'api.example.com+2_E2TARGET_0c0c0c0c1',
    'wildcard.example.com_dt_2wjDZi3hD1_0d0d0d0d',
  ];
  let meant: Stack;
  beforeAll(async () => {
    meant = await stack('prod', ...names);
  });

  test.each([
    ['its name', 'www.example.com_E2TARGET_0a0a0a0a'],
    ['its name, though another is longer', 'api.example.com+2_E2TARGET_0c0c0c0c'],
    ['a beginning of it', 'www.example.com.a', 'www.example.com.au_E2TARGET_0b0b0b0b'],
    ['its alias, though another has a longer one', 'www.example.com', 'www.example.com_E2TARGET_0a0a0a0a'],
    ['its alias in capitals', 'WWW.EXAMPLE.COM', 'www.example.com_E2TARGET_0a0a0a0a'],
    [
      'its ARN',
      `arn:aws:states:us-east-1:${OURS}:execution:cname-rescue-prod:www.example.com_E2TARGET_0a0a0a0a`,
      'www.example.com_E2TARGET_0a0a0a0a',
    ],
    ['its wildcard', '*.example.com', 'wildcard.example.com_dt_2wjDZi3hD1_0d0d0d0d'],
  ])('by %s', async (_, text, name = text) => {
    const arn = `arn:aws:states:us-east-1:${OURS}:execution:cname-rescue-prod:${name}`;
    expect(await remediationNamed(meant, text)).toMatchObject({ name, arn, status: 'RUNNING' });
  });

  test.each(['', 'example.com', 'no such name', 'www.example.com_E2TARGET_0a0a0a0a0'])(
    'by %j nobody knows which',
    async (text) => {
      const message = await refusal(meant, text);
      expect(message).toMatch(text === '' ? /^More than one remediation/ : /^No remediation is called/);
      for (const name of names)
        expect(message).toMatch(new RegExp(`^  ${name.replaceAll(/[.+]/g, '\\$&')} +running, 20`, 'm'));
    },
  );

  test('by one that several have, none is taken', async () => {
    const message = await refusal(meant, 'api.example.com');
    expect(message).toMatch(
      /^More than one remediation begins with "api\.example\.com"\. Name one of these:\n/,
    );
    expect(message.match(/^ {2}\S+/gm)).toEqual([`  ${names[3]}`, `  ${names[2]}`]);
  });
});

test('of many, the newest are shown', async () => {
  const many = Array.from({ length: 12 }, (_, index) => `www.example.com_E2TARGET_${index}`);
  const message = await refusal(await stack('many', ...many), 'www.example.com');
  expect(message.split('\n').slice(-2)).toEqual([
    expect.stringContaining('www.example.com_E2TARGET_2 '),
    '  and more: cname-rescue list',
  ]);
});

test('there are none, or there is no stack', async () => {
  expect(await refusal(await stack('empty'), 'www.example.com')).toBe(
    'No remediation is called "www.example.com", begins with it, or is about it. There are no remediations.',
  );
  expect(await refusal(stackOf('nowhere', CALLER), 'www.example.com')).toMatch(
    /has no stack of the stage "nowhere"/,
  );
});

describe('what is changed has to be named in full, or by its alias in full', () => {
  const changed = async (text: string) =>
    remediationToChange(await meant, text).then(
      ({ name }) => name,
      (error) => (error instanceof UsageError ? error.message : Promise.reject(error)),
    );
  const names = ['example.com.au_E2TARGET_0a0a0a0a', 'shop.example.com+1_E2TARGET_0b0b0b0b'];
  const meant = stack('change', ...names);

  test.each([
    ['example.com.au', names[0]],
    ['example.com.au_E2TARGET', names[0]],
    ['shop.example.com', names[1]],
    [names[1] ?? '', names[1]],
  ])('%s', async (text, name) => {
    expect(await changed(text)).toBe(name);
  });

  test.each(['example.com', 'example.com.au_E2T', 'shop'])('%s is not enough', async (text) => {
    expect(await changed(text)).toMatch(
      /^Only the beginning of a name is ".+"\. To change something, more is needed\. Name one of these:\n {2}\S+ {2}running, /,
    );
  });
});

describe('by an alias of which its name does not tell', () => {
  const asking = (name: string, ...aliases: string[]) => ({
    name,
    input: { incident: { ...bare.incident, aliases } },
  });
  const first = asking('www.example.com+1_E1_0a0a0a0a', 'www.example.com', 'own.example.com');
  const second = asking(
    'www.example.com+2_E1_0b0b0b0b',
    'www.example.com',
    '*.b.example.com',
    'shop.example.com',
  );
  const third = asking('blog.example.com+1_E1_0c0c0c0c', 'blog.example.com', 'shop.example.com');
  const meant = stack('about', first, second, third);

  test.each([
    ['own.example.com', first.name],
    ['OWN.Example.com.', first.name],
    ['*.b.example.com', second.name],
  ])('%s', async (text, name) => {
    expect(await remediationNamed(await meant, text)).toMatchObject({ name });
    // It is the alias in full, so it is enough to act.
    expect(await remediationToChange(await meant, text)).toMatchObject({ name });
  });

  test('of several that are about it, none is taken', async () => {
    const message = await refusal(await meant, 'shop.example.com');
    expect(message).toMatch(
      /^More than one remediation is about "shop\.example\.com"\. Name one of these:\n/,
    );
    expect(message.match(/^ {2}\S+/gm)).toEqual([`  ${third.name}`, `  ${second.name}`]);
  });

  test('the one that runs goes before those that are over, and otherwise the last one', async () => {
    const over = asking('over.example.com+1_E1_0a0a0a0a', 'over.example.com', 'again.example.com');
    const runs = asking('again.example.com_E1_0b0b0b0b', 'again.example.com');
    const two = await stack('again', over, runs);
    const stop = ({ name }: { name: string }) =>
      sfn.service.operations.StopExecution?.({ executionArn: two.executionArn(name) } as never, {} as never);
    const { name } = runs;
    await stop(over);
    expect(await remediationToChange(two, 'again.example.com')).toMatchObject({ name, status: 'RUNNING' });
    await stop(runs);
    expect(await remediationToChange(two, 'again.example.com')).toMatchObject({ name, status: 'ABORTED' });
  });

  test('one that is only named after it is not meant, where something is changed', async () => {
    const diagnosis = diagnosed('held-elsewhere', { aliases: [contested('own.example.com')] });
    const name = 'www.example.com+1_E1_0a0a0a0a';
    const aliases = ['www.example.com', 'own.example.com'];
    const named = { name, input: { ...bare, incident: { ...bare.incident, aliases }, diagnosis } };
    const one = await stack('other', named);
    expect(await remediationNamed(one, 'www.example.com')).toMatchObject({ name });
    expect(await remediationToChange(one, 'own.example.com')).toMatchObject({ name });
    await expect(remediationToChange(one, 'www.example.com')).rejects.toThrow(
      /^Only the beginning of a name/,
    );
  });

  test.each(['b.example.com', 'no alias!'])('%s is none', async (text) => {
    expect(await refusal(await meant, text)).toMatch(
      /^No remediation is called ".+", begins with it, or is about it\./,
    );
  });
});
