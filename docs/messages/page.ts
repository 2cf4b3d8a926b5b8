/** The page that a picture is taken of: messages that look as they do in Slack, and nothing from anywhere else. */
import { blockKit } from './block-kit.ts';
import type { Language } from './chapter.ts';
import { html } from './html.ts';

/** Width of a picture, in CSS pixels. */
export const WIDTH = 700;

export interface Post {
  /** As EventBridge writes it. */
  time: string;
  blocks: unknown;
  /** Of a reply: the channel sees it, too. */
  alsoInChannel?: true;
}

interface Words {
  badge: string;
  alsoInChannel: string;
  replies(count: number): string;
}

const WORDS: Record<Language, Words> = {
  en: {
    badge: 'APP',
    alsoInChannel: 'Also sent to the channel',
    replies: (count) => `${count} ${count === 1 ? 'reply' : 'replies'}`,
  },
  ja: {
    badge: 'アプリ',
    alsoInChannel: 'チャンネルにも投稿済み',
    replies: (count) => `${count} 件の返信`,
  },
};

/** Lato is Slack's; the others stand in for it, and have what it lacks. */
const STYLE = `
* { box-sizing: border-box; margin: 0; }
body { width: ${WIDTH}px; background: #fff; color: #1d1c1d; font: 15px/22px Lato, "Noto Sans", "Noto Sans CJK JP", sans-serif; }
article { display: grid; grid-template-columns: 36px 1fr; column-gap: 8px; padding: 12px 20px; overflow-wrap: anywhere; }
.avatar { width: 36px; height: 36px; border-radius: 8px; background: #0b4c8c; color: #fff; font-weight: 700; text-align: center; line-height: 36px; }
.sender b { font-weight: 900; }
.badge { padding: 1px 3px; border-radius: 2px; background: #1d1c1d21; color: #616061; font-size: 10px; font-weight: 700; vertical-align: 1px; }
time { color: #616061; font-size: 12px; }
h1 { margin: 6px 0 8px; font-size: 18px; line-height: 24px; font-weight: 900; }
section { margin: 6px 0; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 6px 16px; }
footer { display: flex; flex-wrap: wrap; column-gap: 8px; margin: 6px 0; color: #616061; font-size: 13px; line-height: 18px; }
a { color: #1264a3; text-decoration: none; }
pre, code { border: 1px solid #1d1c1d21; background: #1d1c1d0a; font-family: "DejaVu Sans Mono", "Noto Sans Mono", "Noto Sans Mono CJK JP", monospace; font-size: 12px; }
pre { margin: 4px 0; padding: 8px; border-radius: 4px; line-height: 18px; white-space: pre-wrap; }
code { padding: 2px 3px 1px; border-radius: 3px; color: #e01e5a; }
.replies { display: flex; align-items: center; gap: 8px; margin: 0 20px; color: #616061; font-size: 13px; }
.replies::after { content: ""; flex: 1; border-top: 1px solid #ddd; }
.also { color: #616061; font-size: 12px; line-height: 16px; }
blockquote { padding-left: 16px; border-left: 4px solid #ddd; }
`;

/** A message, or the first one of a thread with the replies to it. */
export function page(language: Language, first: Post, replies: readonly Post[] = []): string {
  const rule = `<div class="replies">${WORDS[language].replies(replies.length)}</div>`;
  const shown = [first, ...replies].map((post) => article(language, post));
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<title>cname-rescue</title>
<style>${STYLE}</style>
<body>
${(replies.length > 0 ? shown.toSpliced(1, 0, rule) : shown).join('\n')}
</body>
</html>
`;
}

function article(language: Language, { time, blocks, alsoInChannel }: Post): string {
  const words = WORDS[language];
  const also = alsoInChannel ? `<div class="also">${words.alsoInChannel}</div>` : '';
  const sender = `<b>cname-rescue</b> <span class="badge">${words.badge}</span> <time>${readable(time)}</time>`;
  return `<article><div class="avatar">cr</div><div>${also}<div class="sender">${sender}</div>
${blockKit(blocks)}
</div></article>`;
}

function readable(time: string): string {
  return html(`${time.slice(0, 10)} ${time.slice(11, 16)}`);
}
