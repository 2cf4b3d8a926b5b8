/** A cut has to be noticed by what comes of it. */
import { expect, test } from 'vitest';
import { differences, type Outcome, told } from './outcome.ts';

const UNCUT: Outcome = {
  status: 'SUCCEEDED',
  failures: [],
  executions: 1,
  cases: 1,
  moves: 1,
  updates: 1,
  wordsInCase: 1,
  targetAliases: ['a.example.com'],
  leftBehind: [],
  told: { slack: ['opened', 'moved'], sns: ['opened', 'moved'] },
  calls: [],
  unmet: 0,
};

test.each<[string, Partial<Outcome>, string]>([
  ['a second case', { cases: 2 }, 'cases: 2, not 1'],
  ['no case', { cases: 0 }, 'cases: none, not 1'],
  ['a second move', { moves: 2 }, 'moves: 2, not 1'],
  ['words said twice', { wordsInCase: 2 }, 'wordsInCase: 2, not 1'],
  ['a second execution', { executions: 2 }, 'executions: 2, not 1'],
  ['an alias that did not arrive', { targetAliases: [] }, 'targetAliases: none, not a.example.com'],
  ['an alias left behind', { leftBehind: ['a.example.com'] }, 'leftBehind: a.example.com, not none'],
  ['an execution that failed', { status: 'FAILED' }, 'status: FAILED, not SUCCEEDED'],
  [
    'an announcement that one channel did not get',
    { told: { ...UNCUT.told, sns: ['opened'] } },
    'never said by sns: moved',
  ],
  ['a fault that struck nothing', { unmet: 1 }, 'no call has met the fault'],
])('%s is a difference', (_what, changed, difference) => {
  expect(differences({ ...UNCUT, ...changed }, UNCUT)).toEqual([difference]);
});

test('what is said twice, or besides, is none; a failure has to be said', () => {
  const failed = { ...UNCUT, failures: ['AccessDeniedException: not now'] };
  expect(differences(failed, UNCUT)).toEqual([
    'never said by slack: that it failed',
    'never said by sns: that it failed',
    'it failed of AccessDeniedException: not now',
  ]);
  const titles = ['opened', 'stopped by AccessDeniedException', 'moved'];
  expect(differences({ ...failed, told: { slack: titles, sns: titles } }, UNCUT)).toEqual([]);
});

test('titles of other incidents are not of this one, and its own names are taken out', () => {
  const mail = (subject: string) => ({ time: '', channel: 'sns' as const, subject, body: '' });
  const post = {
    time: '',
    channel: 'slack' as const,
    body: { blocks: [{ text: { text: 'a007.example.com moved to E1' } }] },
  };
  const messages = [mail('a007.example.com moved to E1'), mail('a008.example.com moved to E2'), post, post];
  const names = [
    ['E1', 'TARGET'],
    ['007', ''],
  ] as const;
  const title = 'a.example.com moved to TARGET';
  expect(told(messages, '007.example.com', names)).toEqual({ slack: [title], sns: [title] });
});
