import { describe, expect, test } from 'vitest';
import type { DeliveredMessage } from '../../sandbox/parts.ts';
import { SlackFaults } from '../../sandbox/services/slack-faults.ts';
import { createSlackWebhook } from '../../sandbox/services/slack-webhook.ts';
import { Faults } from '../../sandbox/wire/faults.ts';

const path = '/_sandbox/slack/platform-team';

function webhook() {
  const messages: DeliveredMessage[] = [];
  const faults = new SlackFaults();
  const { answer } = createSlackWebhook((message) => messages.push(message), faults);
  const post = (body: unknown) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return answer({ method: 'POST', path, body: text });
  };
  return { answer, faults, messages, post };
}

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = { type: 'section', text: mrkdwn('*www.example.com* is held by another distribution') };

test('a message is handed on as it was posted', () => {
  const { post, messages } = webhook();
  const body = {
    text: 'Proof needed',
    blocks: [
      { type: 'header', text: plain('Proof needed') },
      { ...section, block_id: 'what' },
      {
        type: 'section',
        expand: true,
        fields: [mrkdwn('*Target*'), plain('E1')],
        accessory: { type: 'overflow' },
      },
      { type: 'divider' },
      { type: 'context', elements: [mrkdwn('next check in a minute')] },
      {
        type: 'actions',
        elements: [
          { type: 'button', text: plain('Open execution'), url: 'https://example.com/', style: 'primary' },
          { type: 'users_select', placeholder: plain('Who') },
        ],
      },
      { type: 'image', alt_text: 'map', image_url: 'https://example.com/a.png' },
      { type: 'markdown', text: '**bold**' },
      { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: 'x' }] }] },
    ],
  };
  expect(post(body)).toMatchObject({ status: 200, body: 'ok' });
  expect(messages).toEqual([{ time: expect.stringMatching(/^\d{4}-.*Z$/), channel: 'slack', body }]);
});

test.each([[{ text: 'x' }], [{ blocks: [section] }], [{ attachments: [{ text: 'x' }] }]])(
  '%j is a message',
  (body) => {
    expect(webhook().post(body)).toMatchObject({ status: 200 });
  },
);

describe('refused', () => {
  const blocks = (...list: unknown[]) => ({ text: 'x', blocks: list });
  const long = (length: number) => 'x'.repeat(length);

  test.each<[what: string, body: unknown, answer: string]>([
    ['no JSON', '{"text":', 'invalid_payload'],
    ['no object', '"text"', 'invalid_payload'],
    ['text of another type', { text: 1 }, 'invalid_payload'],
    ['nothing to say', {}, 'no_text'],
    ['empty blocks alone', { text: '', blocks: [] }, 'no_text'],
    ['over 100 attachments', { attachments: Array(101).fill({}) }, 'too_many_attachments'],
    ['an unknown block', blocks({ type: 'marquee', text: plain('x') }), 'invalid_blocks'],
    ['over 50 blocks', blocks(...Array(51).fill(section)), 'invalid_blocks'],
    ['rich text without content', blocks({ type: 'rich_text', elements: [] }), 'invalid_blocks'],
    [
      'an empty quotation',
      blocks({
        type: 'rich_text',
        elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: '' }] }],
      }),
      'invalid_blocks',
    ],
    ['a section without content', blocks({ type: 'section' }), 'invalid_blocks'],
    ['a long section', blocks({ type: 'section', text: mrkdwn(long(3001)) }), 'invalid_blocks'],
    ['an empty section', blocks({ type: 'section', text: mrkdwn('') }), 'invalid_blocks'],
    ['eleven fields', blocks({ type: 'section', fields: Array(11).fill(plain('x')) }), 'invalid_blocks'],
    ['a long field', blocks({ type: 'section', fields: [plain(long(2001))] }), 'invalid_blocks'],
    ['a header in mrkdwn', blocks({ type: 'header', text: mrkdwn('x') }), 'invalid_blocks'],
    ['a long header', blocks({ type: 'header', text: plain(long(151)) }), 'invalid_blocks'],
    ['an empty context', blocks({ type: 'context', elements: [] }), 'invalid_blocks'],
    ['a long block id', blocks({ ...section, block_id: long(256) }), 'invalid_blocks'],
    [
      'a button without text',
      blocks({ type: 'actions', elements: [{ type: 'button', url: 'https://example.com/' }] }),
      'invalid_blocks',
    ],
    [
      'a long button',
      blocks({ type: 'actions', elements: [{ type: 'button', text: plain(long(76)) }] }),
      'invalid_blocks',
    ],
    ['a picture of nothing', blocks({ type: 'image', alt_text: 'x' }), 'invalid_blocks'],
  ])('%s', (_, body, answer) => {
    const { post, messages } = webhook();
    expect(post(body)).toMatchObject({ status: 400, body: answer });
    expect(messages).toEqual([]);
  });

  test('limits are inclusive', () => {
    const full = [
      { type: 'section', text: mrkdwn(long(3000)), fields: Array(10).fill(plain(long(2000))) },
      { type: 'header', text: plain(long(150)) },
      ...Array(48).fill(section),
    ];
    expect(webhook().post({ blocks: full })).toMatchObject({ status: 200 });
  });
});

test('the next posts fail as told, then Slack is well again', () => {
  const { post, faults, messages } = webhook();
  faults.failNext(2, { status: 429, retryAfterSeconds: 30 });
  faults.failNext(1, { status: 500 });
  const answers = Array.from({ length: 4 }, () => post({ text: 'x' }));
  expect(answers).toMatchObject([
    { status: 429, headers: { 'retry-after': '30' } },
    { status: 429 },
    { status: 500 },
    { status: 200 },
  ]);
  expect(messages).toHaveLength(1);
});

test('other paths are not Slack, and Slack takes only posts', () => {
  const { answer } = webhook();
  expect(answer({ method: 'POST', path: '/_sandbox/messages', body: '{}' })).toBeUndefined();
  expect(answer({ method: 'GET', path, body: '' })).toMatchObject({ status: 405 });
});

test.each([
  ['before', 0],
  ['after', 1],
] as const)('an injected fault %s the message is in the channel', (when, posted) => {
  const faults = new Faults();
  const messages: unknown[] = [];
  const slack = createSlackWebhook(
    (message) => messages.push(message),
    new SlackFaults((action) => faults.take('slack', action, '')),
  );
  const kinds = ['reset', 'timeout', 'crash', 'throttle', 'error500'] as const;
  for (const kind of kinds) faults.add({ service: 'slack', action: 'POST', when, kind });
  const answers = kinds.map(() => slack.answer({ method: 'POST', path, body: '{"text":"x"}' }));
  expect(answers).toMatchObject(['reset', 'timeout', 'reset', { status: 429 }, { status: 500 }]);
  expect(messages).toHaveLength(posted * kinds.length);
});
