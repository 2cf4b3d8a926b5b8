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
/** Characters of code in one section. */
const CODE = SECTION - 2 * FENCE.length;
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
    {
      type: 'context',
      elements: [
        mrkdwn(message.links.map(link).join('  ·  ')),
        ...(message.context ? [plain(message.context, SECTION)] : []),
      ],
    },
  ];
  const copy = copied(message.copy, BLOCKS - before.length - after.length);
  return { text: cut(escaped(message.title), SECTION), blocks: [...before, ...copy, ...after] };
}

/** Each by itself if there is room for that many blocks, otherwise together what has the same caption. What is there is complete. */
function copied(copy: Message['copy'], room: number): Block[] {
  const blocks = copy.map(captioned);
  if (blocks.flat().length <= room) return blocks.flat();
  const together = Map.groupBy(copy, ({ caption }) => caption);
  const grouped = [...together].map(([caption, parts]) => {
    const prose = parts.every((part) => part.prose);
    return captioned({ caption, text: parts.map(({ text }) => text).join('\n'), ...(prose && { prose }) });
  });
  if (grouped.flat().length <= room) return grouped.flat();
  const shown: Block[] = [];
  for (const group of grouped) {
    if (shown.length + group.length > room - 1) break;
    shown.push(...group);
  }
  return [
    ...shown,
    section(plain('There is more than a Slack message can hold: see the mail, or the execution.', SECTION)),
  ];
}

function captioned({ caption, text, prose }: Message['copy'][number]): Block[] {
  const head = section(plain(caption, SECTION));
  // In a code block nothing is formatted; only backticks could end it. What takes their place means nothing to a shell either.
  const lines = escaped(text.replaceAll('`', BACKTICK_LIKE)).split('\n');
  const fitting = prose ? lines.flatMap(broken) : lines;
  if (fitting.some((line) => line.length > CODE)) {
    // Cut, it would be another command.
    return [
      head,
      section(
        plain(
          'It is longer than a Slack message can hold: copy it from the mail, or see the execution.',
          SECTION,
        ),
      ),
    ];
  }
  return [head, ...code(fitting)];
}

/** As many blocks as it takes, whole lines in each. */
function code(lines: readonly string[]): Block[] {
  const chunks: string[] = [];
  for (const line of lines) {
    const chunk = chunks.at(-1);
    if (chunk !== undefined && chunk.length + 1 + line.length <= CODE) {
      chunks[chunks.length - 1] = `${chunk}\n${line}`;
    } else {
      chunks.push(line);
    }
  }
  return chunks.map((chunk) => section(mrkdwn(`${FENCE}${chunk}${FENCE}`)));
}

/** At spaces, so that no word is lost. */
function broken(line: string): string[] {
  if (line.length <= CODE) return [line];
  const end = line.lastIndexOf(' ', CODE);
  return end > 0 ? [line.slice(0, end), ...broken(line.slice(end + 1))] : [line];
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
