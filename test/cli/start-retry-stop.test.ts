/** What an operator does to remediations, over the wire: each test goes on where the one before ended. */
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { DescribeCasesCommand } from '@aws-sdk/client-support';
import * as v from 'valibot';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { run as inProcess } from '../../cli/run.ts';
import { SCHEMAS } from '../../docs/schemas.ts';
import { STARTED_BY_HAND } from '../../remediation/by-hand.ts';
import { executions, statesEntered } from '../../sandbox/rehearsal/execution.ts';
import { OURS, THEIRS } from '../../sandbox/rehearsal/stage.ts';
import { until } from '../../sandbox/rehearsal/until.ts';
import { stubLambdaEnvironment } from '../doubles/lambda-environment.ts';
import { sandbox, stage } from '../end-to-end/sandbox.ts';
import { cnameRescue, inSandbox } from './cname-rescue.ts';
import { TerminalDouble } from './terminal.ts';

const ME = `arn:aws:iam::${OURS}:user/operator`;

let target: { id: string; domainName: string };
let another: { id: string; domainName: string };

beforeAll(async () => {
  const zone = { account: OURS, id: await stage.hostedZone(OURS, 'example.com') };
  const [ours, theirs] = await Promise.all([
    stage.certificate(OURS, zone, ['*.example.com']),
    stage.certificate(THEIRS, zone, ['*.example.com']),
  ]);
  await stage.distribution(THEIRS, {
    aliases: ['www.example.com', 'a.example.com', 'b.example.com'],
    certificateArn: theirs,
  });
  target = await stage.distribution(OURS, { aliases: ['there.example.com'], certificateArn: ours });
  another = await stage.distribution(OURS, { certificateArn: ours });
  await stage.record(zone, { name: '_www.example.com', type: 'TXT', values: [target.domainName] });
  await stage.control('PUT', 'agent', { temper: 'silent' });
});

const run = (command: string, ...args: string[]) =>
  cnameRescue([command, ...args, '--stage', 'sandbox'], inSandbox(sandbox.endpoint));
const start = (id: string, ...args: string[]) => run('start', '--target', id, ...args);
/** Facts of a command that is not to ask. */
async function facts(command: string, ...args: string[]) {
  const { out, exitCode, error } = await run(command, ...args, '--yes', '--json');
  if (out === '') throw new Error(error);
  const json = JSON.parse(out);
  // The published schema has all of it.
  expect(v.parse(SCHEMAS[command] ?? v.never(), json)).toEqual(json);
  return { exitCode, ...json };
}
const all = () => executions(stage.as(OURS).sfn, sandbox.stateMachineArn);
const named = async (name: string) => (await all()).find((execution) => execution.name === name);
const describeNamed = async (name: string) =>
  stage.as(OURS).sfn.send(new DescribeExecutionCommand({ executionArn: (await named(name))?.arn }));
const untilIn = (name: string, state: string) =>
  until(`${name} is in ${state}`, async () => {
    const execution = await named(name);
    return execution?.status === 'RUNNING' && statesEntered(execution).at(-1) === state;
  });
const refusal = (service: string, action: string, when: 'before' | 'after', code: string) =>
  stage.control('POST', 'faults', {
    service,
    action,
    when,
    kind: { code, message: 'You must not.', status: 400 },
  });

describe('start', () => {
  test('where nobody can be asked, it is not done', async () => {
    const { exitCode, out, error } = await start(target.id, 'www.example.com');
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(error).toBe(
      [
        'Move      www.example.com',
        `to        ${target.id} (${target.domainName})`,
        `asked by  ${ME}`,
        '',
        'Nothing moves before the TXT record that proves the ownership is published.',
        'Where it is already, the move follows at once.',
        '✗ Nobody can be asked here, so nothing was changed. Add --yes to have it done.',
        '',
      ].join('\n'),
    );
    expect(await all()).toEqual([]);
  });

  test.each<[string, string, RegExp]>([
    ['no such distribution', 'E1', /✗ Account \d+ has no distribution E1\. Is the id right/],
    ['no such tenant', 'dt_1', /✗ Account \d+ has no distribution tenant dt_1\. Is the id right/],
  ])('%s', async (_, id, message) => {
    const { exitCode, out, error } = await start(id, 'a.example.com', '--yes');
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(error).toMatch(message);
  });

  test('an account without the stack', async () => {
    const args = ['start', '--target', target.id, 'www.example.com', '--stage', 'sandbox', '--yes'];
    const { exitCode, error } = await cnameRescue(args, inSandbox(sandbox.endpoint, THEIRS));
    expect(exitCode).toBe(2);
    expect(error).toMatch(/has no stack of the stage "sandbox"/);
  });

  test('the target, named by its domain name, has it: there is nothing to start', async () => {
    const { exitCode, out } = await start(target.domainName, 'there.example.com');
    expect({ exitCode, out }).toEqual({
      exitCode: 0,
      out: `Nothing to do: there.example.com is on ${target.id}.\n`,
    });
  });

  test('refused by AWS, and failed in the function', async () => {
    await refusal('lambda', 'Invoke', 'before', 'AccessDeniedException');
    const refused = await start(target.id, 'b.example.com', '--yes');
    expect(refused).toMatchObject({ exitCode: 3, out: '' });
    expect(refused.error).toMatch(/AWS does not allow it: You must not\./);

    await refusal('states', 'StartExecution', 'before', 'AccessDeniedException');
    const failed = await start(target.id, 'b.example.com', '--yes');
    expect(failed).toMatchObject({ exitCode: 1, out: '' });
    expect(failed.error).toMatch(
      /✗ AccessDeniedException: You must not\. Nothing was started\. The log group \/aws\/lambda\/cname-rescue-sandbox-receive-failure/,
    );
    // The claim of the one before stands for a while.
    const pending = await start(target.id, 'b.example.com', '--yes');
    expect(pending).toMatchObject({ exitCode: 1, out: '' });
    expect(pending.error).toMatch(
      /✗ ClaimPending: b\.example\.com was just claimed .* Try again in two minutes\./,
    );
  });

  test('started, joined, refused', async () => {
    const { exitCode, out } = await start(target.id, 'A.example.com.', '--yes');
    expect(exitCode).toBe(0);
    const [, name = ''] = /^Started: (\S+)\nNext: cname-rescue watch \1 --stage sandbox\n$/.exec(out) ?? [];
    expect(name).toMatch(new RegExp(`^a\\.example\\.com_${target.id}_`));
    const { incident } = JSON.parse((await describeNamed(name)).input ?? '');
    expect(incident).toMatchObject({
      action: 'UpdateDistribution',
      aliases: ['a.example.com'],
      target: { kind: 'distribution', id: target.id },
      caller: ME,
      errorMessage: STARTED_BY_HAND,
    });

    expect(await start(target.id, 'a.example.com', '--yes')).toMatchObject({
      exitCode: 0,
      out: expect.stringMatching(
        `^Nothing was started: ${name} moves a\\.example\\.com to ${target.id} already`,
      ),
    });
    expect(await start(another.id, 'a.example.com', '--yes')).toMatchObject({
      exitCode: 1,
      out: expect.stringMatching(
        `^Refused: ${name} wants one of the aliases on another target\\.\n.*\nNext: cname-rescue status ${name}`,
      ),
    });
    const more = await facts('start', '--target', target.id, 'a.example.com', 'c.example.com');
    expect(more).toMatchObject({ exitCode: 0, outcome: 'started', joined: name, dryRun: false });
    expect(JSON.parse((await describeNamed(more.remediation)).input ?? '').incident).toMatchObject({
      aliases: ['c.example.com'],
    });
  });
});

describe('a remediation that fails', () => {
  let name = '';

  test('is redriven, and continues with the state that failed', async () => {
    // CreateCase takes effect, but what comes back is a refusal.
    await refusal('support', 'CreateCase', 'after', 'AccessDeniedException');
    name = (await facts('start', '--target', target.id, 'www.example.com')).remediation;
    const running = await facts('retry', name);
    expect(running).toMatchObject({ exitCode: 0, outcome: 'running' });
    await until('it fails', async () => (await named(name))?.status === 'FAILED');

    const unasked = await run('retry', 'www.example.com');
    expect(unasked).toMatchObject({ exitCode: 2, out: '' });
    expect(unasked.error).toMatch(
      /failed in +Open support case\nbecause +AccessDeniedException: You must not\.\nrunbook +docs\/runbook\/README\.md\n\nIt goes on with that state/,
    );
    expect(await run('retry', 'www.example.com', '--yes')).toMatchObject({
      exitCode: 0,
      out: `Redriven: ${name}\nIt goes on with: Open support case\nNext: cname-rescue watch ${name} --stage sandbox\n`,
    });
    await untilIn(name, 'Await Support');
  });

  test('is stopped: what stays behind is said, and who did it', async () => {
    const { exitCode, out } = await run('stop', name, '--yes');
    const [{ displayId = '' } = {}] = await cases();
    expect(exitCode).toBe(0);
    expect(out).toBe(
      [
        `Stopped: ${name}`,
        `Case ${displayId} stays open: close it, or AWS Support may still move the alias.`,
        '_www.example.com TXT stays in DNS: delete it, since it is the consent to the',
        'move.',
        `To let it go on after all: cname-rescue retry ${name} --stage sandbox`,
        '',
      ].join('\n'),
    );
    expect(await describeNamed(name)).toMatchObject({
      status: 'ABORTED',
      cause: `Stopped by ${ME} with cname-rescue stop.`,
    });
    await until('people are told', async () =>
      sandbox.messages().some(({ subject }) => subject?.includes('stopped by hand')),
    );
    expect(await facts('stop', name)).toMatchObject({ exitCode: 0, outcome: 'over', status: 'ABORTED' });
  });

  test('somebody else is quicker, and AWS refuses', async () => {
    await refusal('states', 'RedriveExecution', 'before', 'AccessDeniedException');
    expect(await run('retry', name, '--yes')).toMatchObject({ exitCode: 3, out: '' });
    await refusal('states', 'RedriveExecution', 'before', 'ExecutionNotRedrivable');
    const { exitCode, error } = await run('retry', name, '--yes');
    expect(exitCode).toBe(1);
    expect(error).toMatch(/Step Functions does not let \S+ go on: .* Run the command again/);
    // It has begun again by the time that we are told that it cannot.
    await refusal('states', 'RedriveExecution', 'after', 'ExecutionNotRedrivable');
    expect(await facts('retry', name)).toMatchObject({ exitCode: 0, outcome: 'running' });
    await refusal('states', 'StopExecution', 'before', 'AccessDeniedException');
    expect(await run('stop', name, '--yes')).toMatchObject({ exitCode: 3, out: '' });
    await untilIn(name, 'Await Support');
    await run('stop', name, '--yes');
  });

  test('beyond redrive it is begun anew, and finds the open case', async () => {
    await stage.control('PUT', 'states/redrivable', { seconds: 0 });
    const { exitCode, out, error } = await run('retry', name, '--yes');
    expect(exitCode).toBe(0);
    expect(error).toContain('It cannot go on (Execution redrivable period exceeded): another one is started');
    const [, next = ''] = /^Started: (\S+)\nIt takes the place of /.exec(out) ?? [];
    expect(next).not.toBe(name);
    // It goes further while the person is asked whether to stop it: what stays is what there is in the end.
    const terminal = new TerminalDouble('y');
    terminal.whileAsked = async () => {
      await untilIn(next, 'Await Support');
      expect(await cases()).toHaveLength(1);
      // Of the wish there is one that runs by now.
      expect(await facts('retry', name)).toMatchObject({ exitCode: 0, outcome: 'joined', other: next });
    };
    stubLambdaEnvironment(sandbox.endpoint, OURS);
    expect(await inProcess(['stop', next, '--stage', 'sandbox'], terminal, {})).toBe(0);
    vi.unstubAllEnvs();
    expect(terminal.errors.join()).not.toMatch(/Case/);
    expect(terminal.written.join()).toMatch(/^Stopped: \S+\nCase \d+ stays open/);
  });

  test('of no such name', async () => {
    for (const command of ['retry', 'stop']) {
      const { exitCode, error } = await run(command, 'nobody', '--yes');
      expect(exitCode).toBe(2);
      expect(error).toMatch(/No remediation is called "nobody"/);
    }
  });
});

async function cases() {
  const { cases: found = [] } = await stage
    .as(OURS)
    .support.send(new DescribeCasesCommand({ includeResolvedCases: true }));
  return found;
}
