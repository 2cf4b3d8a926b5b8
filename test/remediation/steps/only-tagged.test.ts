/** With `onlyTagged`, whatever acts looks at the tags before, and so does the diagnosis. Without it nobody asks for a tag. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TagMissing } from '../../../remediation/errors.ts';
import { addAlias } from '../../../remediation/steps/add-alias.ts';
import { attachCertificate } from '../../../remediation/steps/attach-certificate.ts';
import { checkSupportCase } from '../../../remediation/steps/check-support-case.ts';
import { diagnoseConflict } from '../../../remediation/steps/diagnose-conflict.ts';
import { moveAlias } from '../../../remediation/steps/move-alias.ts';
import { openSupportCase } from '../../../remediation/steps/open-support-case.ts';
import { incident, proof, remediation, stepInput } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { ALIAS, ownDistribution, TARGET, World } from '../../doubles/world.ts';

const ALLOWED = { key: 'cname-rescue', value: 'allowed' };
const RESTRICTED = { ...SETTINGS, attachCertificate: true, onlyTagged: ALLOWED };
const HOLDER = ownDistribution('E1HOLDEREXAMPLE', ALIAS);

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T01:20:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Everything is ready for the step. */
interface Act {
  /** What is different from a published record and a holder that can be moved from. */
  world?(world: World): void;
  run(world: World, settings: typeof RESTRICTED | (typeof SETTINGS & { attachCertificate: true })): unknown;
  /** What was done, as the world noted it. */
  does?: string;
}

const settled = () => remediation({ proof: proof('settled') });
const withCase = () =>
  remediation({
    proof: proof('settled'),
    case: {
      verdict: 'open',
      reason: 'AWS Support is asked',
      news: false,
      caseId: 'case-1',
      status: 'opened',
      waitingSince: '2026-11-20T01:00:00.000Z',
      redriveCount: 0,
      checkedAt: '2026-11-20T01:00:00.000Z',
    },
  });

/** Those that take the alias from whoever has it. */
const taking: Record<string, Act> = {
  'Diagnose conflict': {
    run: (world, settings) => diagnoseConflict(portsOf(world), settings)(stepInput({ incident: incident() })),
  },
  'Move alias': {
    run: (world, settings) => moveAlias(portsOf(world), settings)(stepInput(settled())),
    does: 'moveAlias',
  },
  'Open support case': {
    run: (world, settings) => openSupportCase(portsOf(world), settings)(stepInput(settled())),
    does: 'createCase',
  },
  'Check support case, of one that AWS closed': {
    world: (world) => {
      const subject = 'as it was opened';
      world.cases = [
        { caseId: 'case-1', displayId: '1', subject, status: 'resolved', language: 'en', communications: [] },
      ];
    },
    run: (world, settings) => checkSupportCase(portsOf(world), settings)(stepInput(withCase())),
    does: 'say',
  },
};
/** Those that change the target alone. */
const giving: Record<string, Act> = {
  'Attach certificate': {
    world: (world) => world.detach(),
    run: (world, settings) => attachCertificate(portsOf(world), settings)(stepInput(settled())),
    does: 'attachCertificate',
  },
  'Add alias': {
    world: (world) => {
      world.holder = undefined;
    },
    run: (world, settings) => addAlias(portsOf(world), settings)(stepInput(settled())),
    does: 'addAliases',
  },
};
const acts = Object.entries({ ...taking, ...giving });

/** The holder is of our own account, and so is another distribution, which has nothing to do with it. */
function given(act: Act, ...tagged: string[]): World {
  const world = new World();
  world.publish();
  if (world.holder) world.holder.sameAccount = true;
  world.own = [HOLDER, ownDistribution('E1OTHEREXAMPLE', 'a.example.com'), ownDistribution(TARGET)];
  for (const arn of tagged) world.tags.set(arn, [{ key: 'team', value: 'web' }, ALLOWED]);
  act.world?.(world);
  return world;
}
/** The same for the plain case. */
const ready = (...tagged: string[]) => given({ run: () => undefined }, ...tagged);
const done = (world: World) => world.calls.map(({ action }) => action);
const targetArn = new World().target.arn;

describe('target and holder carry the tag', () => {
  test.each(acts)('%s: as ever', async (_, act) => {
    const world = given(act, targetArn, HOLDER.arn);
    await act.run(world, RESTRICTED);
    expect(done(world)).toEqual(act.does ? [act.does] : []);
  });
});

describe('the target does not', () => {
  test.each(acts)('%s: says so, and nothing is done', async (_, act) => {
    const world = given(act, HOLDER.arn);
    await expect(act.run(world, RESTRICTED)).rejects.toThrow(
      new TagMissing(ALLOWED, [{ arn: targetArn, loses: [] }]),
    );
    expect(done(world)).toEqual([]);
  });

  test.each([
    ['another value', { ...ALLOWED, value: 'Allowed' }],
    ['another key', { ...ALLOWED, key: 'CNAME-Rescue' }],
  ])('%s is not the tag', async (_, tag) => {
    const world = ready(HOLDER.arn);
    world.tags.set(targetArn, [tag]);
    const run = moveAlias(portsOf(world), RESTRICTED)(stepInput(settled()));
    await expect(run).rejects.toThrow(TagMissing);
  });
});

describe('a holder of our own does not', () => {
  test.each(Object.entries(taking))('%s: says so, and nothing is done', async (_, act) => {
    const world = given(act, targetArn);
    await expect(act.run(world, RESTRICTED)).rejects.toThrow(
      new TagMissing(ALLOWED, [{ arn: HOLDER.arn, loses: [ALIAS] }]),
    );
    expect(done(world)).toEqual([]);
  });

  test.each(Object.entries(giving))('%s: takes nothing from it', async (_, act) => {
    const world = given(act, targetArn);
    await act.run(world, RESTRICTED);
    expect(done(world)).toEqual([act.does]);
  });
});

test.each(acts)('no restriction: %s asks for no tag, and lists nothing for it', async (_, act) => {
  const world = given(act);
  const refuse = () => Promise.reject(new Error('not asked for'));
  Object.assign(world.cloudfront, { tags: refuse, ownResources: refuse });
  await act.run(world, { ...SETTINGS, attachCertificate: true });
  expect(done(world)).toEqual(act.does ? [act.does] : []);
});

test.each(Object.entries(taking))('%s, with the alias on the target: no tag is needed', async (_, act) => {
  const world = given(act);
  world.arrive();
  await act.run(world, RESTRICTED);
  expect(done(world)).toEqual([]);
});

test('selfService=false is no way round', async () => {
  const world = ready(targetArn);
  const settings = { ...RESTRICTED, selfService: false };
  await expect(moveAlias(portsOf(world), settings)(stepInput(settled()))).rejects.toThrow(TagMissing);
});

test.each([
  ['Diagnose conflict', diagnoseConflict],
  ['Move alias', moveAlias],
])('a dry run says the same: %s', async (_, step) => {
  const world = ready(targetArn);
  const input = stepInput({ ...settled(), dryRun: true });
  await expect(step(portsOf(world), RESTRICTED)(input)).rejects.toThrow(TagMissing);
});

test('target and holder without it are both named, once each', () => {
  const { message } = new TagMissing(ALLOWED, [
    { arn: targetArn, loses: [] },
    { arn: HOLDER.arn, loses: [ALIAS] },
  ]);
  expect(message).toBe(
    `This stack changes only what carries the tag cname-rescue=allowed (onlyTagged). It is missing on the target ${targetArn}, ${HOLDER.arn} (would lose ${ALIAS}). As long as it is, nothing is changed, and AWS Support is not asked either. If those who answer for them agree, tag them, then redrive the execution; otherwise leave it as it is.`,
  );
});
