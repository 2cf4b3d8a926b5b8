/** The blocks that a message of ours consists of. */

export type Text =
  | { type: 'plain_text'; text: string; emoji: false }
  /** Without `verbatim` Slack makes links of addresses and mentions of `@channel`. */
  | { type: 'mrkdwn'; text: string; verbatim: true };

export type Block =
  | { type: 'header'; text: Text }
  /** Without `expand` Slack may fold it behind "see more": https://docs.slack.dev/reference/block-kit/blocks/section-block */
  | { type: 'section'; expand: true; text: Text }
  | { type: 'section'; fields: Text[] }
  | Quotation
  | { type: 'context'; elements: Text[] };

/** Of its text nothing is interpreted, other than of mrkdwn with a `>`: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export interface Quotation {
  type: 'rich_text';
  elements: [{ type: 'rich_text_quote'; elements: [{ type: 'text'; text: string }] }];
}

/** https://docs.slack.dev/reference/block-kit/blocks */
export const BLOCKS = 50;
/** Characters of a section's text. */
export const SECTION = 3000;

/** What a message has left. */
export interface Room {
  blocks: number;
  characters: number;
}

export function section(text: Text): Block {
  return { type: 'section', expand: true, text };
}

/** Nobody outside knows what Slack counts. JSON is more than any text in it. */
export function sizeOf(blocks: readonly Block[]): number {
  return JSON.stringify(blocks).length;
}
