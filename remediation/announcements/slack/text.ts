/**
 * Text for Slack, in which nothing that came from outside is interpreted. Sentences are plain text: as mrkdwn, `_*.example.com` would
 * lose its asterisk, and `arn:aws:sts::` could show somebody's emoji. https://docs.slack.dev/messaging/formatting-message-text
 */
import { shortened } from '../../wording.ts';
import { harmless, oneLine } from '../harmless.ts';
import type { Quotation, Text } from './block.ts';

export const FENCE = '```';
const BACKTICK_LIKE = '\u{2cb}';

/** Slack's three control characters: no mention or link survives this. Others than a line feed have no look at all. */
export function escaped(text: string): string {
  return harmless(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Takes escaped text, and never cuts inside an entity or a surrogate pair. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return shortened(text, limit).replace(/&[a-z]*…$/, '…');
}

export function plain(text: string, limit: number): Text {
  return { type: 'plain_text', text: cut(unbracketed(text), limit), emoji: false };
}

/** Slack does not say what it makes of its control characters where it interprets nothing: none are there. */
function unbracketed(text: string): string {
  return harmless(text).replaceAll('<', '‹').replaceAll('>', '›');
}

export function mrkdwn(text: string): Text {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** Only backticks could end it. What takes their place means nothing to a shell either. */
export function asCode(text: string): string {
  return escaped(text.replaceAll('`', BACKTICK_LIKE));
}

/** What mrkdwn would make something else of: marks, emoji, a quotation. A time has colons, too, but no letter between them. */
const FORMATTED = /[*_~`]|:[^\s:]*[a-z][^\s:]*:|^\s*>/i;

/** The label in bold above the value; as code where the value has something in it that would be formatted. */
export function field(label: string, value: string, limit: number): Text {
  const line = oneLine(value);
  // Of what is long, only as much is looked at as can be shown: the pattern takes its time.
  const shown = FORMATTED.test(line.slice(0, limit))
    ? `\`${cut(asCode(line), limit)}\``
    : cut(escaped(line), limit);
  return mrkdwn(`*${cut(asCode(oneLine(label).replaceAll('*', '')), limit)}*\n${shown}`);
}

export function link(label: string, url: string): string {
  return `<${escaped(url).replaceAll('|', '%7C')}|${escaped(label)}>`;
}

/** Formatting of theirs stays what it was: marks. */
export function quotation(text: string, limit: number): Quotation {
  const element = { type: 'text' as const, text: cut(unbracketed(text), limit) };
  return { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [element] }] };
}
