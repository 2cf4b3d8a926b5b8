/** The same message in Slack and in a mail, whatever was put into it. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ATTENTION } from '../../../remediation/announcements/attention.ts';
import { email } from '../../../remediation/announcements/email.ts';
import type { Message } from '../../../remediation/announcements/message.ts';
import { quoted } from '../../../remediation/announcements/shell.ts';
import { slackMessage } from '../../../remediation/announcements/slack.ts';
import { createSlackWebhook } from '../../../sandbox/services/slack-webhook.ts';

const message = (changes: Partial<Message> = {}): Message => ({
  language: 'en',
  title: 'www.example.com: create this TXT record to move it',
  subject: changes.title ?? 'www.example.com: create this TXT record to move it',
  attention: 'action',
  text: 'Nothing moves before the record is there.',
  facts: [['Wanted by', 'E2TARGETEXAMPLE']],
  copy: [{ caption: 'Create in zone example.com', text: '_www.example.com TXT "d1.cloudfront.net"' }],
  context: 'www.example.com_E2TARGETEXAMPLE_0a1b2c3d · prod · 111122223333',
  links: [{ label: 'Execution', url: 'https://us-east-1.console.aws.amazon.com/x' }],
  ...changes,
});

interface Seen {
  type: string;
  text: string;
  verbatim?: boolean;
}

/** Every text object of a message, with the block that it is in. */
function textsOf(given: Message): (Seen & { block: string })[] {
  return slackMessage(given).blocks.flatMap((block) => {
    const inside = [
      'text' in block ? block.text : undefined,
      ...('fields' in block ? (block.fields ?? []) : []),
      ...(block.type === 'context' ? block.elements : []),
      ...(block.type === 'rich_text' ? block.elements.flatMap(({ elements }) => elements) : []),
    ];
    return inside.filter((text) => text !== undefined).map((text) => ({ ...text, block: block.type }));
  });
}

/** A label in bold, and a value in which nothing is formatted, or which is code. */
const FIELD = /^\*[^*\n]*\*\n(`[^`\n]+`|(?!.*:[^\s:]*[a-z][^\s:]*:)[^*_~`\n]+)$/i;
const FENCED = /^```([^`]*)```$/;
const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const codeOf = (given: Message) =>
  textsOf(given).flatMap(({ text }) => {
    const [, inside] = FENCED.exec(text) ?? [];
    return inside === undefined ? [] : [unescaped(inside)];
  });

const nasty = fc.constantFrom(
  '<!channel>',
  '<!here|here>',
  '<@U012AB3CD>',
  '<#C012AB3CD>',
  '<https://evil.example|click>',
  '&lt;!channel&gt;',
  '&amp',
  '&',
  '```',
  '`',
  '````',
  '\n',
  '\r\n> ',
  '\u2028',
  '*bold*',
  '_*.example.com',
  '@channel',
  '\u{1f600}',
  '\ud83d',
  '',
  ' ',
);
const hostile = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 30 })
  .chain((parts) => fc.integer({ min: 1, max: 40 }).map((times) => parts.join('').repeat(times)));
const hostileMessage: fc.Arbitrary<Message> = fc.record(
  {
    language: fc.constantFrom('en', 'ja'),
    title: hostile,
    subject: hostile,
    attention: fc.constantFrom(...ATTENTION),
    context: hostile,
    text: hostile,
    facts: fc.array(fc.tuple(hostile, hostile), { maxLength: 14 }),
    copy: fc.array(fc.record({ caption: hostile.filter((text) => text !== ''), text: hostile }), {
      maxLength: 60,
    }),
    quote: hostile,
    links: fc.constant(message().links),
  },
  {
    requiredKeys: ['language', 'title', 'subject', 'attention', 'text', 'facts', 'copy', 'context', 'links'],
  },
);

const MORE = 'There is more than a Slack message can hold';

describe('Slack', () => {
  test('what is usual looks as a person expects it', () => {
    const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
    const mrkdwn = (text: string) => ({ type: 'mrkdwn', text, verbatim: true });
    const section = (text: object) => ({ type: 'section', expand: true, text });
    const header = { type: 'header', text: plain('www.example.com: create this TXT record to move it') };
    const text = section(plain('Nothing moves before the record is there.'));
    const record = '_www.example.com TXT "d1.cloudfront.net"';
    const copy = [section(plain('Create in zone example.com')), section(mrkdwn(`\`\`\`${record}\`\`\``))];
    const facts = { type: 'section', fields: [mrkdwn('*Wanted by*\nE2TARGETEXAMPLE')] };
    const element = { type: 'text', text: 'Which TTL?\nRegards' };
    const quote = { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [element] }] };
    const foot = {
      type: 'context',
      elements: [
        plain('www.example.com_E2TARGETEXAMPLE_0a1b2c3d · prod · 111122223333'),
        mrkdwn('<https://us-east-1.console.aws.amazon.com/x|Execution>'),
      ],
    };
    // Where a person has to act, what there is to do comes first, and notifications say it.
    expect(slackMessage(message({ quote: 'Which TTL?\nRegards' }))).toEqual({
      text: `www.example.com: create this TXT record to move it. Create in zone example.com: ${record}`,
      blocks: [header, text, ...copy, facts, quote, foot],
    });
    expect(slackMessage(message({ attention: 'progress', quote: 'Which TTL?\nRegards' }))).toEqual({
      text: 'www.example.com: create this TXT record to move it',
      blocks: [header, text, facts, ...copy, quote, foot],
    });
  });

  test.each([
    ['E2TARGETEXAMPLE (d1.cloudfront.net)', 'E2TARGETEXAMPLE (d1.cloudfront.net)'],
    ['2026-11-20 01:15:00 UTC', '2026-11-20 01:15:00 UTC'],
    [
      'distribution *******EXAMPLE, account ******445566',
      '`distribution *******EXAMPLE, account ******445566`',
    ],
    ['arn:aws:sts::111122223333:assumed-role/x', '`arn:aws:sts::111122223333:assumed-role/x`'],
    ['a `b`\n<!channel>', '`a ˋbˋ &lt;!channel&gt;`'],
    ['> no quotation', '`&gt; no quotation`'],
    ['a & b', 'a &amp; b'],
  ])('the value %j is shown as %j', (value, shown) => {
    const { blocks } = slackMessage(message({ facts: [['Held by', value]] }));
    expect(blocks).toContainEqual({
      type: 'section',
      fields: [{ type: 'mrkdwn', text: `*Held by*\n${shown}`, verbatim: true }],
    });
  });

  test('a value that is long is dressed within the blink of an eye', () => {
    const begun = performance.now();
    slackMessage(message({ facts: [['Held by', `:${'a'.repeat(50_000)}`]] }));
    expect(performance.now() - begun).toBeLessThan(500);
  });

  test('a command with backticks in it stays what it was quoted as', () => {
    const text = `echo ${quoted('said `$(id)` to us')}`;
    const [command] = codeOf(message({ copy: [{ caption: 'From a shell', text }] }));
    expect(execFileSync('sh', ['-c', command ?? ''], { encoding: 'utf8' })).toBe('said ˋ$(id)ˋ to us\n');
  });

  test('no limit of Slack is passed, and no block is empty', () => {
    const slack = createSlackWebhook(() => {});
    const limits: Record<string, number> = { header: 150, section: 3000, context: 3000, rich_text: 3000 };
    fc.assert(
      fc.property(hostileMessage, (given) => {
        const { text, blocks } = slackMessage(given);
        expect(text.length).toBeLessThanOrEqual(3000);
        expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(12_000);
        const body = JSON.stringify({ text, blocks });
        expect(slack.answer({ method: 'POST', path: '/_sandbox/slack/x', body })).toMatchObject({
          status: 200,
        });
        expect(blocks.length).toBeLessThanOrEqual(50);
        for (const block of blocks) {
          if (!('fields' in block)) continue;
          expect(block.fields?.length).toBeGreaterThanOrEqual(1);
          expect(block.fields?.length).toBeLessThanOrEqual(10);
          for (const field of block.fields ?? []) expect(field.text.length).toBeLessThanOrEqual(2000);
        }
        for (const { text: seen, block } of textsOf(given)) {
          expect(seen.length).toBeLessThanOrEqual(limits[block] ?? 0);
          expect(seen).not.toBe('');
        }
      }),
      // To find the smallest of such messages would take minutes.
      { endOnFailure: true },
    );
  });

  test('no mention and no link survives, none is made of plain words, and no entity is broken', () => {
    fc.assert(
      fc.property(hostileMessage, (given) => {
        const everything = JSON.stringify(slackMessage(given));
        expect(everything).not.toMatch(/<!|<@|<#|<https:\/\/evil/);
        expect(everything.isWellFormed()).toBe(true);
        expect(everything).not.toMatch(/\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])/i);
        for (const { type, text, verbatim } of textsOf(given)) {
          if (type !== 'mrkdwn') continue;
          expect(verbatim).toBe(true);
          if (text.startsWith('<https://us-east-1')) continue;
          expect(text).not.toMatch(/<|&(?!amp;|lt;|gt;)/);
          if (text.startsWith('*')) expect(text).toMatch(FIELD);
          expect(text).not.toContain('>');
        }
      }),
    );
  });

  test('code stays in its fence, a value in its field, and nothing else is formatted', () => {
    fc.assert(
      fc.property(hostileMessage, (given) => {
        for (const { type, text } of textsOf(given)) {
          if (type !== 'mrkdwn' || text.startsWith('<https:')) continue;
          if (text.startsWith('```')) expect(text).toMatch(FENCED);
          else expect(text).toMatch(FIELD);
        }
      }),
    );
  });

  test('what is to be copied is complete, or not there at all', () => {
    const line = fc.stringMatching(/^[ -_a-~]{0,120}$/);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 300 }), (lines) => {
        const text = lines.join('\n');
        const given = message({ copy: [{ caption: 'c', text }] });
        const left = slackMessage(given).blocks.some((block) => JSON.stringify(block).includes(MORE));
        expect(codeOf(given).join('\n')).toBe(left ? '' : text);
        // Nobody is sent to another place for what would have room.
        if (left) expect(text.length).toBeGreaterThan(5000);
      }),
    );
  });

  test.each([2994, 2995])('a command of %i characters is there as it is, or not at all', (length) => {
    const command = `aws cloudfront x --domains '${'a.example.com '.repeat(300)}`.slice(0, length - 1);
    const copy = [{ caption: 'From a shell', text: `cd rescue\n${command}'` }];
    const whole = length <= 2994;
    expect(codeOf(message({ copy })).join('\n')).toBe(whole ? copy[0]?.text : '');
    const texts = textsOf(message({ copy })).map(({ text }) => text);
    expect(texts.some((text) => text.includes('copy it from the mail'))).toBe(!whole);
    expect(texts).toContain('From a shell');
  });

  test('a long line for people is broken at spaces', () => {
    const text = `Subject: move it\n\n${'shop.example.com, '.repeat(500)}and that is all`;
    const [first = '', ...rest] = codeOf(message({ copy: [{ caption: 'The case', text, prose: true }] }));
    expect(rest.length).toBeGreaterThan(1);
    expect([first, ...rest].join(' ').replaceAll('\n', ' ').replace('  ', ' ')).toBe(
      text.replaceAll('\n', ' ').replace('  ', ' '),
    );
  });

  test('what has no room any more is left out whole, the last first', () => {
    const long = Array.from({ length: 4 }, (_, i) => `line ${i} ${'x'.repeat(1500)}`).join('\n');
    const copy = ['one', 'two'].map((caption) => ({ caption, text: long }));
    expect(codeOf(message({ copy })).join('\n') === long).toBe(true);
    expect(JSON.stringify(slackMessage(message({ copy })))).toContain(MORE);
  });

  test('where people act, facts and quotation give way to what is to be copied; elsewhere it gives way', () => {
    const given = (attention: 'action' | 'progress') =>
      message({
        attention,
        facts: Array.from({ length: 10 }, (_, i) => [`L${i}`, 'v'.repeat(500)]),
        copy: [{ caption: 'c', text: Array.from({ length: 90 }, () => 'x'.repeat(100)).join('\n') }],
        quote: 'q'.repeat(3000),
      });
    const seen = (attention: 'action' | 'progress') => JSON.stringify(slackMessage(given(attention)));
    expect(seen('action')).toContain('```x');
    expect(seen('action')).not.toContain('*L9*');
    expect(seen('progress')).not.toContain('```x');
    expect(seen('progress')).toContain('*L9*');
    expect(seen('progress')).toContain('"qqq');
  });

  test('the records of a hundred aliases are all there', () => {
    const copy = Array.from({ length: 100 }, (_, i) => ({
      caption: `Create in zone ${i % 2 ? 'example.com' : 'example.net'}`,
      text: `_host-number-${i}.example.com TXT "d111111abcdef8.cloudfront.net"`,
    }));
    const lines = codeOf(message({ copy })).flatMap((text) => text.split('\n'));
    expect(lines.toSorted()).toEqual(copy.map(({ text }) => text).toSorted());
    expect(slackMessage(message({ copy })).blocks.length).toBeLessThanOrEqual(50);
  });

  test('what has the same caption is one block, in a mail, too', () => {
    const copy = ['a', 'b'].map((text) => ({ caption: 'Create in zone example.com', text }));
    expect(codeOf(message({ copy }))).toEqual(['a\nb']);
    expect(email(message({ copy })).body).toContain('Create in zone example.com:\n\n    a\n    b\n');
  });

  test('more than a message can hold: it says so, and the links stay', () => {
    const copy = Array.from({ length: 60 }, (_, i) => ({ caption: `zone ${i}`, text: 'x' }));
    const texts = textsOf(message({ copy })).map(({ text }) => text);
    expect(texts.some((text) => text.includes('more than a Slack message can hold'))).toBe(true);
    expect(texts.at(-1)).toContain('|Execution>');
  });

  test('an asterisk or underscore of a name is not taken for formatting', () => {
    const shown = textsOf(message({ text: 'TXT _*.example.com and _*.shop.example.com is missing' }));
    expect(shown[1]).toMatchObject({
      type: 'plain_text',
      text: expect.stringContaining('_*.shop.example.com'),
    });
  });

  test('empty facts are left out', () => {
    const { blocks } = slackMessage(message({ facts: [['Held by', '']], text: '  ', copy: [] }));
    expect(blocks.map(({ type }) => type)).toEqual(['header', 'context']);
  });
});

describe('mail', () => {
  test('what is usual looks as a person expects it', () => {
    expect(email(message({ quote: 'Which TTL?\nRegards' }))).toEqual({
      subject: 'www.example.com: create this TXT record to move it',
      body: [
        'www.example.com: create this TXT record to move it',
        'Nothing moves before the record is there.',
        'Create in zone example.com:',
        '    _www.example.com TXT "d1.cloudfront.net"',
        '> Which TTL?\n> Regards',
        'Wanted by: E2TARGETEXAMPLE',
        'www.example.com_E2TARGETEXAMPLE_0a1b2c3d · prod · 111122223333\nExecution: https://us-east-1.console.aws.amazon.com/x\n',
      ].join('\n\n'),
    });
  });

  test('SNS takes any subject and any body', () => {
    fc.assert(
      fc.property(hostileMessage, (given) => {
        const { subject, body } = email(given);
        expect(subject).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,98}$/);
        // The request is URL-encoded, and half a surrogate pair cannot be.
        expect(() => encodeURIComponent(body)).not.toThrow();
        expect(body).not.toBe('');
      }),
    );
  });
});
