/**
 * Slack's mrkdwn as HTML, as far as the messages use it. What nothing is known about is refused, not drawn wrongly.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
import { html } from './html.ts';

const FENCE = '```';

/** @throws Error when it mentions somebody, or a line of it ends a code block that none began. */
export function mrkdwn(text: string): string {
  return text
    .split(FENCE)
    .map((part, position) => (position % 2 === 0 ? lines(part) : `<pre>${html(unescaped(part))}</pre>`))
    .join('');
}

/** Lines that begin with the mark are one quotation as long as they follow each other. */
function lines(text: string): string {
  const runs: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = QUOTE.test(line);
    const last = runs.at(-1);
    if (last?.quoted === quoted) last.lines.push(line);
    else runs.push({ quoted, lines: [line] });
  }
  return runs
    .map(({ quoted, lines }) => {
      const shown = lines.map((line) => inline(line.replace(QUOTE, ''))).join('<br>');
      return quoted ? `<blockquote>${shown}</blockquote>` : shown;
    })
    .join('');
}

/** As a person types it, and as it travels. */
const QUOTE = /^(?:>|&gt;) ?/;

/** Marks of formatting stand at the edges of words: `_*.example.com` has none that is closed. */
const SPAN =
  /<(?<url>https?:[^|>]+)\|(?<label>[^>]+)>|`(?<code>[^`]+)`|(?<![\w*])\*(?<bold>\S|\S[^*]*\S)\*(?![\w*])|(?<!\w)_(?<italic>[^\s_]|[^\s_][^_]*[^\s_])_(?!\w)|(?<![\w~])~(?<struck>[^\s~]|[^\s~][^~]*[^\s~])~(?![\w~])/;

function inline(text: string): string {
  const found = SPAN.exec(text);
  if (!found) return plain(text);
  const { url, label, code, bold, italic, struck } = found.groups ?? {};
  const rest = inline(text.slice(found.index + found[0].length));
  const before = plain(text.slice(0, found.index));
  if (url !== undefined) return `${before}<a href="${html(unescaped(url))}">${plain(label ?? '')}</a>${rest}`;
  if (code !== undefined) return `${before}<code>${plain(code)}</code>${rest}`;
  if (bold !== undefined) return `${before}<b>${inline(bold)}</b>${rest}`;
  if (italic !== undefined) return `${before}<i>${inline(italic)}</i>${rest}`;
  return `${before}<s>${inline(struck ?? '')}</s>${rest}`;
}

/** @throws Error when there is one of Slack's commands in it: a mention, a channel, a date. */
function plain(text: string): string {
  if (/[<>]/.test(text)) throw new Error(`Not known what Slack makes of "${text}".`);
  return html(unescaped(text));
}

/** Only these three are escaped in what is sent to Slack. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
