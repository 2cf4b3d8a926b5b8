/** The page of a language: each example as a picture of Slack, and as a mail. */
import type { Chapter, Language } from './chapter.ts';
import { mailOf } from './rendered.ts';
import { MOMENTS } from './thread.ts';

type Example = Chapter['examples'][number];

interface Words {
  title: string;
  introduction: string;
  shown: [announcement: string, examples: string];
  plain: string;
  picture(heading: string): string;
  mail: string;
  thread: { title: string; about: string };
}

const WORDS: Record<Language, Words> = {
  en: {
    title: 'What people are told',
    introduction:
      "Every message of cname-rescue, as it looks in Slack and as it arrives by mail; [in Japanese](ja.md) with `announcementLanguage=ja`. They come from remediations that were played on the shipped state machine, so each is what a remediation would have said. The pictures show Slack's blocks in a page of our own: Slack itself may draw them a little differently.",
    shown: ['announcement', 'examples'],
    plain: 'plain',
    picture: (heading) => `${heading}, in Slack`,
    mail: 'By mail:',
    thread: {
      title: 'One thread for each remediation',
      about:
        'With a bot (`slackBotTokenParameter`) what a remediation tells is a thread. Its first message shows where the remediation stands, and is kept up to date; the messages below are its replies, and those that want something of somebody are sent to the channel, too. With a webhook each message is by itself.',
    },
  },
  ja: {
    title: '通知メッセージ',
    introduction:
      'cname-rescue のすべてのメッセージを、Slack での表示とメールの両方で示します。`announcementLanguage=ja` の場合の例です ([英語](README.md))。出荷されるステートマシンで修復を再生して作られているため、どれも実際の修復で届く内容と同じです。画像は Slack のブロックを独自のページで描画したもので、Slack での実際の表示とはわずかに異なることがあります。',
    shown: ['通知', '例'],
    plain: '通常',
    picture: (heading) => `Slack での表示: ${heading}`,
    mail: 'メール:',
    thread: {
      title: '修復ごとに 1 つのスレッド',
      about:
        'ボット (`slackBotTokenParameter`) を使用すると、1 つの修復のメッセージが 1 つのスレッドにまとまります。最初のメッセージは修復の現在の状況を示し、常に更新されます。以下の各メッセージはその返信となり、対応が必要なものはチャンネルにも投稿されます。Webhook の場合は、それぞれが独立したメッセージになります。',
    },
  },
};

export function markdown(language: Language, chapters: readonly Chapter[]): string {
  const words = WORDS[language];
  return [
    `# ${words.title}`,
    '<!-- written by `npx node docs/messages.ts --write`, do not edit -->',
    words.introduction,
    index(language, chapters),
    ...threads(language),
    ...chapters.flatMap(({ title, about, examples }) => [
      `## ${title[language]}`,
      about[language],
      ...examples.flatMap((example) => shown(language, example)),
    ]),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Whoever has got a message looks for it by its name. */
function index(language: Language, chapters: readonly Chapter[]): string {
  const { shown: head, plain } = WORDS[language];
  const byType = Map.groupBy(
    chapters.flatMap(({ examples }) => examples),
    ({ type }) => type,
  );
  const rows = [...byType].map(([type, examples]) => {
    const links = examples.map(
      (example) => `[${example.variant?.[language] ?? plain}](#${anchor(headingOf(language, example))})`,
    );
    return `| \`${type}\` | ${links.join(', ')} |`;
  });
  return [`| ${head.join(' | ')} |`, '| --- | --- |', ...rows].join('\n');
}

function threads(language: Language): string[] {
  const { picture, thread } = WORDS[language];
  return [
    `## ${thread.title}`,
    thread.about,
    ...MOMENTS.flatMap(({ slug, caption }) => [
      caption[language],
      `![${picture(thread.title)}](${picturePath(language, slug)})`,
    ]),
  ];
}

function shown(language: Language, example: Example): string[] {
  const { picture, mail: caption } = WORDS[language];
  const heading = headingOf(language, example);
  const mail = mailOf(example.event, language);
  return [
    `### ${heading}`,
    `![${picture(heading)}](${picturePath(language, example.slug)})`,
    ...(mail ? [caption, fenced(`Subject: ${mail.subject}\n\n${mail.body}`)] : []),
  ];
}

/** From the page. */
export function picturePath(language: Language, slug: string): string {
  return `${language}/${slug}.png`;
}

function headingOf(language: Language, { type, variant }: Example): string {
  return variant ? `${type}: ${variant[language]}` : type;
}

/** As GitHub makes it of a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');
}

/** With a fence that nothing in the text ends. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
}
