/** What a person is told at each turn, before it is dressed for a channel: what happened, what to do, what comes next. */
import type { AnnouncementDetail, AnnouncementType } from './announcement.ts';
import { attentionOf } from './attention.ts';
import { COPIES } from './copies.ts';
import { isStopped } from './ended-by.ts';
import { FACTS } from './facts.ts';
import type { Language } from './language.ts';
import { LANGUAGES } from './languages.ts';
import type { Message } from './message.ts';
import { AS_SHIPPED, type Telling } from './telling.ts';
import { whereToLook } from './where-to-look.ts';
import { whichOne } from './which-one.ts';

export function messageFor(
  type: AnnouncementType,
  detail: AnnouncementDetail,
  telling: Telling = AS_SHIPPED,
): Message {
  const words = LANGUAGES[telling.language];
  const sentences = words.announcements[type];
  const { dryRun } = detail.remediation;
  const quote = quoted(type, detail, words);
  const text = sentences.text(detail, telling).trim();
  return {
    language: telling.language,
    title: titleOf(type, detail, words),
    subject: titleOf(type, detail, LANGUAGES.en),
    attention: attentionOf(type, detail.remediation),
    // In whatever channel it is the first thing that is read.
    text: dryRun ? words.dryRun.before(text) : text,
    facts: FACTS[type](detail, words, telling)
      .filter(([, value]) => value !== '')
      .map(([label, value]) => [words.labels[label], value]),
    copy: COPIES[type](detail, words),
    ...(quote && { quote }),
    context: whichOne(detail.execution),
    links: whereToLook(
      { ...detail, isStopped: isStopped(type), error: errorOf(type, detail) },
      words,
      telling,
    ),
  };
}

function titleOf(type: AnnouncementType, detail: AnnouncementDetail, words: Language): string {
  const title = words.announcements[type].title(detail);
  return detail.remediation.dryRun ? `${words.dryRun.mark} ${title}` : title;
}

/** Whose page of the runbook is meant. */
function errorOf(type: AnnouncementType, { failure }: AnnouncementDetail): string | undefined {
  if (type === 'Alias claimed') return 'AliasClaimed';
  return type === 'Remediation failed' ? (failure?.error ?? '') : undefined;
}

/** Foreign words: what AWS said in the case, and what is only known in English. */
function quoted(type: AnnouncementType, detail: AnnouncementDetail, words: Language): string {
  const reply = type === 'Support case updated' ? detail.remediation.case?.reply : undefined;
  const english = words.announcements[type].details?.(detail);
  return [reply, english && words.detailsIn(english)].filter(Boolean).join('\n\n');
}
