/** `Await Support`, `Check support case` and the event that wakes them: no answer of AWS is lost, none told twice. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  InvalidEvent,
  StepOutOfOrder,
  SupportDeadlineExceeded,
  TargetGone,
} from '../../../remediation/errors.ts';
import { receiveSupportUpdate } from '../../../remediation/steps/receive-support-update.ts';
import { later } from '../../doubles/clock.ts';
import { remediation } from '../../doubles/documents.ts';
import { SETTINGS } from '../../doubles/steps.ts';
import { Waiting } from '../../doubles/waiting.ts';
import { ALIAS } from '../../doubles/world.ts';

const NOW = Date.parse('2026-11-20T01:20:00.000Z');
const DAY = 86_400;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

test('AWS moves the alias between the look at the target and the listing: arrived, not let go', async () => {
  const waiting = await Waiting.begin();
  const { world } = waiting;
  const { holders } = world.cloudfront;
  world.cloudfront.holders = (...asked) => {
    world.arrive();
    return holders(...asked);
  };
  expect(await waiting.check()).toMatchObject({ verdict: 'arrived' });
});

describe('an update wakes the execution', () => {
  test('that is parked with the case', async () => {
    const waiting = await Waiting.begin();
    await waiting.park('token-1');
    expect(waiting.executions.resumed).toEqual([]);
    later(60);
    expect(await waiting.event()).toBe('woken');
    expect(waiting.executions.resumed).toEqual(['token-1']);
  });

  test('that is just about to park: the update came after the last look', async () => {
    const waiting = await Waiting.begin();
    await waiting.check();
    later(1);
    expect(await waiting.event()).toBe('nobody-waits');
    await waiting.park('token-1');
    expect(waiting.executions.resumed).toEqual(['token-1']);
  });

  test('while it looks: what came since the look began counts as not seen', async () => {
    const waiting = await Waiting.begin();
    const { describe: look } = waiting.world.support;
    waiting.world.support.describe = async (caseId) => {
      const state = await look(caseId);
      later(1);
      await waiting.event();
      return state;
    };
    await waiting.check();
    later(1);
    await waiting.park('token-1');
    expect(waiting.executions.resumed).toEqual(['token-1']);
  });

  test('once: an update that was looked at does not wake it again', async () => {
    const waiting = await Waiting.begin();
    await waiting.event();
    later(1);
    await waiting.check();
    await waiting.park('token-2');
    expect(waiting.executions.resumed).toEqual([]);
  });

  test('also when waking failed at first: the event comes again, and finds the token', async () => {
    const waiting = await Waiting.begin();
    await waiting.park('token-1');
    later(60);
    const { resume } = waiting.executions;
    waiting.executions.resume = async () => {
      throw new Error('throttled');
    };
    await expect(waiting.event()).rejects.toThrow('throttled');
    waiting.executions.resume = resume;
    expect(await waiting.event()).toBe('woken');
    expect(waiting.executions.resumed).toEqual(['token-1']);
  });

  test('parked anew after the poll: the newest token', async () => {
    const waiting = await Waiting.begin();
    await waiting.park('token-1');
    later(SETTINGS.casePollSeconds);
    await waiting.check();
    await waiting.park('token-2');
    await waiting.event();
    expect(waiting.executions.resumed).toEqual(['token-2']);
  });

  test('of somebody else’s case: nobody', async () => {
    const waiting = await Waiting.begin();
    expect(await waiting.event('case-77')).toBe('not-ours');
  });

  test.each([undefined, {}, { source: 'aws.support' }, { source: 'aws.health', detail: { 'case-id': 'x' } }])(
    'what is no update of a case is refused: %j',
    async (event) => {
      const waiting = new Waiting();
      await expect(receiveSupportUpdate(waiting.ports)(event)).rejects.toThrow(InvalidEvent);
    },
  );

  test('without a case there is nothing to park with', async () => {
    const waiting = new Waiting();
    await expect(waiting.park('token')).rejects.toThrow(StepOutOfOrder);
    const document = await Waiting.begin();
    document.document = {
      ...document.document,
      case: { verdict: 'open', reason: '', checkedAt: '', news: false },
    };
    await expect(document.park('token')).rejects.toThrow(StepOutOfOrder);
    await expect(document.check()).rejects.toThrow(StepOutOfOrder);
  });
});

describe('what has become of the case', () => {
  test('nothing: still open, no news, the next poll', async () => {
    const waiting = await Waiting.begin();
    expect(await waiting.check()).toMatchObject({
      verdict: 'open',
      news: false,
      status: 'opened',
      waitSeconds: SETTINGS.casePollSeconds,
      waitingSince: '2026-11-20T01:20:00.000Z',
      deadlineAt: '2026-12-20T01:20:00.000Z',
    });
  });

  test('a reply is news once; the next reply, and a new status, are news again', async () => {
    const waiting = await Waiting.begin();
    waiting.reply('Which TTL?');
    expect(await waiting.check()).toMatchObject({ news: true, reply: 'Which TTL?' });
    later(60);
    expect(await waiting.check()).toMatchObject({ news: false, reply: 'Which TTL?' });
    waiting.supportCase.status = 'pending-customer-action';
    expect(await waiting.check()).toMatchObject({ news: true, status: 'pending-customer-action' });
    expect(await waiting.check()).toMatchObject({ news: false });
    waiting.reply('Hello?');
    expect(await waiting.check()).toMatchObject({ news: true, reply: 'Hello?' });
  });

  test('our own words are none', async () => {
    const waiting = await Waiting.begin();
    waiting.supportCase.communications.unshift({ body: 'Please hurry.', at: Date.now(), byAws: false });
    const section = await waiting.check();
    expect(section.news).toBe(false);
    expect(section).not.toHaveProperty('reply');
  });

  test('a long reply is cut, not through the middle of a character', async () => {
    const waiting = await Waiting.begin();
    waiting.reply(`${'x'.repeat(1499)}\u{1f600}and more`);
    const { reply = '' } = await waiting.check();
    expect(reply.length).toBeLessThanOrEqual(1501);
    expect(reply.isWellFormed()).toBe(true);
    expect(reply.endsWith('…')).toBe(true);
  });

  test('the document does not grow from look to look', async () => {
    const waiting = await Waiting.begin();
    waiting.reply('x'.repeat(5000));
    await waiting.check();
    const before = JSON.stringify(waiting.document).length;
    for (let i = 0; i < 20; i += 1) {
      waiting.reply('y'.repeat(5000));
      later(60);
      await waiting.check();
    }
    expect(JSON.stringify(waiting.document).length).toBeLessThanOrEqual(before);
  });

  test.each(['opened', 'resolved', 'pending-customer-action'])(
    'the alias arrived, the case is %s',
    async (status) => {
      const waiting = await Waiting.begin();
      waiting.supportCase.status = status;
      waiting.world.arrive();
      expect(await waiting.check()).toMatchObject({ verdict: 'arrived', news: false, status });
    },
  );

  test('AWS moves the alias and closes the case while we look: it has arrived', async () => {
    const waiting = await Waiting.begin();
    const { describe: look } = waiting.world.support;
    waiting.world.support.describe = async (caseId) => {
      await Promise.resolve();
      waiting.world.arrive();
      waiting.supportCase.status = 'resolved';
      return look(caseId);
    };
    expect(await waiting.check()).toMatchObject({ verdict: 'arrived', status: 'resolved' });
  });

  test('half of the aliases is not all of them', async () => {
    const waiting = await Waiting.begin();
    const { diagnosis } = remediation({}, ALIAS, 'a.example.com');
    waiting.document = { ...waiting.document, diagnosis };
    waiting.world.arrive('a.example.com');
    const section = await waiting.check();
    expect(section).toMatchObject({
      verdict: 'open',
      reason: expect.stringContaining(`${ALIAS} is not moved yet`),
    });
    expect(section.reason).not.toContain('a.example.com');
  });

  test('the target is gone', async () => {
    const waiting = await Waiting.begin();
    Object.assign(waiting.world.target, { id: 'E9OTHER' });
    await expect(waiting.check()).rejects.toThrow(TargetGone);
  });

  test('too long: the Task fails, the last poll comes at the deadline and not after it, a redrive starts the clock anew', async () => {
    const waiting = await Waiting.begin();
    later(30 * DAY - 3600 - 5);
    expect(await waiting.check()).toMatchObject({ verdict: 'open', waitSeconds: 3600 });
    later(3600);
    await expect(waiting.check()).rejects.toThrow(SupportDeadlineExceeded);
    later(5 * DAY);
    expect(await waiting.check(1)).toMatchObject({ verdict: 'open', waitingSince: new Date().toISOString() });
    // The clock of the redrive goes on from there.
    later(29 * DAY);
    expect(await waiting.check(1)).toMatchObject({ verdict: 'open' });
    later(DAY);
    await expect(waiting.check(1)).rejects.toThrow(SupportDeadlineExceeded);
  });
});
