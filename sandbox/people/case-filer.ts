/**
 * Who opens a case by hand: takes what a Slack message holds to be copied, and knows nothing else. So a text that is not
 * enough for AWS Support stops the rehearsal.
 */
import * as v from 'valibot';
import type { DeliveredMessage } from '../parts.ts';

const SlackBody = v.object({
  blocks: v.array(v.object({ text: v.optional(v.object({ text: v.string() })) })),
});

/** What stands above the text of the case, in the languages that messages are in. */
const CAPTION = /^(The case, to paste|サポートケースの文面)/;

const FENCED = /^```([\s\S]*)```$/;

/** Subject and text of the case that a Slack message asks for; the text may be spread over several code blocks. */
export function casesIn({ channel, body }: DeliveredMessage): { subject: string; body: string }[] {
  if (channel !== 'slack') return [];
  const texts = v.parse(SlackBody, body).blocks.map(({ text }) => text?.text ?? '');
  const caption = texts.findIndex((text) => CAPTION.test(text));
  if (caption === -1) return [];
  const after = texts.slice(caption + 1);
  const end = after.findIndex((text) => !FENCED.test(text));
  const code = after.slice(0, end === -1 ? after.length : end).map((text) => FENCED.exec(text)?.[1] ?? '');
  const [, subject, words] = /^Subject: (.*)\n\n([\s\S]*)$/.exec(unescaped(code.join('\n'))) ?? [];
  return subject && words ? [{ subject, body: words }] : [];
}

/** As it arrives when somebody copies it. */
export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
