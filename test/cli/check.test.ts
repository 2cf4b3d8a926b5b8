/** `cname-rescue check` over the wire: what it says of worlds that are really there. */
import { spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as v from 'valibot';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CheckFacts } from '../../cli/check/facts.ts';
import { type HostedZone, OURS, THEIRS } from '../../sandbox/rehearsal/stage.ts';
import { createTenant } from '../../sandbox/rehearsal/tenant-stage.ts';
import { until } from '../../sandbox/rehearsal/until.ts';
import { sandbox, stage } from '../end-to-end/sandbox.ts';
import { cnameRescue, inSandbox } from './cname-rescue.ts';

let zone: HostedZone;
let subzone: HostedZone;
let certificateArn: string;
let target: { id: string; domainName: string };
let theirs: { id: string; domainName: string };

beforeAll(async () => {
  zone = { account: OURS, id: await stage.hostedZone(OURS, 'example.com') };
  subzone = { account: OURS, id: await stage.hostedZone(OURS, 'team.example.com') };
  await stage.delegate(zone, subzone);
  const names = {
    domainName: 'example.com',
    subjectAlternativeNames: ['*.example.com', '*.team.example.com'],
    status: 'ISSUED' as const,
  };
  const { arn: others } = sandbox.world.seedCertificate({ ...names, account: THEIRS });
  certificateArn = sandbox.world.seedCertificate({ ...names, account: OURS }).arn;
  const aliases = ['www', 'api', 'published', 'watched', '*'].map((name) => `${name}.example.com`);
  theirs = await stage.distribution(THEIRS, {
    aliases: [...aliases, 'example.com', 'www.team.example.com'],
    certificateArn: others,
  });
  target = await stage.distribution(OURS, { aliases: ['there.example.com'], certificateArn });
});

afterEach(() => stage.control('DELETE', 'faults', {}));

const check = (args: string[], { to = target.id, account = OURS, stage = 'sandbox' } = {}) =>
  cnameRescue(['check', ...args, '--target', to, '--stage', stage], inSandbox(sandbox.endpoint, account));

async function facts(args: string[], to?: string): Promise<CheckFacts> {
  const { out, error } = await check([...args, '--json'], to === undefined ? {} : { to });
  expect(error).toBe('');
  return v.parse(v.strictObject(CheckFacts.entries), JSON.parse(out));
}

const publish = (name: string, value = target.domainName) =>
  stage.record(zone, { name, type: 'TXT', values: [value] });

test('somebody else has it: the record to create, and what follows, without a call that changes anything', async () => {
  const since = new Date().toISOString();
  const { exitCode, out, error } = await check(['WWW.example.com.']);
  const called = sandbox.calls(since).map(({ action }) => action);
  expect(called).toContain('ListDomainConflicts');
  expect(called.filter((action) => !/^(Get|List|Describe)/.test(action))).toEqual([]);
  expect({ exitCode, error }).toEqual({ exitCode: 1, error: '' });
  expect(out).toContain(`${target.id} (${target.domainName}), account ${OURS}`);
  expect(out).toMatch(/Held by {3}distribution \*+\w+, account \*{6}556666/);
  expect(out).toContain(`\n    _www.example.com TXT "${target.domainName}"\n`);
  expect(out.match(/ns-\d\.dns\.example {2}127\.0\.0\.1\d {2}missing/g)).toHaveLength(4);
  expect(out).toContain('✓ Certificate\n');
  expect(out).toContain(`\n    cname-rescue start --target ${target.id} www.example.com --stage sandbox\n`);
});

test('several aliases, in several zones, one of them there already', async () => {
  const wanted = ['example.com', '*.example.com', 'www.team.example.com', 'there.example.com'];
  const { state, aliases, next } = await facts(wanted);
  expect(state).toBe('needs-a-person');
  expect(aliases.map(({ where, zone, record }) => [where, zone, record?.name])).toEqual([
    ['held', 'example.com', '_.example.com'],
    ['held', 'example.com', '_*.example.com'],
    ['held', 'team.example.com', '_www.team.example.com'],
    ['on-target', undefined, undefined],
  ]);
  expect(next.commands).toEqual([
    `cname-rescue start --target ${target.id} example.com '*.example.com' www.team.example.com --stage sandbox`,
  ]);
});

test('nothing is missing', async () => {
  await publish('_published.example.com');
  const { exitCode, out } = await check(['published.example.com']);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/Published {3}on every name server/);
});

test('nobody has it, and DNS leads to another distribution', async () => {
  await stage.record(zone, { name: 'free.example.com', type: 'CNAME', values: [theirs.domainName] });
  const { aliases, problems } = await facts(['free.example.com']);
  expect(aliases).toMatchObject([{ where: 'not-listed', happens: 'add' }]);
  expect(problems).toMatchObject([
    { about: 'alias-record', copy: [`free.example.com CNAME ${target.domainName}`] },
  ]);
});

test('the target has no certificate: who holds the alias is not known, and which one to attach is', async () => {
  const bare = await stage.distribution(OURS, {});
  const { aliases, problems } = await facts(['api.example.com'], bare.id);
  expect(aliases).toMatchObject([{ where: 'not-told' }]);
  const [, certificate] = problems;
  expect(certificate?.fix).toMatch(/^Attach arn:aws:acm:us-east-1:111122223333:certificate\//);
  expect(certificate?.copy[0]).toContain(`--id '${bare.id}'`);
});

test('without a Support API a case has to be opened by hand', async () => {
  await publish('_published.example.com');
  await stage.control('PUT', 'support/plan', { account: OURS, plan: 'none' });
  try {
    const { problems, support } = await facts(['published.example.com']);
    expect(problems.map(({ about }) => about)).toEqual(['support']);
    expect(support?.verdict).toBe('by-hand');
  } finally {
    await stage.control('PUT', 'support/plan', { account: OURS, plan: 'business' });
  }
});

test('a tenant is a target as well: the record names the routing endpoint of its connection group', async () => {
  const { id: DistributionId } = await stage.distribution(OURS, { forTenants: true, certificateArn });
  const tenant = await createTenant(stage, OURS, {
    DistributionId,
    Name: 'shop',
    Domains: [{ Domain: 'tenant.example.com' }],
  });
  const found = await facts(['www.example.com', 'tenant.example.com'], tenant);
  expect(found).toMatchObject({ target: { kind: 'tenant', id: tenant }, state: 'needs-a-person' });
  expect(found.aliases.map(({ where }) => where)).toEqual(['held', 'on-target']);
  expect(found.aliases[0]?.record?.value).toBe(found.target.domainName);
  // By a domain of its own, too.
  expect((await facts(['tenant.example.com'], 'tenant.example.com')).target.id).toBe(tenant);
});

test('so is what has a domain name', async () => {
  const { state, target: found } = await facts(['there.example.com'], target.domainName);
  expect({ state, id: found.id }).toEqual({ state: 'there', id: target.id });
});

test('where no stack is, by the defaults of one', async () => {
  const { exitCode, out } = await check(['there.example.com'], { stage: 'prod' });
  expect(exitCode).toBe(0);
  expect(out).toMatch(/Held by {3}the target, already[\s\S]*Nothing to do\.\n$/);
});

test('with --watch until nothing is missing', async () => {
  const watched = spawn(
    process.execPath,
    ['cli/main.ts', 'check', 'watched.example.com', '--target', target.id, '--stage', 'sandbox', '--watch'],
    { env: { PATH: process.env.PATH ?? '', ...inSandbox(sandbox.endpoint) } },
  );
  let out = '';
  watched.stdout.on('data', (text) => {
    out += text;
  });
  const ended = new Promise((resolve) => watched.on('exit', resolve));
  await until('it has looked once', async () => out.includes('_watched.example.com TXT'));
  await publish('_watched.example.com');
  expect(await ended).toBe(0);
  expect(out).toMatch(
    /Z {2}watched\.example\.com: The TXT record is on every name server; .*\n.*Nothing is missing any more/,
  );
});

describe('what is not right', () => {
  test.each([
    [['E2NOTTHEREEXAM'], /Account 111122223333 has no distribution E2NOTTHEREEXAM\. Is the id right/],
    [['dt_notThere'], /has no distribution tenant dt_notThere/],
    [['elsewhere.example.com'], /has no distribution or tenant of the name elsewhere\.example\.com/],
  ])('a target %s', async ([to], message) => {
    const { exitCode, out, error } = await check(['www.example.com'], { to: to ?? '' });
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(error).toMatch(message);
  });

  test('no target', async () => {
    const { exitCode, error } = await cnameRescue(['check', 'www.example.com'], inSandbox(sandbox.endpoint));
    expect(exitCode).toBe(2);
    expect(error).toMatch(/Missing required argument: target/);
  });

  test('a wildcard that the shell has replaced', async () => {
    const folder = await mkdtemp(`${tmpdir()}/check-`);
    await writeFile(`${folder}/there.example.com`, '');
    const { error, exitCode } = await cnameRescue(
      ['check', 'there.example.com', '--target', target.id, '--stage', 'sandbox'],
      inSandbox(sandbox.endpoint),
      folder,
    );
    expect(exitCode).toBe(0);
    expect(error).toMatch(/there\.example\.com is also a file in this folder/);
  });

  test('credentials that may not list conflicts', async () => {
    for (const action of ['ListDomainConflicts', 'ListConflictingAliases'])
      await stage.control('POST', 'faults', {
        service: 'cloudfront',
        action,
        when: 'before',
        kind: {
          code: 'AccessDenied',
          message: `User is not authorized to perform: cloudfront:${action}`,
          status: 403,
        },
      });
    const { exitCode, out, error } = await check(['www.example.com']);
    expect({ exitCode, out }).toEqual({ exitCode: 3, out: '' });
    expect(error).toMatch(/does not allow it: .*cloudfront:ListConflictingAliases/);
  });
});

// At the end: what it does is no command's doing.
test('a remediation that runs is named, and to be followed', async () => {
  await stage.failingUpdate(OURS, target.id, { aliases: ['there.example.com', 'api.example.com'] });
  const { next } = await until('the remediation runs', async () => {
    const found = await facts(['api.example.com']);
    return found.aliases[0]?.remediation && found;
  });
  expect(next.commands[0]).toMatch(/^cname-rescue status \S+ --stage sandbox$/);
});
