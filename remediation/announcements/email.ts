/** A message as SNS carries it to a mailbox: plain text, and a subject SNS accepts. */
import type { Message } from './message.ts';

/** SNS: ASCII, no line breaks or control characters, not empty, not a space first, less than 100 characters. */
const LONGEST_SUBJECT = 99;

export interface Email {
  subject: string;
  body: string;
}

export function email(message: Message): Email {
  const facts = message.facts
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${label}: ${value}`);
  const parts = [
    message.title,
    message.text,
    facts.join('\n'),
    ...message.copy.map(({ caption, text }) => `${caption}:\n\n${indented(text, '    ')}`),
    message.quote ? indented(message.quote, '> ') : '',
    [message.context, ...message.links.map(({ label, url }) => `${label}: ${url}`)].join('\n'),
  ];
  // Half a surrogate pair cannot be encoded: the request would fail, each time anew.
  return {
    subject: subject(message.subject),
    body: `${parts.filter(Boolean).join('\n\n')}\n`.toWellFormed(),
  };
}

function subject(title: string): string {
  const ascii = title.replace(/[^\x20-\x7e]/g, '?').trim() || 'cname-rescue';
  return ascii.length <= LONGEST_SUBJECT ? ascii : `${ascii.slice(0, LONGEST_SUBJECT - 3)}...`;
}

function indented(text: string, prefix: string): string {
  return text
    .split('\n')
    .map((line) => `${prefix}${line}`)
    .join('\n');
}
