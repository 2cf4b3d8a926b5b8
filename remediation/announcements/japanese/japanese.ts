/**
 * Messages in Japanese, composed from the facts of the document. What only its English sentences know, or what AWS said in English,
 * stands below as a quotation, so that nothing is lost.
 */
import type { Language } from '../language.ts';
import { chain, summary } from './chain.ts';
import { dryRun } from './dry-run.ts';
import { ends } from './ends.ts';
import { gates } from './gates.ts';
import { captions, labels, links } from './labels.ts';
import { naming } from './naming.ts';
import { opening } from './opening.ts';
import { progress } from './progress.ts';

export const japanese: Language = {
  announcements: { ...opening, ...gates, ...progress, ...ends },
  naming,
  labels,
  captions,
  links,
  chain,
  summary,
  dryRun,
  alarm: {
    title: (name, over) => `${over ? 'アラーム解消' : 'アラーム'}: ${name}`,
    text: (description) => (description ? `詳細 (英語): ${description}` : ''),
  },
  detailsIn: (english) => `詳細 (英語): ${english}`,
  slack: {
    tooLong: 'Slack のメッセージに収まらない長さのため、メールからコピーするか、実行の詳細をご覧ください。',
    more: (left) =>
      `Slack のメッセージに収まらない内容があります (残り ${left} 件)。メールまたは実行の詳細をご覧ください。`,
  },
  mail: { more: (left) => `メールに収まらない内容があります (残り ${left} 件)。実行の詳細をご覧ください。` },
};
