/** Every announcement of what is as large, and as ill-meant, as AWS, DNS and others let it be. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { schemaPath } from '../../../docs/schemas.ts';
import {
  ANNOUNCEMENTS,
  type AnnouncementDetail,
  type AnnouncementType,
} from '../../../remediation/announcements/announcement.ts';
import { ATTENTION } from '../../../remediation/announcements/attention.ts';
import { email } from '../../../remediation/announcements/email.ts';
import { attributesOf } from '../../../remediation/announcements/machine/attributes.ts';
import type { Message } from '../../../remediation/announcements/message.ts';
import { messageFor } from '../../../remediation/announcements/messages.ts';
import { slackMessage } from '../../../remediation/announcements/slack.ts';
import { summaryFor } from '../../../remediation/announcements/summary.ts';
import { AnnouncementLanguage, AS_SHIPPED } from '../../../remediation/announcements/telling.ts';
import { createSlackWebhook } from '../../../sandbox/services/slack-webhook.ts';
import { read } from '../../docs/markdown.ts';
import { formOf } from '../../doubles/announced-events.ts';
import { hostileDetail, LONG_NAMES } from '../../doubles/hostile.ts';

const NASTY = [
  '<!channel>',
  '<@U123>',
  '<https://evil.example|click>',
  '&lt;!here&gt;',
  '&',
  '*bold*',
  '`',
  '```',
  ':aaaaaa',
  '"',
  '\\',
  '\u202e',
  '\u2066',
  '\u200b',
  '\ufeff',
  '\u0000',
  '\u001b[31m',
  '\u0085',
  '\u2028',
  '\r\n> ',
  '\n',
  '\t',
  ' ',
  '\u{1f600}',
  '\ud83d',
  '\ude00',
  'え',
  'a',
];
const LONGEST = 50_000;

const hostile = fc
  .record({
    parts: fc.array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 9 })), {
      minLength: 1,
      maxLength: 12,
    }),
    length: fc.constantFrom(1, 250, 3000, LONGEST),
  })
  .map(({ parts, length }) => {
    const once = parts.join('') || '<';
    return once.repeat(Math.ceil(length / once.length)).slice(0, length);
  });

/** Every string that is there, however deep. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** Our own links, and nothing else, are between angle brackets. */
const OUR_LINKS =
  /^(<https:\/\/(us-east-1|support)\.console\.aws\.amazon\.com\/[^\s<>|]*\|[^<>|\n]+>( {2}· {2})?)+$/;
const DIRECTION_OR_CONTROL = /\p{Bidi_Control}|[^\P{Cc}\n]/u;

const slack = createSlackWebhook(() => {});

function expectSlackTakes(message: Message): void {
  const dressed = slackMessage(message);
  const body = JSON.stringify(dressed);
  expect(slack.answer({ method: 'POST', path: '/_sandbox/slack/x', body })).toMatchObject({ status: 200 });
  expect(body.length).toBeLessThanOrEqual(13_000);
  for (const text of stringsIn(dressed)) {
    expect(text.isWellFormed()).toBe(true);
    expect(text.search(DIRECTION_OR_CONTROL)).toBe(-1);
    if (OUR_LINKS.test(text)) continue;
    expect(text).not.toContain('<');
  }
}

function expectMailTakes(message: Message): void {
  const { subject, body } = email(message);
  expect(subject).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,98}$/);
  expect(body.isWellFormed()).toBe(true);
  expect(body.search(DIRECTION_OR_CONTROL)).toBe(-1);
  expect(Buffer.byteLength(body)).toBeLessThan(200_000);
}

function messagesOf(type: AnnouncementType, detail: AnnouncementDetail): Message[] {
  return AnnouncementLanguage.options.flatMap((language) => {
    const telling = { ...AS_SHIPPED, language };
    return [messageFor(type, detail, telling), summaryFor(type, detail, telling)];
  });
}

const ajv = new Ajv2020({ strict: true });
addFormats.default(ajv);
const isPublished = ajv.compile(JSON.parse(read(schemaPath('announcement'))));

describe.each(ANNOUNCEMENTS)('%s', (type) => {
  test('whatever others wrote, each channel takes it', () => {
    fc.assert(
      fc.property(hostile, (words) => {
        const detail = hostileDetail(words);
        for (const message of messagesOf(type, detail)) {
          expectSlackTakes(message);
          expectMailTakes(message);
        }
        const form = formOf(type, detail);
        const published = JSON.stringify(form);
        expect(isPublished(JSON.parse(published)), ajv.errorsText(isPublished.errors)).toBe(true);
        const attributes = Object.entries(attributesOf(form));
        expect(attributes.length).toBeLessThanOrEqual(10);
        for (const text of stringsIn(attributes)) expect(text.isWellFormed()).toBe(true);
        expect(Buffer.byteLength(published) + Buffer.byteLength(JSON.stringify(attributes))).toBeLessThan(
          262_144,
        );
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });
});

/** What a message says of how much it leaves out. */
function leftOut(texts: readonly string[]): number {
  const [, english, japanese] = /\((\d+) left out\)|残り (\d+) 件/.exec(texts.join('\n')) ?? [];
  return Number(english ?? japanese ?? 0);
}

const unfenced = (text: string) =>
  text.slice(3, -3).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const ASKING = [
  'Remediation opened',
  'DNS record in the way',
  'Certificate missing',
  'Ownership proof incomplete',
  'Alias free',
  'Alias confirmed',
] as const;

describe.each(ASKING)('%s: of a hundred records', (type) => {
  const records = formOf(type, hostileDetail('')).records.map(({ name }) => name);

  test.each([
    ['', 1],
    ['"', 3000],
    ['&', LONGEST],
  ])('with %j %i times in every sentence', (word, times) => {
    const words = word.repeat(times);
    for (const language of AnnouncementLanguage.options) {
      const message = messageFor(type, hostileDetail(words), { ...AS_SHIPPED, language });
      const copied = message.copy.map(({ text }) => text.split(' ')[0]);
      expect(copied.slice(0, records.length)).toEqual(records);

      const texts = stringsIn(slackMessage(message).blocks);
      const lines = texts
        .filter((text) => text.startsWith('```'))
        .flatMap((text) => unfenced(text).split('\n'));
      const inSlack = message.copy.filter(({ text }) =>
        text.split('\n').every((line) => lines.includes(line)),
      );
      expect(inSlack[0]).toEqual(message.copy[0]);
      expect(inSlack.length + leftOut(texts)).toBe(message.copy.length);

      const { body } = email(message);
      for (const { text } of message.copy.slice(0, records.length)) expect(body).toContain(`    ${text}\n`);
    }
  });
});

test('of more than a mail can hold, it has the first, and says how many there are besides', () => {
  const text = `x TXT "${'v'.repeat(500)}"`;
  const copy = Array.from({ length: 1000 }, (_, i) => ({
    caption: 'Create in zone example.com',
    text: `${i}${text}`,
  }));
  const message = { ...messageFor('Remediation opened', hostileDetail('')), copy };
  const { body } = email(message);
  const shown = copy.filter(({ text: line }) => body.includes(`    ${line}\n`));
  expect(shown.length).toBeGreaterThan(100);
  expect(shown).toEqual(copy.slice(0, shown.length));
  expect(shown.length + leftOut([body])).toBe(copy.length);
});

test('the first record is there, also where nobody has to act, whatever else is said', () => {
  const record = `_${LONG_NAMES[0]} TXT "d111111abcdef8.cloudfront.net"`;
  const quotes = '"'.repeat(LONGEST);
  const message: Message = {
    ...messageFor('Alias confirmed', hostileDetail('')),
    title: quotes,
    text: quotes,
    quote: quotes,
    context: quotes,
    facts: Array.from({ length: 12 }, () => [quotes, quotes]),
    copy: [record, record].map((text) => ({ caption: `Create in zone ${LONG_NAMES[1]}`, text })),
  };
  for (const attention of ATTENTION) {
    const texts = stringsIn(slackMessage({ ...message, attention }));
    expect(texts.some((text) => text.startsWith(`\`\`\`${record}`))).toBe(true);
  }
});

test.each([0, 1])('no emoji is cut in two, after %i characters before it', (before) => {
  const emoji = (count: number) => `${'a'.repeat(before)}${'\u{1f600}'.repeat(count)}`;
  const detail = hostileDetail(emoji(5000), emoji(120));
  for (const type of ANNOUNCEMENTS) {
    for (const message of messagesOf(type, detail)) {
      const { body } = email(message);
      for (const text of [...stringsIn(slackMessage(message)), body])
        expect(text.indexOf('\u{fffd}')).toBe(-1);
    }
    for (const text of stringsIn(formOf(type, detail))) expect(text.indexOf('\u{fffd}')).toBe(-1);
  }
});
