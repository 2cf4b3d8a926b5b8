/** `list`, `status`, `watch` and the names that a shell completes, over the wire: remediations in different phases, in one sandbox. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  ListExecutionsCommand,
  RedriveExecutionCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { RemediationList } from '../../cli/commands/list.ts';
import { statusOf as factsOf, RemediationStatus } from '../../cli/standing/facts.ts';
import { standingOf } from '../../providers/operator/standing.ts';
import { executionName } from '../../remediation/execution-name.ts';
import { OURS, THEIRS } from '../../sandbox/rehearsal/stage.ts';
import { until } from '../../sandbox/rehearsal/until.ts';
import { incident } from '../doubles/documents.ts';
import { stubLambdaEnvironment } from '../doubles/lambda-environment.ts';
import { sandbox, stage } from '../end-to-end/sandbox.ts';
import { cnameRescue, inSandbox } from './cname-rescue.ts';

const rescue = (...args: string[]) =>
  cnameRescue([...args, '--stage', 'sandbox'], inSandbox(sandbox.endpoint));

/** What `--json` prints is checked against its schema. */
async function facts<Schema extends v.GenericSchema>(schema: Schema, ...args: string[]) {
  const { exitCode, out, error } = await rescue(...args, '--json');
  expect({ error, lines: out.split('\n').length }).toEqual({ error: '', lines: 2 });
  return { exitCode, ...(v.parse(schema, JSON.parse(out)) as object) } as {
    exitCode: number;
  } & v.InferOutput<Schema>;
}
const statusOf = (name: string) => facts(v.strictObject(RemediationStatus.entries), 'status', name);
const listed = (...args: string[]) => facts(v.strictObject(RemediationList.entries), 'list', ...args);

/** Asked for in this process, which costs no start of another. */
async function untilSo(name: string, is: (found: RemediationStatus) => boolean): Promise<void> {
  await until(`${name} is as it has to be`, async () => {
    const arn = await execution(name);
    const standing = arn === undefined ? undefined : await standingOf(arn);
    return standing && is(factsOf(standing, { stage: 'sandbox' }, Date.now()));
  });
}

async function execution(name: string): Promise<string | undefined> {
  const { executions = [] } = await stage
    .as(OURS)
    .sfn.send(new ListExecutionsCommand({ stateMachineArn: sandbox.stateMachineArn }));
  return executions.find((each) => each.name?.startsWith(name))?.executionArn;
}

test('nothing has happened yet', async () => {
  expect(await rescue('list')).toEqual({ exitCode: 0, out: 'There are no remediations.\n', error: '' });
  expect(await listed()).toMatchObject({ exitCode: 0, remediations: [], left: 0, next: [] });
  expect(await rescue('status', 'www.example.com')).toMatchObject({
    exitCode: 2,
    out: '',
    error: expect.stringMatching(/There are no remediations\.$/m),
  });
});

test('an account without the stack', async () => {
  const args = ['list', '--stage', 'sandbox'];
  const { exitCode, out, error } = await cnameRescue(args, inSandbox(sandbox.endpoint, '444455556666'));
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
  expect(error).toMatch(/Account 444455556666 has no stack of the stage "sandbox"/);
});

describe('after incidents', () => {
  let zone: { account: string; id: string };
  const certificates = new Map<string, string>();
  const targets = new Map<string, { id: string; domainName: string }>();

  /** Somebody has the alias, and a deployment of ours asks for it. */
  async function wanted(alias: string, holder: string, attached = true): Promise<void> {
    const certificateArn = certificates.get(OURS);
    await stage.distribution(holder, { aliases: [alias], certificateArn: certificates.get(holder) });
    const target = await stage.distribution(OURS, attached ? { certificateArn } : {});
    targets.set(alias, target);
    await stage.failingUpdate(OURS, target.id, { aliases: [alias], ...(attached ? {} : { certificateArn }) });
  }
  const publish = (alias: string) =>
    stage.record(zone, { name: `_${alias}`, type: 'TXT', values: [targets.get(alias)?.domainName ?? ''] });

  afterAll(() => vi.unstubAllEnvs());
  beforeAll(async () => {
    stubLambdaEnvironment(sandbox.endpoint, OURS);
    zone = { account: OURS, id: await stage.hostedZone(OURS, 'example.com') };
    for (const account of [OURS, THEIRS])
      certificates.set(account, await stage.certificate(account, zone, ['*.example.com']));
    await stage.control('PUT', 'agent', { temper: 'silent' });
    await wanted('both.example.com', THEIRS, false);
    await wanted('support.example.com', THEIRS);
    await stage.control('POST', 'faults', {
      service: 'support',
      action: 'CreateCase',
      when: 'before',
      kind: { code: 'AccessDeniedException', message: 'Your permissions were taken away.', status: 400 },
    });
    await publish('support.example.com');
    await wanted('done.example.com', OURS);
  });

  test('both gates are closed: what is to be created and attached, and a person is needed', async () => {
    await untilSo('both', ({ proofs, toDo }) => proofs.length > 0 && toDo.length === 2);
    const found = await statusOf('both');
    expect(found.standing).toBe('waiting-for-dns-and-certificate');
    expect(found).toMatchObject({ exitCode: 1, needsPerson: true, aliases: ['both.example.com'] });
    // Which, changes every few seconds here.
    expect(found.states.length).toBeGreaterThan(0);
    expect(found.proofs[0]?.servers).toHaveLength(4);
    const { out, error, exitCode } = await rescue('status', 'both.example.com');
    expect({ error, exitCode }).toEqual({ error: '', exitCode: 1 });
    const record = `_both.example.com TXT "${targets.get('both.example.com')?.domainName}"`;
    expect(out.split('\n')).toContain(`     ${record}`);
    expect(out).toMatch(/^ns-4\.dns\.example +127\.0\.0\.14 +missing +no such name$/m);
    expect(out).toMatch(/^ {5}aws cloudfront update-distribution /m);
    expect(out).toMatch(/^ {5}cname-rescue watch both\.example\.com_\w+ --stage sandbox$/m);
    // But for what is to be copied, and for words that are longer by themselves.
    for (const line of out.split('\n').filter((each) => !/^ {5}\S|https:|arn:/.test(each)))
      expect(line.length).toBeLessThanOrEqual(80);
  });

  test('watched where no person looks on, it is a line for each change, and in the end what remains', async () => {
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const args = ['watch', 'done', '--stage', 'sandbox'];
    const watched = cnameRescue(args, inSandbox(sandbox.endpoint), undefined, begin);
    await begun;
    await publish('done.example.com');
    const { out, error, exitCode } = await watched;
    expect({ error, exitCode }).toEqual({ error: '', exitCode: 0 });
    const [changes = '', end] = out.split(/^(?=done\.example\.com → )/m);
    const lines = changes.trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC {2}\S/);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.at(-1)).toMatch(/UTC {2}arrived$/);
    expect(end).toContain('declare the alias in the target');
  });

  test('what has arrived says what remains', async () => {
    const { out, exitCode } = await rescue('status', 'done');
    expect(exitCode).toBe(0);
    expect(out).toContain(`\n     done.example.com CNAME ${targets.get('done.example.com')?.domainName}\n`);
  });

  test('failed: why, and how to go on; then redriven, it goes on', async () => {
    await untilSo('support', ({ status }) => status === 'FAILED');
    const failed = await statusOf('support');
    expect(failed).toMatchObject({
      exitCode: 1,
      standing: 'failed',
      error: 'AccessDeniedException',
      failure: { state: 'Open support case', cause: expect.stringContaining('were taken away') },
      redrive: { possible: true },
      toDo: [{ copy: [`cname-rescue retry ${failed.name} --stage sandbox`] }],
    });
    expect(failed.chain.find(({ state }) => state === 'failed')).toMatchObject({ name: 'case' });

    await stage.as(OURS).sfn.send(new RedriveExecutionCommand({ executionArn: await execution('support') }));
    await untilSo('support', (found) => found.case !== undefined);
    const redriven = await statusOf('support');
    expect(redriven).toMatchObject({ exitCode: 0, redriveCount: 1, needsPerson: false, toDo: [] });
    expect(redriven.failure).toBeUndefined();
    expect(redriven.standing).toBe('waiting-for-support');
    expect((await rescue('status', 'support')).out).toContain(`\nCase:      ${redriven.case?.url}\n`);
  });

  test('a dry run says what it would do, and waits for nobody', async () => {
    const asked = incident({
      id: 'dry-run',
      aliases: ['dry.example.com'],
      target: { kind: 'distribution', id: targets.get('done.example.com')?.id ?? '' },
    });
    await stage.distribution(OURS, { aliases: ['dry.example.com'], certificateArn: certificates.get(OURS) });
    targets.set('dry.example.com', targets.get('done.example.com') ?? { id: '', domainName: '' });
    await publish('dry.example.com');
    await stage.as(OURS).sfn.send(
      new StartExecutionCommand({
        stateMachineArn: sandbox.stateMachineArn,
        name: executionName(asked),
        input: JSON.stringify({ incident: asked, dryRun: true }),
      }),
    );
    await untilSo('dry', (found) => found.status === 'SUCCEEDED');
    expect(await statusOf('dry')).toMatchObject({ exitCode: 0, standing: 'dry-run-finished', dryRun: true });
    expect((await rescue('status', 'dry')).out).toMatch(/^✓ dry run: finished, \d+s ago$/m);
  });

  test('--json has a line for each change, and Ctrl-C ends the watching only', async () => {
    const args = ['cli/main.ts', 'watch', 'both', '--stage', 'sandbox', '--json'];
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, args, { env: { PATH, ...inSandbox(sandbox.endpoint) } });
    const said = { out: '', error: '' };
    child.stderr.on('data', (data) => {
      said.error += data;
    });
    child.stdout.on('data', (data) => {
      if (said.out === '') child.kill('SIGINT');
      said.out += data;
    });
    const [exitCode] = await once(child, 'close');
    expect(exitCode).toBe(130);
    expect(said.error).toBe('Not watched any more. The remediation goes on by itself.\n');
    expect(JSON.parse(said.out)).toMatchObject({ aliases: ['both.example.com'], needsPerson: true });
    expect(await statusOf('both')).toMatchObject({ status: 'RUNNING' });
  });

  /** What was started in the same moment may stand in either order. */
  const glance = async () => {
    const { out, error, exitCode } = await rescue('list');
    expect(error).toBe('');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    const [heading, ...lines] = out.split('\n').map((line) => line.replace(/_[A-Z0-9]+\b( +\d+\w)?/, ''));
    expect(heading).toMatch(/^ +NAME +SINCE +STANDING$/);
    return { exitCode, rows: lines.slice(0, 4).toSorted(), rest: lines.slice(4) };
  };
  const others = [
    expect.stringMatching(/^… {2}support\.example\.com +waiting for AWS Support$/),
    expect.stringMatching(/^✓ {2}done\.example\.com +arrived$/),
    expect.stringMatching(/^✓ {2}dry\.example\.com +dry run: finished$/),
  ];

  test('all of them at a glance', async () => {
    expect(await glance()).toEqual({
      exitCode: 1,
      rows: [expect.stringMatching(/^! {2}both\.example\.com +waiting for DNS, certificate$/), ...others],
      rest: ['', 'One needs a person:', '    cname-rescue status both.example.com --stage sandbox', ''],
    });
  });

  test('what somebody stopped needs nobody', async () => {
    const executionArn = await execution('both');
    await stage.as(OURS).sfn.send(new StopExecutionCommand({ executionArn, cause: 'Not wanted any more.' }));
    expect(await glance()).toEqual({
      exitCode: 0,
      rows: [expect.stringMatching(/^· {2}both\.example\.com +stopped$/), ...others],
      rest: [''],
    });
    const { out, exitCode } = await rescue('status', 'both.example.com');
    expect(exitCode).toBe(0);
    expect(out).toContain('The execution was stopped here: Not wanted any more.');
    expect(out).toMatch(
      /To let it go on after all:\n +cname-rescue retry both\.example\.com_\S+ --stage sandbox/,
    );
    const { remediations } = await listed('--all');
    expect(remediations.map(({ standing }) => standing).toSorted()).toEqual([
      'arrived',
      'dry-run-finished',
      'stopped',
      'waiting-for-support',
    ]);
  });

  test('a shell completes names where one is asked for, and runs nothing', async () => {
    const offered = async (...words: string[]) => {
      const { exitCode, out, error } = await cnameRescue(
        ['--get-yargs-completions', 'cname-rescue', ...words],
        inSandbox(sandbox.endpoint),
      );
      expect({ exitCode, error }).toEqual({ exitCode: 0, error: '' });
      return out
        .trim()
        .split('\n')
        .map((word) => word.replace(/_.*/, ''));
    };
    expect(await offered('status', '--stage', 'sandbox', 'd')).toEqual(
      expect.arrayContaining(['done.example.com', 'dry.example.com']),
    );
    expect(await offered('stop', '--yes', '--stage', 'sandbox', 'support')).toEqual(['support.example.com']);
    expect(await offered('list', '--stage', 'sandbox', 's')).not.toContain('support.example.com');
    expect(await statusOf('support')).toMatchObject({ status: 'RUNNING' });
  });

  test('what AWS refuses is said, with what to do', async () => {
    await stage.control('POST', 'faults', {
      service: 'states',
      action: 'GetExecutionHistory',
      when: 'before',
      kind: { code: 'AccessDeniedException', message: 'You may not.', status: 400 },
    });
    const { exitCode, out, error } = await rescue('status', 'support');
    expect({ exitCode, out }).toEqual({ exitCode: 3, out: '' });
    expect(error).toMatch(/does not allow it: You may not\. docs\/operator-policy\.json/);
  });

  test('without credentials nothing is looked at', async () => {
    const env = { AWS_ENDPOINT_URL: sandbox.endpoint, AWS_EC2_METADATA_DISABLED: 'true' };
    const { exitCode, error } = await cnameRescue(['status', 'support', '--stage', 'sandbox'], env);
    expect(exitCode).toBe(3);
    expect(error).toMatch(
      /no AWS credentials to use: Could not load credentials from any providers\. Sign in/,
    );
  });
});
