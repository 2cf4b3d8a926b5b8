/** What holds of every message, in every language, whatever the document is. */
import { expect } from 'vitest';
import type { AnnouncementDetail, AnnouncementType } from '../../remediation/announcements/announcement.ts';
import type { Message } from '../../remediation/announcements/message.ts';
import { messageFor } from '../../remediation/announcements/messages.ts';
import { slackMessage } from '../../remediation/announcements/slack.ts';
import { summaryFor } from '../../remediation/announcements/summary.ts';
import { AnnouncementLanguage, AS_SHIPPED } from '../../remediation/announcements/telling.ts';
import { createSlackWebhook } from '../../sandbox/services/slack-webhook.ts';

export const IN_JAPANESE = { ...AS_SHIPPED, language: 'ja' } as const;

export function expectToldWell(type: AnnouncementType, detail: AnnouncementDetail): void {
  for (const language of AnnouncementLanguage.options) {
    const telling = { ...AS_SHIPPED, language };
    for (const message of [messageFor(type, detail, telling), summaryFor(type, detail, telling)]) {
      expectWell(message);
      if (language === 'ja') expectJapanese(message);
    }
  }
}

function expectWell(message: Message): void {
  const { title, subject, text, facts, copy } = message;
  // A command may well end in /dev/null.
  expect(JSON.stringify({ ...message, copy: [] })).not.toMatch(/undefined|\bnull\b|NaN|an unknown time/);
  expect(title).toMatch(/\S/);
  expect(title).not.toContain('\n');
  expect(subject).toMatch(/^[\x21-\x7e][\x20-\x7e]*$/);
  expect(text).not.toMatch(/^\s|\s$| {2}|\.\.(?!\.)|。。/);
  for (const [label, value] of facts) expect(`${label}${value}`).not.toBe(label);
  for (const { caption } of copy) expect(caption).not.toBe('');
  const slack = createSlackWebhook(() => {});
  const answer = slack.answer({
    method: 'POST',
    path: '/_sandbox/slack/hook',
    body: JSON.stringify(slackMessage(message)),
  });
  expect(answer).toMatchObject({ status: 200 });
}

/** Three words of plain English in a row: a sentence of the document, where it is not marked as one. */
const ENGLISH = /(?<![\w./"-])[A-Za-z]?[a-z]{2,} [a-z]{2,} [a-z]{2,}(?![\w./-])/;

function expectJapanese({ title, text, facts, copy }: Message): void {
  expect(title).toMatch(/[\p{scx=Hira}\p{scx=Kana}\p{scx=Han}]/u);
  const own = [title, text, ...facts.filter(([label]) => !QUOTING.includes(label)).flat()];
  for (const words of [...own, ...copy.map(({ caption }) => caption)]) {
    expect(words).not.toMatch(ENGLISH);
    expect(words).not.toMatch(SPACE);
  }
}

/** Between two Japanese characters: a particle that stands apart from its word. A space is only beside what is not Japanese. */
const SPACE = /[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}ー、。] [\p{sc=Hira}\p{sc=Kana}\p{sc=Han}、。]/u;

/** What others wrote: DNS's detail, and the subject of a case, whose language is another matter. */
const QUOTING = ['DNS', '件名'];
