/** What a check says is to be done next, and by which commands. */
import { beforeEach, expect, test, vi } from 'vitest';
import { tenantResource } from '../../doubles/tenant.ts';
import { ALIAS, TARGET } from '../../doubles/world.ts';
import { Checking, type Wish } from './checking.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T01:00:00.000Z') });
  return () => vi.useRealTimers();
});

const PUBLISHED = (checking: Checking) => checking.world.publish();
const free = (checking: Checking) => {
  checking.world.holder = undefined;
};

const next = async (prepare: (checking: Checking) => void, wish: Wish) => {
  const checking = new Checking();
  prepare(checking);
  return (await checking.look(wish)).next;
};

test.each<[situation: string, (checking: Checking) => void, Wish, says: RegExp, commands: string[]]>([
  ['nothing', ({ world }) => world.arrive(), {}, /^Nothing to do\.$/, []],
  [
    'a start that waits',
    () => {},
    {},
    /^Start the remediation: it waits for what is missing/,
    ['cname-rescue start --target E2TARGETEXAMPLE www.example.com'],
  ],
  [
    'a start',
    PUBLISHED,
    {},
    /^Start the remediation\. The failed UpdateDistribution, made again/,
    ['cname-rescue start --target E2TARGETEXAMPLE www.example.com'],
  ],
  [
    'of a wildcard, of another stage, by a profile',
    PUBLISHED,
    { aliases: ['*.example.com'], circumstances: { stage: 'test', profile: 'ops' } },
    /^Start/,
    ["cname-rescue start --target E2TARGETEXAMPLE '*.example.com' --stage test --profile ops"],
  ],
  [
    'a dry run',
    PUBLISHED,
    { circumstances: { stack: 'looks' } },
    /only looks \(dryRun=true\)/,
    ['cname-rescue start --target E2TARGETEXAMPLE www.example.com'],
  ],
  [
    'one that runs already',
    PUBLISHED,
    { circumstances: { claims: new Map([[ALIAS, { execution: 'www_E2_1', target: TARGET, at: 0 }]]) } },
    /runs already/,
    ['cname-rescue status www_E2_1'],
  ],
  [
    'one that runs for some of them only',
    PUBLISHED,
    {
      aliases: [ALIAS, 'shop.example.com'],
      circumstances: { claims: new Map([[ALIAS, { execution: 'www_E2_1', target: TARGET, at: 0 }]]) },
    },
    /^A remediation runs already, but not for shop\.example\.com\. Follow it, and start another one:$/,
    ['cname-rescue status www_E2_1', 'cname-rescue start --target E2TARGETEXAMPLE shop.example.com'],
  ],
  [
    'without a stack, what is missing',
    () => {},
    { circumstances: { stack: 'none' } },
    /^Account 111122223333 has no stack of the stage "prod" that would do it\. Do what is named above/,
    ['cname-rescue check www.example.com --target E2TARGETEXAMPLE --watch'],
  ],
  [
    'without a stack, the move',
    PUBLISHED,
    { circumstances: { stack: 'none' } },
    /Move it yourself:$/,
    [
      'aws cloudfront update-domain-association --domain www.example.com --target-resource DistributionId=E2TARGETEXAMPLE',
    ],
  ],
  [
    'without a stack, the update',
    free,
    { circumstances: { stack: 'none' } },
    /Make the UpdateDistribution that adds it again\.$/,
    [],
  ],
  [
    'without a stack, AWS Support',
    ({ world }) => {
      world.plain = { values: [world.target.domainName], ttl: 0 };
      world.negativeTtl = 0;
    },
    { circumstances: { stack: 'none' } },
    /Ask AWS Support to move it/,
    [],
  ],
])('%s', async (_, prepare, wish, says, commands) => {
  const told = await next(prepare, wish);
  expect(told.says).toMatch(says);
  expect(told.commands).toEqual(commands);
});

test('of a tenant', async () => {
  const prepare = ({ world }: Checking) => {
    world.target = tenantResource();
    world.publish();
  };
  const { commands } = await next(prepare, { circumstances: { stack: 'none' } });
  expect(commands).toEqual([
    'aws cloudfront update-domain-association --domain www.example.com --target-resource DistributionTenantId=dt_2sTenantExample',
  ]);
});
