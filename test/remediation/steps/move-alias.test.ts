import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Remediation } from '../../../remediation/document.ts';
import {
  AliasClaimed,
  AliasFoughtOver,
  MoveRefusedForGood,
  StepOutOfOrder,
  TargetGone,
} from '../../../remediation/errors.ts';
import { checkOwnershipProof } from '../../../remediation/steps/check-ownership-proof.ts';
import { moveAlias } from '../../../remediation/steps/move-alias.ts';
import { later } from '../../doubles/clock.ts';
import { EXECUTION, incident, remediation, stepInput } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { ALIAS, TARGET, World } from '../../doubles/world.ts';

const NOW = Date.parse('2026-11-20T01:00:00.000Z');
const DAY = 86_400_000;
const TXT = {
  moved: false as const,
  code: 'IllegalUpdate',
  message: 'Invalid or missing alias DNS TXT records.',
};
const ENABLED = {
  moved: false as const,
  code: 'IllegalUpdate',
  message: 'Alias move is not allowed since the source distribution is enabled',
};
const UNTRUSTED = {
  moved: false as const,
  code: 'InvalidArgument',
  message: 'The certificate was not issued by a trusted Certificate Authority.',
};
const A = 'a.example.com';
const B = 'b.example.com';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The record is on every server; whoever holds the alias is enabled, in another account. */
function published(changes: (world: World) => void = () => {}): World {
  const world = new World();
  world.publish();
  changes(world);
  return world;
}
const move = (world: World, document = remediation(), redriveCount = 0) =>
  moveAlias(portsOf(world), SETTINGS)(stepInput(document, redriveCount));

/** A pass after another, each seeing what the one before wrote. */
async function passed(
  document: Remediation,
  section: Promise<NonNullable<Remediation['move']>>,
): Promise<Remediation> {
  return { ...document, move: await section };
}

describe('the holder is in our own account', () => {
  const own = (world: World) => {
    if (world.holder) world.holder.sameAccount = true;
  };

  test('moved with one call, and remembered: from whom, to whom, when', async () => {
    const world = published(own);
    expect(await move(world)).toMatchObject({
      verdict: 'moved',
      aliases: [{ alias: ALIAS, verdict: 'moved' }],
    });
    expect(world.countOf('moveAlias')).toBe(1);
    expect(world.moves.get(ALIAS)).toEqual({
      from: '*******EXAMPLE',
      to: TARGET,
      at: NOW,
      execution: EXECUTION,
    });
  });

  test('once more: no second call, and the first instant stands', async () => {
    const world = published(own);
    await move(world);
    later(60);
    expect(await move(world)).toMatchObject({ verdict: 'moved' });
    expect(world.countOf('moveAlias')).toBe(1);
    expect(world.moves.get(ALIAS)?.at).toBe(NOW);
  });

  test('a crash between the move and its record: recorded by the next attempt, without a call', async () => {
    const world = published(own);
    const { recordMove } = world.ledger;
    world.ledger.recordMove = async () => {
      throw new Error('the instance died');
    };
    await expect(move(world)).rejects.toThrow('died');
    world.ledger.recordMove = recordMove;
    expect(await move(world)).toMatchObject({ verdict: 'moved' });
    expect(world.countOf('moveAlias')).toBe(1);
    expect(world.moves.get(ALIAS)?.to).toBe(TARGET);
  });
});

describe('no call', () => {
  test.each<[string, (world: World) => void]>([
    ['one server lacks the record', (world) => world.publish('ns-1.dns.example')],
    ['the record is gone again', (world) => world.withdrawn.add(ALIAS)],
    ['a server says nothing', (world) => Object.assign(world.servers, { 'ns-2.dns.example': 'unreachable' })],
    [
      'a server still has another value',
      (world) => {
        const values = ['d222222abcdef8.cloudfront.net'];
        world.servers['ns-2.dns.example'] = { values, ttl: 300 };
      },
    ],
  ])('%s: back to the gates', async (_, changes) => {
    const world = new World();
    if (!_.startsWith('one server')) world.publish();
    changes(world);
    const section = await move(world);
    expect(section).toMatchObject({
      verdict: 'back-to-gates',
      aliases: [{ alias: ALIAS, verdict: 'pending' }],
    });
    expect(section.reason).toContain('_www.example.com');
    expect(world.calls).toEqual([]);
  });

  test.each<[string, (world: World) => void, RegExp]>([
    [
      'the certificate was detached',
      (world) => Object.assign(world.target, { certificate: undefined }),
      /no certificate/,
    ],
    [
      'the certificate was revoked',
      (world) => Object.assign(world.certificate ?? {}, { status: 'REVOKED' }),
      /REVOKED/,
    ],
    ['the certificate was deleted', (world) => Object.assign(world, { certificate: undefined }), /NOT_FOUND/],
    [
      'an alias came to the target that it leaves out',
      (world) => world.arrive('example.org'),
      /example\.org/,
    ],
  ])('%s: back to the gates', async (_, changes, reason) => {
    const world = published(changes);
    expect(await move(world)).toMatchObject({
      verdict: 'back-to-gates',
      reason: expect.stringMatching(reason),
    });
    expect(world.calls).toEqual([]);
  });

  test('another execution has the alias', async () => {
    const world = published((each) =>
      each.claims.set(ALIAS, { execution: 'another', target: 'E9', at: NOW }),
    );
    await expect(move(world)).rejects.toThrow(AliasClaimed);
    expect(world.calls).toEqual([]);
  });

  test('the claim is our own', async () => {
    const world = published((each) =>
      each.claims.set(ALIAS, { execution: EXECUTION, target: TARGET, at: NOW }),
    );
    expect(await move(world)).toMatchObject({ verdict: 'wait' });
  });

  test('the target is gone', async () => {
    const world = published((each) => Object.assign(each.target, { id: 'E9OTHER' }));
    await expect(move(world)).rejects.toThrow(TargetGone);
    expect(world.calls).toEqual([]);
  });

  test('no diagnosis yet', async () => {
    await expect(move(published(), { incident: incident() })).rejects.toThrow(StepOutOfOrder);
  });
});

describe('two stacks fight over the alias', () => {
  const lost = { from: TARGET, to: 'E9OTHER', at: NOW - DAY, execution: 'another' };

  test('stop and ask: no call, and it is said until when', async () => {
    const world = published((each) => each.moves.set(ALIAS, lost));
    await expect(move(world)).rejects.toThrow(AliasFoughtOver);
    await expect(move(world)).rejects.toThrow('redrive the execution after 2026-11-26 01:00:00 UTC');
    expect(world.calls).toEqual([]);
  });

  test('a redrive after that moves it', async () => {
    const world = published((each) => each.moves.set(ALIAS, lost));
    later(7 * 86_400);
    expect(await move(world, remediation(), 1)).toMatchObject({ verdict: 'support' });
    expect(world.countOf('moveAlias')).toBe(1);
  });

  test('somebody settled it by hand: the alias is there, so there is nothing to stop', async () => {
    const world = published((each) => each.moves.set(ALIAS, lost));
    world.arrive();
    expect(await move(world, remediation(), 1)).toMatchObject({ verdict: 'moved' });
    expect(world.calls).toEqual([]);
  });
});

test('a newer execution took the alias over and brought it here: this one, redriven, goes on to confirm', async () => {
  const world = published((each) => each.claims.set(ALIAS, { execution: 'newer', target: TARGET, at: NOW }));
  world.arrive();
  expect(await move(world, remediation(), 1)).toMatchObject({ verdict: 'moved' });
});

describe('CloudFront does not see the record', () => {
  test('refused at published: no second call until settled, however often the state is entered', async () => {
    const world = published((each) => each.refusals.set(ALIAS, [TXT]));
    let document = await passed(remediation(), move(world));
    expect(document.move).toMatchObject({ verdict: 'wait', waitSeconds: 900 });
    for (const seconds of [1, 300, 598]) {
      later(seconds);
      document = await passed(document, move(world, document));
      expect(document.move).toMatchObject({ verdict: 'wait', aliases: [{ refusal: TXT.message }] });
    }
    expect(world.countOf('moveAlias')).toBe(1);
    later(1);
    expect(await move(world, document)).toMatchObject({ verdict: 'support' });
    expect(world.countOf('moveAlias')).toBe(2);
  });

  test('the record vanishes in between and comes back: still none until settled', async () => {
    const world = published((each) => each.refusals.set(ALIAS, [TXT]));
    let document = await passed(remediation(), move(world));
    world.withdrawn.add(ALIAS);
    document = await passed(document, move(world, document));
    expect(document.move?.verdict).toBe('back-to-gates');
    world.withdrawn.clear();
    later(10);
    document = await passed(document, move(world, document));
    expect(document.move).toMatchObject({ verdict: 'wait', aliases: [{ verdict: 'txt-not-seen' }] });
    expect(world.countOf('moveAlias')).toBe(1);
  });

  test('refused three times although settled: AWS Support is to look, after three calls in all', async () => {
    const world = published((each) => each.refusals.set(ALIAS, [TXT, TXT, TXT, TXT]));
    const waits: (number | undefined)[] = [];
    let document = await passed(remediation(), move(world));
    while (document.move?.verdict === 'wait') {
      waits.push(document.move.waitSeconds);
      later(document.move.waitSeconds ?? 0);
      document = await passed(document, move(world, document));
    }
    expect(waits).toEqual([900, 900, 900]);
    expect(document.move?.verdict).toBe('support');
    expect(world.countOf('moveAlias')).toBe(4);
  });
});

describe('the certificate is fine by ACM, and CloudFront does not take it', () => {
  test('once: back to the gates; again: a person has to look, and no loop', async () => {
    const world = published((each) => each.refusals.set(ALIAS, [UNTRUSTED, UNTRUSTED, UNTRUSTED]));
    const document = await passed(remediation(), move(world));
    expect(document.move).toMatchObject({
      verdict: 'back-to-gates',
      aliases: [{ verdict: 'certificate-missing' }],
    });
    await expect(move(world, document)).rejects.toThrow(MoveRefusedForGood);
    await expect(move(world, document, 1)).rejects.toThrow(UNTRUSTED.message);
    // A redrive asks anew.
    world.refusals.clear();
    expect(await move(world, document, 2)).toMatchObject({ verdict: 'wait' });
  });
});

describe('several aliases', () => {
  const several = () => remediation({}, A, B);

  test('one moves, the other only AWS can move', async () => {
    const world = published((each) => {
      if (each.holder) each.holder.sameAccount = true;
      each.refusals.set(B, [ENABLED, ENABLED]);
    });
    const document = await passed(several(), move(world, several()));
    expect(document.move).toMatchObject({
      verdict: 'wait',
      aliases: [
        { alias: A, verdict: 'moved' },
        { alias: B, verdict: 'holder-enabled' },
      ],
    });
    later(900);
    expect(await move(world, document)).toMatchObject({ verdict: 'support' });
    expect(world.target.aliases).toEqual([A]);
    expect(world.moves.has(B)).toBe(false);
  });

  test('a refusal for good stops at the second; the first is moved and remembered, a redrive goes on with the second', async () => {
    const world = published((each) => {
      if (each.holder) each.holder.sameAccount = true;
      each.refusals.set(B, [{ moved: false, code: 'AccessDenied', message: 'No.' }]);
    });
    await expect(move(world, several())).rejects.toThrow(`CloudFront refuses to move ${B}`);
    expect(world.moves.get(A)?.to).toBe(TARGET);
    expect(await move(world, several(), 1)).toMatchObject({ verdict: 'moved' });
    expect(world.countOf('moveAlias')).toBe(3);
  });

  test('the record of the one that moved may go: the other is not held up by it, at the gate neither', async () => {
    const world = published((each) => {
      if (each.holder) each.holder.sameAccount = true;
      each.refusals.set(B, [TXT]);
    });
    const document = await passed(several(), move(world, several()));
    world.withdrawn.add(A);
    later(900);
    const gate = await checkOwnershipProof(portsOf(world), SETTINGS)(stepInput(document));
    expect(gate).toMatchObject({ verdict: 'settled', aliases: [{ alias: B }] });
    expect(await move(world, document)).toMatchObject({ verdict: 'moved' });
  });

  test('the claim and the guard concern only what is still away', async () => {
    const world = published((each) => {
      if (each.holder) each.holder.sameAccount = true;
      each.arrive(A);
      each.claims.set(A, { execution: 'another', target: TARGET, at: NOW });
      each.moves.set(A, { from: TARGET, to: 'E9', at: NOW, execution: 'another' });
    });
    expect(await move(world, several())).toMatchObject({ verdict: 'moved' });
    expect(world.countOf('moveAlias')).toBe(1);
  });

  test('one record is missing: no call for any', async () => {
    const world = published((each) => each.withdrawn.add(B));
    expect(await move(world, several())).toMatchObject({ verdict: 'back-to-gates' });
    expect(world.calls).toEqual([]);
  });
});

test.each(['AccessDenied', 'TooManyDistributionCNAMEs', 'IllegalUpdate', 'PreconditionFailed'])(
  '%s in words nobody knows: the Task fails, and a redrive tries again',
  async (code) => {
    const world = published((each) => each.refusals.set(ALIAS, [{ moved: false, code, message: 'No.' }]));
    await expect(move(world)).rejects.toThrow(MoveRefusedForGood);
    expect(await move(world, remediation(), 1)).toMatchObject({ verdict: 'wait' });
  },
);
