import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mrkdwn } from '../../../docs/messages/mrkdwn.ts';

test.each([
  ['what is escaped is shown as it was', 'a &lt;b&gt; &amp;amp; "c"', 'a &lt;b&gt; &amp;amp; &quot;c&quot;'],
  [
    'a link',
    '<https://a.example/?b=1&amp;c=2|d &amp; e>',
    '<a href="https://a.example/?b=1&amp;c=2">d &amp; e</a>',
  ],
  ['code', '```a *b*\n&lt;c&gt;```', '<pre>a *b*\n&lt;c&gt;</pre>'],
  ['code within a line', 'see `a *b*`', 'see <code>a *b*</code>'],
  ['a quotation, as long as the mark is there', '> a\n> b\nc', '<blockquote>a<br>b</blockquote>c'],
  ['bold, italic and struck', '*a* _b c_ ~d~', '<b>a</b> <i>b c</i> <s>d</s>'],
  ['one in the other', '*a _b_*', '<b>a <i>b</i></b>'],
  [
    'a name with a wildcard formats nothing',
    '_*.example.com and *.example.com',
    '_*.example.com and *.example.com',
  ],
  ['marks inside of words do not', 'snake_case_name 2*3*4', 'snake_case_name 2*3*4'],
  ['lines', 'a\nb', 'a<br>b'],
])('%s', (_, text, expected) => {
  expect(mrkdwn(text)).toBe(expected);
});

test.each(['<!channel>', '<@U012AB3CD>', '<#C012AB3CD>', 'a < b', '<https://a.example>'])(
  'what is not known is refused: %s',
  (text) => {
    expect(() => mrkdwn(text)).toThrow('Not known');
  },
);

test('whatever is escaped as Slack wants it becomes text and nothing else', () => {
  const part = fc.constantFrom(
    '<',
    '>',
    '&',
    '*',
    '_',
    '~',
    '`',
    '```',
    '\n',
    ' ',
    'a',
    '&lt;',
    '<script>',
    '"',
  );
  const text = fc.array(part).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (foreign) => {
      const sent = foreign.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      const tags = [...mrkdwn(sent).matchAll(/<\/?([a-z]*)[^>]*>/g)].map(([, tag]) => tag);
      const ours = ['b', 'i', 's', 'code', 'pre', 'br', 'blockquote'];
      expect(tags.filter((tag = '') => !ours.includes(tag))).toEqual([]);
    }),
  );
});
