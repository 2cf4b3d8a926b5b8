/** AWS closes the case without moving the alias: told so in the case once, whatever crashes, is lost or redriven. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SupportDeadlineExceeded, SupportResolvedWithoutMove } from '../../../remediation/errors.ts';
import { notMovedMarker } from '../../../remediation/support-case/text.ts';
import { later } from '../../doubles/clock.ts';
import { incident } from '../../doubles/documents.ts';
import { SETTINGS } from '../../doubles/steps.ts';
import { Waiting } from '../../doubles/waiting.ts';
import { ALIAS } from '../../doubles/world.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T01:20:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

async function closed(changes: { saidReopens?: boolean } = {}): Promise<Waiting> {
  const waiting = await Waiting.begin();
  Object.assign(waiting.world, changes);
  waiting.supportCase.status = 'resolved';
  return waiting;
}

test('said once, a person is told, and the case goes on', async () => {
  const waiting = await closed();
  expect(await waiting.check()).toMatchObject({
    verdict: 'open',
    news: true,
    status: 'resolved',
    reason: `Case 1234567890 is resolved; ${ALIAS} is not moved yet. AWS Support was told in the case that it is not done.`,
  });
  expect(waiting.supportCase).toMatchObject({ status: 'reopened' });
  const [words] = waiting.supportCase.communications;
  expect(words?.body).toContain(`\n  ${ALIAS}\n`);
  expect(words?.body).toContain(notMovedMarker(incident()));

  later(60);
  expect(await waiting.check()).toMatchObject({ verdict: 'open', status: 'reopened' });
  waiting.world.arrive();
  expect(await waiting.check()).toMatchObject({ verdict: 'arrived' });
  expect(waiting.world.countOf('say')).toBe(1);
});

test('in the language of the case', async () => {
  const waiting = await closed();
  waiting.supportCase.language = 'ja';
  await waiting.check();
  expect(waiting.supportCase.communications[0]?.body).toContain('お世話になっております');
});

describe('still once', () => {
  test('after a crash, when the answer was lost: our own words are found', async () => {
    const waiting = await closed();
    const { say } = waiting.world.support;
    waiting.world.support.say = async (caseId, body) => {
      await say(caseId, body);
      throw new Error('the instance died');
    };
    await expect(waiting.check()).rejects.toThrow('died');
    later(2);
    expect(await waiting.check()).toMatchObject({ verdict: 'open', news: true, status: 'reopened' });
    expect(waiting.world.countOf('say')).toBe(1);
  });

  test('while the case is not open again yet', async () => {
    const waiting = await closed({ saidReopens: false });
    await waiting.check();
    later(60);
    expect(await waiting.check()).toMatchObject({ news: false, status: 'resolved' });
    waiting.supportCase.status = 'reopened';
    later(60);
    expect(await waiting.check()).toMatchObject({ news: true, status: 'reopened' });
    expect(waiting.world.countOf('say')).toBe(1);
  });

  test('when much was said since: all of the case is looked through', async () => {
    const waiting = await closed();
    await waiting.check();
    for (let i = 0; i < 30; i += 1) {
      later(60);
      waiting.supportCase.communications.unshift({ body: `Note ${i}`, at: Date.now(), byAws: false });
    }
    waiting.supportCase.status = 'resolved';
    await expect(waiting.check()).resolves.toMatchObject({ verdict: 'open' });
    expect(waiting.world.countOf('say')).toBe(1);
  });

  test('also when AWS quotes our words: its words are not ours', async () => {
    const waiting = await closed();
    waiting.reply(`You wrote: ${notMovedMarker(incident())}`);
    await waiting.check();
    expect(waiting.world.countOf('say')).toBe(1);
  });
});

describe('closed again', () => {
  test.each<[string, (waiting: Waiting) => Promise<void>]>([
    [
      'after it was seen open',
      async (waiting) => {
        later(60);
        await waiting.check();
      },
    ],
    [
      'with an answer, without having been seen open',
      async (waiting) => {
        later(60);
        waiting.reply('It is the other account that has to remove it.');
      },
    ],
    ['or never opened again', async () => void later(SETTINGS.casePollSeconds)],
  ])('%s: a person has to talk to AWS; redriven, nothing is said twice', async (_, happens) => {
    const waiting = await closed();
    await waiting.check();
    await happens(waiting);
    later(60);
    waiting.supportCase.status = 'resolved';
    await expect(waiting.check()).rejects.toThrow(SupportResolvedWithoutMove);
    await expect(waiting.check(1)).rejects.toThrow(`though AWS was told in it that ${ALIAS} is not on`);
    expect(waiting.world.countOf('say')).toBe(1);

    waiting.supportCase.status = 'reopened';
    expect(await waiting.check(1)).toMatchObject({ verdict: 'open', status: 'reopened' });
    waiting.supportCase.status = 'resolved';
    waiting.world.arrive();
    expect(await waiting.check(1)).toMatchObject({ verdict: 'arrived' });
    expect(waiting.world.countOf('say')).toBe(1);
  });
});

test('after the deadline nothing is said any more', async () => {
  const waiting = await closed();
  later(SETTINGS.caseDeadlineSeconds);
  await expect(waiting.check()).rejects.toThrow(SupportDeadlineExceeded);
  expect(waiting.world.countOf('say')).toBe(0);
});
