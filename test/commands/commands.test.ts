/** The commands as a person calls them: what they print, how they exit, and that nothing stays behind. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** `npm run NAME` without the packaging, which has run already. */
function command(name: 'rehearse' | 'sandbox', ...args: string[]): Promise<Ended> {
  return commandIn('.', tmpdir(), name, ...args);
}

function commandIn(cwd: string, temporary: string, name: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, `../../sandbox/bin/${name}.ts`), ...args],
      { cwd, env: { ...process.env, TMPDIR: temporary } },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

const folder = mkdtempSync(join(tmpdir(), 'cname-rescue-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe.concurrent('mistakes are one clear sentence and exit code 2', () => {
  test.for([
    ['an unknown scenario', ['--scenario', 'nope'], 'There is no scenario "nope". There are: other-account'],
    ['an unknown option', ['--wat'], "Unknown option '--wat'"],
    ['two things at once', ['--scenario', 'same-account', '--event', 'x.json'], 'exclude each other'],
    ['an event file that is not there', ['--event', '/nowhere.json'], '/nowhere.json cannot be read'],
    ['a folder instead of a file', ['--event', 'test'], 'test cannot be read'],
    ['no JSON', ['--event', file('text.json', 'hello')], 'holds no JSON'],
    ['a foreign event', ['--event', file('foreign.json', '{"source":"aws.s3"}')], 'is no CloudTrail event'],
    [
      'an event of another account',
      [
        '--event',
        file(
          'account.json',
          readFileSync('test/fixtures/cloudtrail/update-distribution.json', 'utf8').replaceAll(
            '111122223333',
            '444455556666',
          ),
        ),
      ],
      'is of the account 444455556666',
    ],
  ] as const)('rehearse: %s', async ([, args, sentence]) => {
    const { code, stdout, stderr } = await command('rehearse', ...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('sandbox: a port that is none', async () => {
    const { code, stderr } = await command('sandbox', '--port', 'high');
    expect(code).toBe(2);
    expect(stderr).toContain('--port high: a port is a number');
  });

  test('sandbox: a port that is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const address = squatter.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, stderr } = await command('sandbox', '--port', String(port), '--dns-port', '0');
    squatter.close();
    expect(code).toBe(2);
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is already taken`);
    expect(stderr).toContain('Choose another with --port');
  });
});

test.concurrent('a stack that is not packaged: what to run, and nothing is left behind', async () => {
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  const { code, stderr } = await commandIn(elsewhere, elsewhere, 'sandbox', '--port', '0');
  expect(code).toBe(2);
  expect(stderr).toContain('run "npm run package:sandbox" first');
  expect(readdirSync(elsewhere)).toEqual([]);
});

test.concurrent('rehearse --list names every scenario with a sentence', async () => {
  const { code, stdout } = await command('rehearse', '--list');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^other-account +\S.*\.$/m);
});

test.concurrent('rehearse --json prints one document', async () => {
  const { code, stdout } = await command('rehearse', '--scenario', 'same-account', '--json');
  const report = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(report).toMatchObject({ scenario: 'same-account', ok: true, outcome: 'arrived', problems: [] });
  expect(report.timeline.length).toBeGreaterThan(10);
  expect(report.calls).toContainEqual(
    expect.objectContaining({ action: 'UpdateDomainAssociation', outcome: 'ok' }),
  );
  expect(report.messages.length).toBeGreaterThan(4);
});

test.concurrent.for(['SIGINT', 'SIGTERM'] as const)(
  'sandbox: ready, works, and ends on %s',
  async (signal) => {
    const child = spawn(process.execPath, [
      'sandbox/bin/sandbox.ts',
      '--port',
      '0',
      '--dns-port',
      '0',
      '--json',
    ]);
    const [line] = await once(child.stdout, 'data');
    const ready = JSON.parse(String(line));
    expect(Object.keys(ready)).toEqual(['endpoint', 'dns', 'account', 'region', 'stateMachineArn']);
    expect(await (await fetch(`${ready.endpoint}/_sandbox/messages`)).json()).toEqual([]);
    expect(await (await fetch(`${ready.endpoint}/_sandbox/`)).json()).toMatchObject({
      'GET calls': null,
      'PUT agent': {
        required: ['temper'],
        properties: { temper: { enum: expect.arrayContaining(['silent']) } },
      },
      'POST faults': { required: ['service', 'action', 'when', 'kind'] },
    });
    const unknown = await fetch(`${ready.endpoint}/_sandbox/nonsense`);
    expect(unknown.status).toBe(404);
    expect(JSON.stringify(await unknown.json())).toContain('GET calls');

    child.kill(signal);
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    await expect(fetch(ready.endpoint)).rejects.toThrow();
  },
);
