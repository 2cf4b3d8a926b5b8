/** A mail as its reader sees it: lines, order, and what is to be copied. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attention } from '../../../remediation/announcements/attention.ts';
import { email } from '../../../remediation/announcements/email.ts';
import type { Message } from '../../../remediation/announcements/message.ts';
import { columns, WIDTH, wrapped } from '../../../remediation/announcements/wrap.ts';

const message = (changes: Partial<Message> = {}): Message => ({
  language: 'en',
  title: 'www.example.com: create this TXT record to move it',
  subject: 'www.example.com: create this TXT record to move it',
  attention: 'action',
  text: 'Nothing moves before the record is there.',
  facts: [['Wanted by', 'E2TARGETEXAMPLE']],
  copy: [{ caption: 'Create in zone example.com', text: '_www.example.com TXT "d1.cloudfront.net"' }],
  context: 'www.example.com_E2TARGETEXAMPLE_0a1b2c3d · prod · 111122223333',
  links: [{ label: 'Execution', url: 'https://us-east-1.console.aws.amazon.com/x' }],
  ...changes,
});
const RECORD = '    _www.example.com TXT "d1.cloudfront.net"';

test.each<[Attention, boolean]>([
  ['action', true],
  ['failed', false],
  ['progress', false],
  ['done', false],
])('%s: what is to be copied stands before the facts: %s', (attention, first) => {
  const { body } = email(message({ attention }));
  expect(body.indexOf(RECORD) < body.indexOf('Wanted by:')).toBe(first);
});

test('prose is broken at words, records, commands and links are not', () => {
  const long = `aws cloudfront x --domains ${'shop.example.com '.repeat(20)}`;
  const url = `https://us-east-1.console.aws.amazon.com/${'x'.repeat(100)}`;
  const { body } = email(
    message({
      text: 'Nothing moves before the record is there. '.repeat(5).trim(),
      facts: [
        [
          'Failed call',
          `UpdateDistribution by ${'arn:aws:sts::111122223333:assumed-role/DeployRole/deploy '.repeat(2).trim()}`,
        ],
      ],
      copy: [{ caption: 'From a shell', text: `cd rescue\n${long}` }],
      quote: 'Which TTL does the record have? '.repeat(5).trim(),
      links: [{ label: 'Execution', url }],
    }),
  );
  const lines = body.split('\n');
  expect(lines).toContain(`    ${long}`);
  expect(lines).toContain(`Execution: ${url}`);
  const others = lines.filter((line) => line !== `    ${long}` && !line.endsWith(url));
  for (const line of others) expect(line.length).toBeLessThanOrEqual(WIDTH + '> '.length);
  expect(lines).toContain('  arn:aws:sts::111122223333:assumed-role/DeployRole/deploy');
  expect(lines.filter((line) => line.startsWith('> ')).join(' ')).toContain(
    '> Which TTL does the record have?',
  );
});

test('what has no room is left out whole, and that is said', () => {
  const line = `aws x ${'é'.repeat(10_000)}`;
  const copy = Array.from({ length: 20 }, (_, i) => ({ caption: `no. ${i}`, text: line }));
  const { body } = email(message({ copy }));
  expect(Buffer.byteLength(body)).toBeLessThan(190_000);
  expect(
    body
      .split('\n')
      .filter((each) => each.startsWith('    aws x'))
      .every((each) => each === `    ${line}`),
  ).toBe(true);
  expect(body).toContain('There is more than a mail can hold (12 left out): see the execution.');
  expect(body).toContain('Execution: https://');
  expect(email(message({ copy, language: 'ja' })).body).toContain(
    'メールに収まらない内容があります (残り 12 件)。',
  );
});

describe('lines', () => {
  test.each([
    ['', ''],
    ['short', 'short'],
    ['two words here', 'two words\nhere'],
    ['averyveryverylongword and more', 'averyveryverylongword\nand more'],
    ['one\n\ntwo', 'one\n\ntwo'],
    ['代替ドメイン名を移動します。', '代替ドメイ\nン名を移動\nします。'],
    ['値は「正しい」。', '値は「正し\nい」。'],
    ['次は E2TARGET です。', '次は\nE2TARGET\nです。'],
    ['値は ok (正しい)。', '値は ok\n(正しい)。'],
  ])('%j', (text, expected) => {
    expect(wrapped(text, '', 10)).toBe(expected);
  });

  test('nothing is lost, and only a word that is longer than a line is longer than one', () => {
    const word = fc.oneof(
      fc.stringMatching(/^[!-~]{1,90}$/),
      fc.stringMatching(/^(「?[\u3042-\u3093\u4e00-\u4effA-Z]{1,3}[、。」]{0,2}){1,30}$/u),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const text = words.join(' ');
        const lines = wrapped(text).split('\n');
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) {
          expect(line).not.toMatch(/^[、。」]|「$/u);
          if (columns(line) > WIDTH) expect(line.trim()).not.toContain(' ');
        }
      }),
    );
  });
});

test.each([
  ['', 'cname-rescue'],
  ['  \n ', '?'],
  ['   ', 'cname-rescue'],
  ['日本', '??'],
  ['a\nb', 'a?b'],
  ['x'.repeat(99), 'x'.repeat(99)],
  ['x'.repeat(100), `${'x'.repeat(96)}...`],
])('the subject of %j is %j', (title, subject) => {
  expect(email(message({ subject: title })).subject).toBe(subject);
});
