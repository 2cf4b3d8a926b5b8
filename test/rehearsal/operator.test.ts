/** What is copied out of Slack is a whole command: the shell makes of it what the CLI needs, and nothing is left to fill in. */
import { expect, test } from 'vitest';
import { argumentsOf, commandsIn, filledIn } from '../../sandbox/people/operator.ts';

const slack = (text: string) => ({
  time: '',
  channel: 'slack' as const,
  body: { blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] },
});

test('a command is read as it is copied, other code is none', () => {
  expect(commandsIn(slack('```aws lambda invoke --payload \'{"id":"&lt;id&gt;"}\' /dev/null```'))).toEqual([
    `aws lambda invoke --payload '{"id":"<id>"}' /dev/null`,
  ]);
  expect(commandsIn(slack('```_www.example.com TXT "d1.cloudfront.net"```'))).toEqual([]);
});

test('every place is filled in, and there are no others', () => {
  expect(filledIn('aws x <id> <alias> <id>', { id: 'E1', alias: 'a.example' })).toBe('aws x E1 a.example E1');
  expect(() => filledIn('aws x <id>', {})).toThrow('left to fill in');
  expect(() => filledIn('aws x', { id: 'E1' })).toThrow('no place for <id>');
});

test('words are those of the shell', async () => {
  expect(await argumentsOf(`aws x --payload '{"it'\\''s": "a b"}' "" /dev/null`)).toEqual([
    'x',
    '--payload',
    `{"it's": "a b"}`,
    '',
    '/dev/null',
  ]);
});
