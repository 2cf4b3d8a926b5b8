/** A daemon in the foreground, with a temporary directory of its own, from its first answer to its end. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Program, pathOf } from './programs.ts';
import { ask, type Endpoint } from './question.ts';
import { until } from './until.ts';

export interface RunningServer extends Endpoint {
  /** Where everything is that the daemon reads and writes. */
  directory: string;
  /** What it said on its standard output and error. */
  log(): string;
  /** Runs the program by which the daemon is controlled. @throws Error with what it said. */
  control(program: Program, ...args: string[]): Promise<string>;
  /** Stops the process where it is, so that it is silent, and lets it go on. NSD has more than the one: not for it. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Ends the process and waits for that. */
  stop(): Promise<void>;
}

export interface Daemon {
  program: Program;
  endpoint: Endpoint;
  /** Files to write first, by their names in `directory`. */
  files: Record<string, string>;
  args: readonly string[];
  directory: string;
  /** A zone by whose SOA it shows that it is up; without one, any answer is enough. */
  zone: string | undefined;
}

/** Of this test file, from the moment they are spawned: the process, and how it is ended. */
const running = new Map<ChildProcess, () => Promise<void>>();

// A test run that is broken off leaves nothing behind either.
process.once('exit', () => {
  for (const child of running.keys()) child.kill('SIGKILL');
});

/** For `afterAll`: whatever a test started, and whatever became of it, ends here. */
export async function stopServers(): Promise<void> {
  await Promise.all([...running.values()].map((stop) => stop()));
}

const run = promisify(execFile);
const STOP_PATIENCE_MS = 5000;
const BRIEFLY = { timeoutMs: 200 };

export function createDirectory(kind: string): string {
  return mkdtempSync(join(tmpdir(), `cname-rescue-${kind}-`));
}

/** @throws Error with the daemon's log when it ends, or does not answer. */
export async function startDaemon(daemon: Daemon): Promise<RunningServer> {
  const { program, endpoint, directory, args } = daemon;
  for (const [name, content] of Object.entries(daemon.files)) writeFileSync(join(directory, name), content);
  const child = spawn(pathOf(program), args, { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      log += text;
    });
  }
  let failed: Error | undefined;
  child.on('error', (error) => {
    failed = error;
  });
  const stop = async () => {
    await end(child);
    running.delete(child);
    rmSync(directory, { recursive: true, force: true });
  };
  running.set(child, stop);
  try {
    await until(`${program} at ${endpoint.address} port ${endpoint.port} answers`, async () => {
      if (failed || hasEnded(child)) throw new Error(failed?.message ?? 'it ended');
      return isUp(endpoint, daemon.zone);
    });
  } catch (error) {
    await stop();
    throw new Error(`${program} does not start. Its log:\n${log}`, { cause: error });
  }
  return {
    ...endpoint,
    directory,
    log: () => log,
    control: async (controller, ...rest) => {
      const { stdout, stderr } = await run(pathOf(controller), rest, { cwd: directory });
      return stdout + stderr;
    },
    // On a busy machine the signal takes a moment to reach every thread.
    freeze: async () => {
      child.kill('SIGSTOP');
      await until(`${program} is silent`, async () => !(await ask(endpoint, 'example.com', 'SOA', BRIEFLY)));
    },
    thaw: async () => {
      child.kill('SIGCONT');
      await until(`${program} answers again`, () => isUp(endpoint, undefined));
    },
    stop,
  };
}

async function isUp(endpoint: Endpoint, zone: string | undefined): Promise<boolean> {
  const reply = await ask(endpoint, zone ?? 'example.com', 'SOA');
  if (!reply) return false;
  return zone === undefined || (reply.rcode === 0 && reply.answers.length > 0);
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return;
  const exit = once(child, 'exit');
  const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
  child.kill('SIGTERM');
  // A frozen process hears of it only when it goes on.
  child.kill('SIGCONT');
  await exit;
  clearTimeout(impatience);
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
