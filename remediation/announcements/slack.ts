/**
 * A message as Slack's Block Kit: header, what there is to do, facts in two columns, foreign words, and where to look. Limits:
 * https://docs.slack.dev/reference/block-kit/blocks (50 blocks, header 150 characters, section text 3,000, ten fields of 2,000).
 * What is less important has room only after what is more. Links, not buttons: a webhook cannot take clicks.
 */
import { oneLine } from './harmless.ts';
import { LANGUAGES } from './languages.ts';
import type { Message } from './message.ts';
import { BLOCKS, type Block, type Room, SECTION, section, sizeOf } from './slack/block.ts';
import { copied } from './slack/copied.ts';
import { cut, escaped, field, link, mrkdwn, plain, quotation } from './slack/text.ts';

export interface SlackMessage {
  /** Shown in notifications, and where blocks are not. */
  text: string;
  blocks: Block[];
}

/**
 * In all, as JSON. Slack documents no such limit, but refuses what is longer than some 13,200 characters with `msg_blocks_too_long`:
 * https://github.com/slackapi/bolt-js/issues/2509
 */
const MOST_CHARACTERS = 12_000;

const HEADER = 150;
const FIELDS = 10;
/** So that one long value does not take the room of all others. */
const FIELD = 600;
const CONTEXT = 300;
const FALLBACK = 600;
/** For the sentence that there is more, whatever else is there: as a block, it has less. */
const NOTE = 300;
/** For the first record where facts and quotation come before it: it is there, whatever they are. */
const RECORD = 1500;
/** A shorter piece of a quotation says nothing. */
const LEAST_QUOTATION = 100;

export function slackMessage(message: Message): SlackMessage {
  const head: Block[] = [
    ...(oneLine(message.title)
      ? [{ type: 'header' as const, text: plain(oneLine(message.title), HEADER) }]
      : []),
    ...(oneLine(message.text) ? [section(plain(message.text, SECTION))] : []),
  ];
  const foot = context(message);
  const room: Room = {
    blocks: BLOCKS - head.length - 1,
    characters: MOST_CHARACTERS - NOTE - sizeOf([...head, foot]),
  };
  return { text: fallback(message), blocks: [...head, ...middle(message, room), foot] };
}

/** Where a person has to act, what there is to do comes first. */
function middle(message: Message, room: Room): Block[] {
  const { slack } = LANGUAGES[message.language];
  const copies = () => taken(room, (left) => copied(message.copy, left, slack));
  const facts = () => taken(room, (left) => factsOf(message.facts, left));
  const quote = () => taken(room, (left) => quoted(message.quote, left));
  if (message.attention === 'action' || message.attention === 'failed') {
    return [...copies(), ...facts(), ...quote()];
  }
  const kept = message.copy.length > 0 ? RECORD : 0;
  room.characters -= kept;
  const [first, last] = [facts(), quote()];
  room.characters += kept;
  return [...first, ...copies(), ...last];
}

/** What is taken is not there for what comes after. */
function taken(room: Room, take: (room: Room) => Block[]): Block[] {
  const blocks = take(room);
  room.blocks -= blocks.length;
  room.characters -= sizeOf(blocks);
  return blocks;
}

function factsOf(facts: Message['facts'], room: Room): Block[] {
  const fields = facts
    .filter(([, value]) => oneLine(value) !== '')
    .slice(0, FIELDS)
    .map(([label, value]) => field(label, value, FIELD));
  while (fields.length > 0) {
    const blocks: Block[] = [{ type: 'section', fields }];
    if (room.blocks > 0 && sizeOf(blocks) <= room.characters) return blocks;
    fields.pop();
  }
  return [];
}

function quoted(quote: string | undefined, room: Room): Block[] {
  if (!quote || !oneLine(quote) || room.blocks < 1) return [];
  for (let longest = SECTION; longest >= LEAST_QUOTATION; longest -= LEAST_QUOTATION) {
    const blocks = [quotation(quote, longest)];
    if (sizeOf(blocks) <= room.characters) return blocks;
  }
  return [];
}

function context({ context: which, links }: Message): Block {
  return {
    type: 'context',
    elements: [
      ...(oneLine(which) ? [plain(which, CONTEXT)] : []),
      mrkdwn(links.map(({ label, url }) => link(label, url)).join('  ·  ')),
    ],
  };
}

/** The title, and the one thing to do. */
function fallback({ title, attention, copy: [first] }: Message): string {
  const acting = attention === 'action' || attention === 'failed';
  const todo = acting && first ? ` ${first.caption}: ${first.text.split('\n')[0] ?? ''}` : '';
  return cut(escaped(`${title}${title && todo && '.'}${todo}`), FALLBACK);
}
