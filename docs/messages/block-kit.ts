/**
 * Blocks of a Slack message as HTML. Strict: what this file does not know must not be drawn as if it were something else.
 * https://docs.slack.dev/reference/block-kit/blocks
 */
import * as v from 'valibot';
import { html } from './html.ts';
import { mrkdwn } from './mrkdwn.ts';

/** With emoji, Slack would make pictures of what stands between two colons. */
const PlainText = v.strictObject({
  type: v.literal('plain_text'),
  text: v.string(),
  emoji: v.literal(false),
});
/** Not verbatim, Slack would make links and mentions of what looks like them. */
const Mrkdwn = v.strictObject({ type: v.literal('mrkdwn'), text: v.string(), verbatim: v.literal(true) });
const Text = v.variant('type', [PlainText, Mrkdwn]);

const Block = v.variant('type', [
  v.strictObject({ type: v.literal('header'), text: PlainText }),
  v.strictObject({
    type: v.literal('section'),
    /** Our pages fold nothing. */
    expand: v.optional(v.boolean()),
    text: v.optional(Text),
    fields: v.optional(v.array(Text)),
  }),
  v.strictObject({
    type: v.literal('rich_text'),
    elements: v.array(
      v.strictObject({
        type: v.literal('rich_text_quote'),
        elements: v.array(v.strictObject({ type: v.literal('text'), text: v.string() })),
      }),
    ),
  }),
  v.strictObject({ type: v.literal('context'), elements: v.array(Text) }),
]);

/** @throws ValiError when there is a block, or a property of one, that nothing is known about. */
export function blockKit(blocks: unknown): string {
  return v.parse(v.array(Block), blocks).map(drawn).join('\n');
}

function drawn(block: v.InferOutput<typeof Block>): string {
  switch (block.type) {
    case 'header':
      return `<h1>${textOf(block.text)}</h1>`;
    case 'section': {
      const fields = (block.fields ?? []).map((field) => `<div>${textOf(field)}</div>`).join('');
      const text = block.text ? `<div class="text">${textOf(block.text)}</div>` : '';
      return `<section>${text}${fields && `<div class="fields">${fields}</div>`}</section>`;
    }
    case 'rich_text':
      return block.elements
        .map(({ elements }) => elements.map(({ text }) => literally(text)).join(''))
        .map((quotation) => `<section><blockquote>${quotation}</blockquote></section>`)
        .join('');
    case 'context':
      return `<footer>${block.elements.map((element) => `<span>${textOf(element)}</span>`).join('')}</footer>`;
  }
}

function textOf({ type, text }: v.InferOutput<typeof Text>): string {
  return type === 'mrkdwn' ? mrkdwn(text) : literally(text);
}

function literally(text: string): string {
  return html(text).replaceAll('\n', '<br>');
}
