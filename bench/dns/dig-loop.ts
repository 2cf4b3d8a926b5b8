/** What a person would write instead: each name, at each name server, with dig. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { DelayedServers } from './delayed-servers.ts';

const run = promisify(execFile);

export const DIG_MISSING =
  'dig is not installed, so the loop of dig was not measured: apt-get install bind9-dnsutils, dnf install bind-utils or apk add bind-tools, and measure again.';

const LOOP =
  'for name in $NAMES; do for server in $SERVERS; do dig +norecurse +short @$server -p $PORT TXT $name; done; done';

/** A loop that hangs must not hold up the bench; one of twenty questions takes a second or two. */
const TIMEOUT_MS = 30_000;

export async function hasDig(): Promise<boolean> {
  return run('dig', ['-v']).then(
    () => true,
    () => false,
  );
}

/** What dig printed: a line for each value. */
export async function digLoop(
  { nameServers, port }: DelayedServers,
  names: readonly string[],
): Promise<string[]> {
  const servers = nameServers.map(({ address }) => address).join(' ');
  const env = { PATH: process.env.PATH, NAMES: names.join(' '), SERVERS: servers, PORT: String(port) };
  const { stdout } = await run('sh', ['-c', LOOP], { env, timeout: TIMEOUT_MS });
  return stdout.split('\n').filter((line) => line !== '');
}
