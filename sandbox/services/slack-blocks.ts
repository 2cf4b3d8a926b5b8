/**
 * What a message of Slack may hold, however it is posted: https://docs.slack.dev/reference/block-kit/blocks has the limits of each
 * block.
 */
import * as v from 'valibot';

const textOf = (type: v.GenericSchema<unknown, string>, longest: number) =>
  v.object({ type, text: v.pipe(v.string(), v.minLength(1), v.maxLength(longest)) });
const plainText = (longest: number) => textOf(v.literal('plain_text'), longest);
const anyText = (longest: number) => textOf(v.picklist(['plain_text', 'mrkdwn']), longest);
const upTo = (longest: number) => v.optional(v.pipe(v.string(), v.maxLength(longest)));

const picture = {
  alt_text: v.pipe(v.string(), v.maxLength(2000)),
  image_url: upTo(3000),
  slack_file: v.optional(v.object({})),
};
const hasPicture = (image: { image_url?: unknown; slack_file?: unknown }) =>
  image.image_url !== undefined || image.slack_file !== undefined;

const button = v.object({
  type: v.literal('button'),
  text: plainText(75),
  action_id: upTo(255),
  url: upTo(3000),
  value: upTo(2000),
  style: v.optional(v.picklist(['primary', 'danger'])),
});
/** Menus, pickers and the like, whose own limits are not looked at. */
const otherElement = v.object({
  type: v.pipe(
    v.string(),
    v.regex(/_select$|picker$|^checkboxes$|^radio_buttons$|^overflow$|^workflow_button$/),
  ),
});
const image = v.pipe(
  v.object({ type: v.literal('image'), ...picture }),
  v.check((one) => hasPicture(one)),
);

const block_id = upTo(255);

/** Text, links, mentions, and what else a composer knows; of the last, nothing is looked at. */
const richTextElement = v.union([
  v.object({ type: v.literal('text'), text: v.pipe(v.string(), v.minLength(1)) }),
  v.object({ type: v.pipe(v.string(), v.regex(/^(?!text$)[a-z_]+$/)) }),
]);
const richText = v.object({
  type: v.picklist(['rich_text_section', 'rich_text_list', 'rich_text_preformatted', 'rich_text_quote']),
  elements: v.pipe(v.array(richTextElement), v.minLength(1)),
});

const modelledBlock = v.variant('type', [
  v.pipe(
    v.object({
      type: v.literal('section'),
      block_id,
      expand: v.optional(v.boolean()),
      text: v.optional(anyText(3000)),
      fields: v.optional(v.pipe(v.array(anyText(2000)), v.minLength(1), v.maxLength(10))),
      accessory: v.optional(v.union([button, image, otherElement])),
    }),
    v.check(({ text, fields }) => text !== undefined || fields !== undefined),
  ),
  v.object({ type: v.literal('header'), block_id, text: plainText(150) }),
  v.object({ type: v.literal('divider'), block_id }),
  v.object({
    type: v.literal('context'),
    block_id,
    elements: v.pipe(v.array(v.union([anyText(3000), image])), v.minLength(1), v.maxLength(10)),
  }),
  v.object({
    type: v.literal('actions'),
    block_id,
    elements: v.pipe(v.array(v.union([button, otherElement])), v.minLength(1), v.maxLength(25)),
  }),
  v.pipe(
    v.object({ type: v.literal('image'), block_id, ...picture, title: v.optional(plainText(2000)) }),
    v.check((one) => hasPicture(one)),
  ),
  v.object({
    type: v.literal('rich_text'),
    block_id,
    elements: v.pipe(v.array(richText), v.minLength(1)),
  }),
  v.object({
    type: v.literal('markdown'),
    block_id,
    text: v.pipe(v.string(), v.minLength(1), v.maxLength(12_000)),
  }),
]);

/** Block types that messages may have and whose content is not looked at. */
const otherBlock = v.object({
  type: v.picklist(['context_actions', 'file', 'input', 'table', 'video']),
  block_id,
});

const Blocks = v.pipe(v.array(v.union([modelledBlock, otherBlock])), v.maxLength(50));

const Message = v.object({
  text: v.optional(v.string()),
  blocks: v.optional(v.array(v.unknown())),
  attachments: v.optional(v.array(v.unknown())),
});

/** @returns Slack's word for what is wrong, undefined when nothing is */
export function refuse(payload: unknown): string | undefined {
  const message = v.safeParse(Message, payload);
  if (!message.success) return 'invalid_payload';
  const { text = '', blocks = [], attachments = [] } = message.output;
  if (text === '' && blocks.length === 0 && attachments.length === 0) return 'no_text';
  if (attachments.length > 100) return 'too_many_attachments';
  return v.is(Blocks, blocks) ? undefined : 'invalid_blocks';
}

/** Of all that is to be read in the blocks. */
export function charactersIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (key === 'text' && typeof inner === 'string' ? inner.length : charactersIn(inner)),
    0,
  );
}
