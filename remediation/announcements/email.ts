/**
 * A message as SNS carries it to a mailbox: plain text in UTF-8, and a subject SNS accepts. Prose is in lines of a readable length;
 * records and commands are as they are to be copied.
 */
import { fitting, fittingText } from './fitting.ts';
import { harmless, oneLine } from './harmless.ts';
import type { Language } from './language.ts';
import { LANGUAGES } from './languages.ts';
import type { Message } from './message.ts';
import { together } from './together.ts';
import { wrapped } from './wrap.ts';

/** SNS: ASCII, no line breaks or control characters, not empty, not a space first, less than 100 characters. */
const LONGEST_SUBJECT = 99;
/** With its attributes below the 256 KiB that SNS takes. */
const MOST_BYTES = 180_000;
const MOST_BYTES_OF_A_TEXT = 16_000;

export interface Email {
  subject: string;
  body: string;
}

export function email(message: Message): Email {
  const { copy, links, attention } = message;
  const [title, context] = [message.title, message.context].map(oneLine);
  const facts = message.facts.filter(([, value]) => oneLine(value) !== '');
  const [said, quoted] = [message.text, message.quote ?? ''].map((text) =>
    wrapped(fittingText(harmless(text), MOST_BYTES_OF_A_TEXT)),
  );
  const told = facts.map((fact) => wrapped(oneLine(fact.join(': ')), '  ')).join('\n');
  const quotation = quoted && indented(quoted, '> ');
  const where = [context, ...links.map(({ label, url }) => `${label}: ${url}`)].filter(Boolean).join('\n');
  const room = MOST_BYTES - bytes([title, said, told, quotation, where].join('\n'));
  const blocks = copied(copy, room, LANGUAGES[message.language].mail);
  // Whoever has to do something finds that first.
  const inOrder = attention === 'action' ? [...blocks, quotation, told] : [told, ...blocks, quotation];
  const parts = [title, said, ...inOrder, where];
  return { subject: subject(message.subject), body: `${parts.filter(Boolean).join('\n\n')}\n` };
}

function block({ caption, text }: Message['copy'][number]): string {
  return `${wrapped(`${oneLine(caption)}:`)}\n\n${indented(harmless(text), '    ')}`;
}

/** As many as have room, most important first. What is there is complete: cut, it would be another command. */
function copied(copy: Message['copy'], room: number, words: Language['mail']): string[] {
  const shown = fitting(copy, room, (part) => bytes(block(part)));
  const left = copy.length - shown.length;
  return [...together(shown).map(block), ...(left > 0 ? [words.more(left)] : [])];
}

function subject(title: string): string {
  const ascii = title.replace(/[^\x20-\x7e]/g, '?').trim() || 'cname-rescue';
  return ascii.length <= LONGEST_SUBJECT ? ascii : `${ascii.slice(0, LONGEST_SUBJECT - 3)}...`;
}

function indented(text: string, prefix: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? prefix.trimEnd() : `${prefix}${line}`))
    .join('\n');
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
