/**
 * `onlyTagged`, as IAM holds the stack to it: the roles as osls has them made. The sandbox enforces no policies, so this is where it is
 * seen.
 */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { madeRoles } from './made-roles.ts';

const Statement = v.object({
  Action: v.pipe(
    v.union([v.string(), v.array(v.string())]),
    v.transform((actions) => [actions].flat()),
  ),
  Condition: v.optional(v.unknown()),
});
const Role = v.object({
  Type: v.literal('AWS::IAM::Role'),
  Properties: v.object({
    Policies: v.array(
      v.object({ PolicyName: v.string(), PolicyDocument: v.object({ Statement: v.array(Statement) }) }),
    ),
  }),
});

/** Of every role, the function's or the state machine's name beside each. */
async function statements(onlyTagged: string, others: Record<string, string> = {}) {
  const made = await madeRoles({ attachCertificate: 'true', ...others, onlyTagged });
  const policies = Object.values(made).flatMap((each) => v.parse(Role, each).Properties.Policies);
  return policies.flatMap(({ PolicyName, PolicyDocument }) =>
    PolicyDocument.Statement.map((statement) => ({ name: PolicyName, ...statement })),
  );
}
/** Some are bound by other conditions, which is no matter of tags. */
const byTag = ({ Condition }: { Condition?: unknown }) =>
  JSON.stringify(Condition ?? {}).includes('aws:ResourceTag/');
type Statements = Awaited<ReturnType<typeof statements>>;

const changes = (action: string) =>
  action.startsWith('cloudfront:') && !/^cloudfront:(Get|List|Describe)/.test(action);
const actions = (all: Statements) => all.flatMap(({ Action }) => Action);
const mayReadTags = (all: Statements) =>
  all
    .filter(({ Action }) => Action.includes('cloudfront:ListTagsForResource'))
    .map(({ name }) => name)
    .toSorted();

describe('onlyTagged=cname-rescue=allowed', () => {
  const restricted = (others = {}) => statements('cname-rescue=allowed', others);

  test('whatever changes something in CloudFront is for what carries the tag', async () => {
    const changing = (await restricted()).filter(({ Action }) => Action.some(changes));
    expect(new Set(actions(changing))).toEqual(
      new Set([
        'cloudfront:AssociateAlias',
        'cloudfront:UpdateDistribution',
        'cloudfront:UpdateDistributionTenant',
        'cloudfront:UpdateDomainAssociation',
      ]),
    );
    for (const { Condition } of changing) {
      expect(Condition).toEqual({ StringEquals: { 'aws:ResourceTag/cname-rescue': 'allowed' } });
    }
  });

  test('nothing else is restricted, least of all reading', async () => {
    const conditional = (await restricted()).filter(byTag);
    expect(actions(conditional).filter((action) => !changes(action))).toEqual([]);
  });

  test('the functions that look at tags may; no role may set one', async () => {
    const all = await restricted();
    expect(mayReadTags(all)).toEqual([
      'add-alias',
      'attach-certificate',
      'check-support-case',
      'diagnose-conflict',
      'move-alias',
      'open-support-case',
    ]);
    expect(actions(all).filter((action) => /^cloudfront:(Tag|Untag)/.test(action))).toEqual([]);
  });

  // They say the same, and reach as far as they would otherwise.
  test.each([{ dryRun: 'true' }, { selfService: 'false' }])(
    '%o: tags are read all the same',
    async (others) => {
      expect(mayReadTags(await restricted(others))).toEqual(
        expect.arrayContaining(['add-alias', 'diagnose-conflict', 'move-alias', 'open-support-case']),
      );
    },
  );

  test('a value may have an equals sign in it', async () => {
    const [changing] = (await statements('team=web=shop')).filter(({ Action }) => Action.some(changes));
    expect(changing?.Condition).toEqual({ StringEquals: { 'aws:ResourceTag/team': 'web=shop' } });
  });
});

test('as it is shipped, no such condition, and nobody may read tags', async () => {
  const all = await statements('');
  expect(all.filter(byTag)).toEqual([]);
  expect(mayReadTags(all)).toEqual([]);
});
