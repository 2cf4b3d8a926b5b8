/**
 * Slack's incoming webhook: takes what Slack would take, refuses what Slack would refuse.
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks, and for the limits of each block
 * https://docs.slack.dev/reference/block-kit/blocks
 */
import * as v from 'valibot';
import type { DeliveredMessage } from '../parts.ts';
import type { FaultOrder } from '../wire/faults.ts';
import type { Cut } from '../wire/server.ts';

export interface WebhookAnswer {
  status: number;
  headers: Record<string, string>;
  /** Plain text, as Slack answers: `ok`, or one word for what is wrong. */
  body: string;
}

/** How a post fails that Slack has no time for, or no luck with. */
export type WebhookFault = { status: 429; retryAfterSeconds: number } | { status: 500 };

export interface SlackWebhook {
  /** @returns undefined when the path is not below `/_sandbox/slack/` */
  answer(request: { method: string; path: string; body: string }): WebhookAnswer | Cut | undefined;
  /** The next posts fail, as many as `count` says, whatever they hold. */
  failNext(count: number, fault: WebhookFault): void;
}

/** @param dueFault the injected fault that is due for this post, which `after` strikes once the message is in the channel */
export function createSlackWebhook(
  onMessage: (message: DeliveredMessage) => void,
  dueFault: () => FaultOrder | undefined = () => undefined,
): SlackWebhook {
  const faults: WebhookFault[] = [];
  return {
    answer({ method, path, body }) {
      if (!path.startsWith('/_sandbox/slack/')) return undefined;
      if (method !== 'POST') return plain(405, 'method_not_allowed');
      const injected = dueFault();
      if (injected?.when === 'before') return strike(injected);
      const fault = faults.shift();
      if (fault?.status === 429) {
        return plain(429, 'rate_limited', { 'retry-after': String(fault.retryAfterSeconds) });
      }
      if (fault?.status === 500) return plain(500, 'rollup_error');
      const payload = parse(body);
      const refusal = refuse(payload);
      if (refusal !== undefined) return plain(400, refusal);
      onMessage({ time: new Date().toISOString(), channel: 'slack', body: payload });
      return injected ? strike(injected) : plain(200, 'ok');
    },
    failNext(count, fault) {
      faults.push(...Array.from({ length: count }, () => fault));
    },
  };
}

function strike({ kind }: FaultOrder): WebhookAnswer | Cut {
  switch (kind) {
    case 'timeout':
      return 'timeout';
    case 'reset':
    // The webhook's sender shows no key, so nobody knows which instance would have to die.
    case 'crash':
      return 'reset';
    case 'throttle':
      return plain(429, 'rate_limited', { 'retry-after': '1' });
    case 'error500':
      return plain(500, 'rollup_error');
    default:
      return plain(kind.status, kind.code);
  }
}

function plain(status: number, body: string, headers: Record<string, string> = {}): WebhookAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

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

const modelledBlock = v.variant('type', [
  v.pipe(
    v.object({
      type: v.literal('section'),
      block_id,
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
    type: v.literal('markdown'),
    block_id,
    text: v.pipe(v.string(), v.minLength(1), v.maxLength(12_000)),
  }),
]);

/** Block types that messages may have and whose content is not looked at. */
const otherBlock = v.object({
  type: v.picklist(['context_actions', 'file', 'input', 'rich_text', 'table', 'video']),
  block_id,
});

const blocksSchema = v.pipe(v.array(v.union([modelledBlock, otherBlock])), v.maxLength(50));

const messageSchema = v.object({
  text: v.optional(v.string()),
  blocks: v.optional(v.array(v.unknown())),
  attachments: v.optional(v.array(v.unknown())),
});

/** @returns Slack's word for what is wrong, undefined when nothing is */
function refuse(payload: unknown): string | undefined {
  const message = v.safeParse(messageSchema, payload);
  if (!message.success) return 'invalid_payload';
  const { text = '', blocks = [], attachments = [] } = message.output;
  if (text === '' && blocks.length === 0 && attachments.length === 0) return 'no_text';
  if (attachments.length > 100) return 'too_many_attachments';
  return v.is(blocksSchema, blocks) ? undefined : 'invalid_blocks';
}
