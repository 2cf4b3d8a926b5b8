import { describe, expect, test } from 'vitest';
import { blockKit } from '../../../docs/messages/block-kit.ts';

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text, verbatim: true });

test('each block as Slack draws it; plain text is shown as it is', () => {
  const drawn = blockKit([
    { type: 'header', text: plain('*a* <b>') },
    { type: 'section', text: plain('c\nd & e') },
    { type: 'section', fields: [plain('f'), mrkdwn('*g*')] },
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: '*j*\n<k>' }] }],
    },
    { type: 'context', elements: [mrkdwn('<https://h.example|i>')] },
  ]);
  expect(drawn.split('\n')).toEqual([
    '<h1>*a* &lt;b&gt;</h1>',
    '<section><div class="text">c<br>d &amp; e</div></section>',
    '<section><div class="fields"><div>f</div><div><b>g</b></div></div></section>',
    '<section><blockquote>*j*<br>&lt;k&gt;</blockquote></section>',
    '<footer><span><a href="https://h.example">i</a></span></footer>',
  ]);
});

describe('what nothing is known about is refused, not drawn wrongly', () => {
  test.each([
    ['a kind of block', { type: 'actions', elements: [] }],
    ['a property', { type: 'section', text: plain('a'), accessory: {} }],
    [
      'text in which Slack looks for links by itself',
      { type: 'section', text: { type: 'mrkdwn', text: 'a' } },
    ],
    [
      'a quotation in which more than text stands',
      { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [{ type: 'link', url: 'x' }] }] },
    ],
    ['formatting where Slack takes none', { type: 'header', text: mrkdwn('a') }],
  ])('%s', (_, block) => {
    expect(() => blockKit([block])).toThrow();
  });
});
