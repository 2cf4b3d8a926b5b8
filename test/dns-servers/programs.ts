/** The DNS servers that these tests run, where they are found, and the Debian packages that bring them. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Program -> Debian package. */
const PACKAGES = {
  nsd: 'nsd',
  'nsd-control': 'nsd',
  knotd: 'knot',
  knotc: 'knot',
  named: 'bind9',
  rndc: 'bind9',
  pdns_server: 'pdns-server',
  pdns_control: 'pdns-server',
  unbound: 'unbound',
} as const;

export type Program = keyof typeof PACKAGES;

/** Not a program of its own but a module, without which PowerDNS reads no zone file. */
const POWERDNS_BACKEND = { name: 'the bind backend of pdns_server', package: 'pdns-backend-bind' };

/** Daemons are in directories that are on root's PATH only. */
const DIRECTORIES = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];

/** @throws Error when it is not installed. */
export function pathOf(program: Program): string {
  const path = find(program);
  if (path === undefined) throw new Error(missingPrograms() ?? `${program} has gone`);
  return path;
}

/** One sentence that names everything that is missing and how to get it; `undefined` when all is there. */
export function missingPrograms(): string | undefined {
  const missing = allMissing();
  if (missing.length === 0) return undefined;
  const names = missing.map(({ name }) => name).join(', ');
  return `The DNS servers that these tests run are not all installed, missing: ${names}; on Debian: apt-get install --no-install-recommends ${missingPackages().join(' ')}`;
}

/** Debian packages that bring what is missing. */
export function missingPackages(): string[] {
  return [...new Set(allMissing().map((each) => each.package))];
}

function allMissing(): { name: string; package: string }[] {
  const missing: { name: string; package: string }[] = Object.entries(PACKAGES)
    // `Object.entries` forgets the type of the keys.
    .filter(([program]) => find(program as Program) === undefined)
    .map(([name, debianPackage]) => ({ name, package: debianPackage }));
  if (!hasPowerdnsBackend()) missing.push(POWERDNS_BACKEND);
  return missing;
}

function find(program: Program): string | undefined {
  return DIRECTORIES.map((directory) => join(directory, program)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function hasPowerdnsBackend(): boolean {
  const server = find('pdns_server');
  if (server === undefined) return false;
  // Its exit status is 99 though all went well.
  const { stdout } = spawnSync(server, ['--list-modules'], { encoding: 'utf8' });
  return stdout.split('\n').some((line) => line.trim() === 'bind');
}
