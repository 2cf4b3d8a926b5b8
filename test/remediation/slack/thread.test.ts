/** What becomes of the first message of a thread. */
import { expect, test } from 'vitest';
import type { Root } from '../../../remediation/slack/root.ts';
import { isRootGone, isThreadClosed, taskFor } from '../../../remediation/slack/thread.ts';

const summary = { text: 'where it stands', blocks: [] };
const root: Root = { channel: 'C1', ts: '1.1', shows: '2026-11-20T01:00:00Z', begunBy: 'a' };
const turn = (at: string) => ({ execution: 'a', at, isLoud: false, summary });
const earlier = '2026-11-20T00:59:59Z';
const later = '2026-11-20T01:00:01Z';

test.each([
  ['the first announcement opens it', undefined, turn(earlier), { task: 'open', summary }],
  ['a later one brings it up to date', root, turn(later), { task: 'update', summary, root }],
  ['so does one of the same second', root, turn(root.shows), { task: 'update', summary, root }],
  ['an earlier one, which comes late, does not', root, turn(earlier), { task: 'leave', root }],
  ['in another channel it begins anew', { ...root, channel: 'C2' }, turn(earlier), { task: 'open', summary }],
])('%s', (_, standing, told, task) => {
  expect(taskFor(standing, told, 'C1')).toEqual(task);
});

test('what says nothing of where the remediation stands leaves it, and opens none', () => {
  const { summary: _, ...silent } = turn(later);
  expect(taskFor(root, silent, 'C1')).toEqual({ task: 'leave', root });
  expect(taskFor(undefined, silent, 'C1')).toEqual({ task: 'leave', root: undefined });
  expect(taskFor({ ...root, channel: 'C2' }, silent, 'C1')).toEqual({ task: 'leave', root: undefined });
});

test.each([
  ['message_not_found', true, false],
  ['cant_update_message', true, false],
  ['edit_window_closed', false, false],
  ['cannot_reply_to_message', false, true],
  ['restricted_action_thread_locked', false, true],
  ['thread_not_found', false, true],
  ['channel_not_found', false, false],
  ['not_in_channel', false, false],
  ['invalid_auth', false, false],
  ['msg_too_long', false, false],
])('%s: gone %s, closed %s', (word, gone, closed) => {
  expect([isRootGone(word), isThreadClosed(word)]).toEqual([gone, closed]);
});
