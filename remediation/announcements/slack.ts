/**
 * A message as Slack's Block Kit. Limits: https://docs.slack.dev/reference/block-kit/blocks (50 blocks, header 150
 * characters, section text 3,000, ten fields of 2,000). Links, not buttons: a webhook cannot take clicks.
 *
 * Sentences are plain text, in which Slack interprets nothing: as mrkdwn, `_*.example.com` would lose its asterisk.
 */
import type { Message } from './message.ts';

type Text =
  | { type: 'plain_text'; text: string }
  /** Without `verbatim` Slack makes links of addresses and mentions of `@channel`. */
  | { type: 'mrkdwn'; text: string; verbatim: true };
type Block =
  | { type: 'header'; text: Text }
  | { type: 'section'; text?: Text; fields?: Text[] }
  | { type: 'context'; elements: Text[] };

export interface SlackMessage {
  /** Shown in notifications, and where blocks are not. */
  text: string;
  blocks: Block[];
}

const BLOCKS = 50;
const HEADER = 150;
const SECTION = 3000;
const FIELD = 2000;
const FIELDS = 10;
const FENCE = '```';
const BACKTICK_LIKE = '\u{2cb}';

export function slackMessage(message: Message): SlackMessage {
  const facts = message.facts.filter(([, value]) => value !== '').slice(0, FIELDS);
  const fields = facts.map(([label, value]) => plain(`${label}: ${value}`, FIELD));
  const before: Block[] = [
    { type: 'header', text: plain(message.title, HEADER) },
    ...(message.text.trim() ? [section(plain(message.text, SECTION))] : []),
    ...(fields.length > 0 ? [{ type: 'section' as const, fields }] : []),
  ];
  const after: Block[] = [
    ...(message.quote ? [section(mrkdwn(quoted(message.quote)))] : []),
    { type: 'context', elements: [mrkdwn(message.links.map(link).join('  ·  '))] },
  ];
  const copy = copied(message.copy, BLOCKS - before.length - after.length);
  return { text: cut(escaped(message.title), SECTION), blocks: [...before, ...copy, ...after] };
}

/** Each by itself if there is room for that many blocks, otherwise together what has the same caption. */
function copied(copy: Message['copy'], room: number): Block[] {
  const blocks = copy.flatMap(({ caption, text }) => [section(plain(caption, SECTION)), ...code(text)]);
  if (blocks.length <= room) return blocks;
  const together = Map.groupBy(copy, ({ caption }) => caption);
  const grouped = [...together].flatMap(([caption, parts]) => [
    section(plain(caption, SECTION)),
    ...code(parts.map(({ text }) => text).join('\n')),
  ]);
  if (grouped.length <= room) return grouped;
  const rest = plain('There is more than a Slack message can hold: see the execution, or the mail.', SECTION);
  return [...grouped.slice(0, room - 1), section(rest)];
}

/** As many blocks as it takes, whole lines in each: what is copied must be complete. */
function code(text: string): Block[] {
  const room = SECTION - 2 * FENCE.length;
  const chunks: string[] = [];
  // In a code block nothing is formatted; only backticks could end it. What takes their place means nothing to a shell either.
  for (const line of escaped(text.replaceAll('`', BACKTICK_LIKE)).split('\n')) {
    const chunk = chunks.at(-1);
    if (chunk !== undefined && chunk.length + 1 + line.length <= room) {
      chunks[chunks.length - 1] = `${chunk}\n${line}`;
    } else {
      chunks.push(cut(line, room));
    }
  }
  return chunks.map((chunk) => section(mrkdwn(`${FENCE}${chunk}${FENCE}`)));
}

function quoted(text: string): string {
  const lines = escaped(text.replaceAll(FENCE, "'''")).split(/\r\n|[\n\r\u2028\u2029]/);
  const whole = lines.map((line) => `> ${line}`).join('\n');
  // The cut can fall into the mark of a line, and without it the line would be none of the quotation.
  return cut(whole, SECTION).replace(/\n>?…$/, '…');
}

function link({ label, url }: { label: string; url: string }): string {
  return `<${escaped(url).replaceAll('|', '%7C')}|${escaped(label)}>`;
}

/** Slack's three control characters (docs.slack.dev, "Formatting message text"): no mention or link survives this. */
function escaped(text: string): string {
  return text.toWellFormed().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Takes escaped text, and never cuts inside an entity or a surrogate pair. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/&[a-z]*$|[\ud800-\udbff]$/, '')}…`;
}

/** Slack does not say what plain text makes of its control characters: none are in it. */
function plain(text: string, limit: number): Text {
  const harmless = text.toWellFormed().replaceAll('<', '‹').replaceAll('>', '›');
  return { type: 'plain_text', text: cut(harmless, limit) };
}

function mrkdwn(text: string): Text {
  return { type: 'mrkdwn', text, verbatim: true };
}

function section(text: Text): Block {
  return { type: 'section', text };
}
