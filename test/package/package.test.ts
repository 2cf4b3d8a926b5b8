/** What a deployment would upload: the stage of an operator, with and without the optional parts. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StateMachine } from 'aws-local-stepfunctions';
import { beforeAll, describe, expect, test } from 'vitest';
import { FUNCTIONS } from '../../bundling/bundle.ts';
import { parseTemplate } from '../../sandbox/cloudformation/template.ts';
import { unpack } from '../../sandbox/unpack.ts';
import { actionsByPolicy } from './actions.ts';
import { madeRoles } from './made-roles.ts';
import { neededBy } from './needed-by-function.ts';
import { neededByStateMachine } from './needed-by-state-machine.ts';
import { PACKAGED_WITHIN_MS, packaged, refusedPackage } from './packaged.ts';
import { sandboxTemplate } from './sandbox-stage.ts';
import { differencesBetween } from './stages.ts';
import { rolesOf, type Statement } from './statements.ts';

type Packaged = Awaited<ReturnType<typeof packaged>>;

let plain: Packaged;
let full: Packaged;
beforeAll(async () => {
  plain = await packaged();
  full = await packaged(
    'slackBotTokenParameter=/cname-rescue/slack-bot-token',
    'slackChannel=C0123456789',
    'email=platform@example.com',
    'attachCertificate=true',
    'onlyTagged=cname-rescue=allowed',
  );
}, PACKAGED_WITHIN_MS);

const named = (name: string) => `cname-rescue-prod-${name}`;

test('every function is deployed, with a role of its own; Slack only when it is configured', () => {
  const roleOf = ({ name, roleArn }: { name: string; roleArn: string }) => [name, roleArn];
  const expected = FUNCTIONS.map((name) => [named(name), `arn:aws:iam::111122223333:role/${named(name)}`]);
  expect(full.account.functions.map(roleOf).toSorted()).toEqual(expected.toSorted());
  expect(plain.account.functions.map(({ name }) => name)).not.toContain(named('announce-by-slack'));
  expect(plain.account.functions).toHaveLength(expected.length - 1);
});

test('a webhook needs less than a bot: its own parameter, and nothing of the ledger', async () => {
  const of = async (parameters: Record<string, string>) =>
    JSON.stringify((await madeRoles(parameters)).AnnounceBySlackRole).match(
      /dynamodb:\w+|thread#\*|param:\w+/g,
    );
  expect(await of({ slackWebhookParameter: '/hook' })).toEqual(
    Array.from({ length: 2 }, () => 'param:slackWebhookParameter'),
  );
  expect(await of({ slackBotTokenParameter: '/bot' })).toEqual([
    'param:slackBotTokenParameter',
    'param:slackBotTokenParameter',
    'dynamodb:UpdateItem',
    'dynamodb:LeadingKeys',
    'thread#*',
  ]);
});

test('certificates are attached only where the operator says so', () => {
  const allowed = ({ account }: Packaged) =>
    account.functions.flatMap(({ environment }) => environment.ATTACH_CERTIFICATE ?? []);
  expect(allowed(plain)).toEqual(['false', 'false']);
  expect(allowed(full)).toEqual(['true', 'true']);
});

test('the tag of onlyTagged is known to the functions whose roles are bound to it or look at tags', () => {
  const known = ({ account }: Packaged) =>
    account.functions.flatMap(({ name, environment: { ONLY_TAGGED } }) =>
      ONLY_TAGGED === undefined ? [] : [[name, ONLY_TAGGED]],
    );
  const bound = [...actionsByPolicy(full.template.Resources)]
    .filter(([, actions]) => actions.includes('cloudfront:ListTagsForResource'))
    .map(([name]) => named(name));
  expect(known(full).toSorted()).toEqual(bound.toSorted().map((name) => [name, 'cname-rescue=allowed']));
  expect(known(plain).toSorted()).toEqual(bound.toSorted().map((name) => [name, '']));
});

test('each zip holds its one bundle, which loads and exports its handler', async () => {
  const { codeDir, remove } = await unpack(full.folder);
  const bundles = readdirSync(join(codeDir, 'dist')).toSorted();
  expect(bundles).toEqual(FUNCTIONS.map((name) => `${name}.mjs`).toSorted());
  for (const { name, handler, environment } of full.account.functions) {
    const [file = ''] = handler.split('.');
    expect(existsSync(join(codeDir, `${file}.mjs`)), name).toBe(true);
    const script = `const { handler } = await import('${join(codeDir, `${file}.mjs`)}'); process.exit(typeof handler === 'function' ? 0 : 1);`;
    const env = { ...environment, AWS_REGION: 'us-east-1', PATH: process.env.PATH ?? '' };
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], { env, stdio: 'pipe' });
  }
  await remove();
});

test('the template holds no null: CloudFormation refuses it', () => {
  expect(nulls(full.template)).toEqual([]);
});

test('the stages prod and sandbox are one stack', () => {
  const prod = { name: 'cname-rescue-prod', template: plain.template };
  expect(differencesBetween(prod, { name: 'cname-rescue-sandbox', template: sandboxTemplate() })).toEqual([]);
});

test('the state machine is valid, and every Resource in it is a function of the stack or an integration', () => {
  const [machine] = full.account.stateMachines;
  // The engine validates with asl-validator before it takes a definition; its own type knows no computed one.
  expect(() => new StateMachine(machine?.definition as never)).not.toThrow();
  const arns = JSON.stringify(machine?.definition).match(/arn:aws:lambda:[^"]+/g) ?? [];
  const functions = full.account.functions.map(
    ({ name }) => `arn:aws:lambda:us-east-1:111122223333:function:${name}`,
  );
  expect(functions).toEqual(expect.arrayContaining(arns));
});

describe('each role allows what is called in its name, and nothing else', () => {
  const allowed = new Map<string, Statement[]>();
  beforeAll(() => {
    for (const { id, statements } of rolesOf(full)) allowed.set(id, statements);
  });

  test.for(FUNCTIONS)('%s', (name) => {
    const template = parseTemplate(full.template);
    const [id = ''] =
      Object.entries(template.Resources).find(
        ([, { Properties }]) => Properties?.FunctionName === named(name),
      ) ?? [];
    const { role, actions } = neededBy(id, template, (path) => readFileSync(`${path}.mjs`, 'utf8'));
    const granted = allowed.get(role)?.flatMap(({ Action }) => Action);
    expect(granted?.toSorted()).toEqual(actions);
  });

  test('the state machine', () => {
    const granted = allowed
      .get('RemediationRole')
      ?.flatMap(({ Action, Resource }) =>
        Action.flatMap((action) => Resource.map((arn) => `${action} on ${arn}`)),
      );
    const [machine] = full.account.stateMachines;
    const bus = (bus: string) => `arn:aws:events:us-east-1:111122223333:event-bus/${bus}`;
    const { Properties = {} } = parseTemplate(full.template).Resources.Remediation ?? {};
    expect(granted?.toSorted()).toEqual(neededByStateMachine(Properties, machine?.definition, bus));
  });
});

describe('what the roles let the stack change in CloudFront and in AWS Support', () => {
  const NAMES_OF_READING = /^(Get|List|Describe)/;
  /** By function; those that change nothing are left out. */
  const acting = ({ Resources }: { Resources: Record<string, unknown> }) =>
    Object.fromEntries(
      [...actionsByPolicy(Resources)].flatMap(([name, all]) => {
        const changing = all.filter((action) => {
          const [service = '', call = ''] = action.split(':');
          return ['cloudfront', 'support'].includes(service) && !NAMES_OF_READING.test(call);
        });
        return changing.length > 0 ? [[name, changing]] : [];
      }),
    );
  const updates = ['cloudfront:UpdateDistribution', 'cloudfront:UpdateDistributionTenant'];
  const always = {
    'add-alias': updates,
    'open-support-case': ['support:AddAttachmentsToSet', 'support:CreateCase'],
    'check-support-case': ['support:AddCommunicationToCase'],
  };
  const moves = {
    'move-alias': ['cloudfront:AssociateAlias', ...updates, 'cloudfront:UpdateDomainAssociation'],
  };

  test('as it is shipped, no certificate', () => {
    expect(acting(plain.template)).toEqual({ ...always, ...moves });
  });

  test('attachCertificate=true: a certificate as well', () => {
    expect(acting(full.template)).toEqual({
      ...always,
      ...moves,
      'attach-certificate': updates,
    });
  });

  test('selfService=false: no move', async () => {
    expect(acting({ Resources: await madeRoles({ selfService: 'false' }) })).toEqual(always);
  });

  test('dryRun=true: nothing, whatever else is allowed', { timeout: PACKAGED_WITHIN_MS }, async () => {
    const { template } = await packaged('dryRun=true', 'selfService=true', 'attachCertificate=true');
    expect(acting(template)).toEqual({});
  });
});

test('what is wrong is told in plain words, all of it, and nothing is packaged', async () => {
  const { stdout, stderr, status, folder } = refusedPackage(
    '--region',
    'eu-west-1',
    ...['dryRun=yes', 'emial=platform@example.com', 'email='].flatMap((each) => ['--param', each]),
  );
  expect(status).toBe(1);
  const [, words] = stdout.split('Error:\n');
  expect(words?.trim().split('\n  ')).toEqual([
    'Nothing is packaged or deployed:',
    expect.stringMatching(/^--region eu-west-1: it has to be us-east-1\. /),
    expect.stringMatching(/^email=: it has to be name=value\. /),
    'dryRun=yes: it has to be true or false.',
    'emial=platform@example.com: there is no parameter emial. Is it email?',
    'README.md, Configuration, has all parameters.',
  ]);
  expect(stderr).not.toMatch(/Cannot resolve|^ +at /m);
  expect(readdirSync(folder)).toEqual([]);
});

function nulls(value: unknown, path = ''): string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => nulls(inner, `${path}/${key}`));
}
