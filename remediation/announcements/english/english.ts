/** Messages in English. The sentences of the document are English, too, and stand in them as they are. */
import type { Language } from '../language.ts';
import { chain, summary } from './chain.ts';
import { dryRun } from './dry-run.ts';
import { ends } from './ends.ts';
import { gates } from './gates.ts';
import { captions, labels, links } from './labels.ts';
import { naming } from './naming.ts';
import { opening } from './opening.ts';
import { progress } from './progress.ts';

export const english: Language = {
  announcements: { ...opening, ...gates, ...progress, ...ends },
  naming,
  labels,
  captions,
  links,
  chain,
  summary,
  dryRun,
  alarm: {
    title: (name, over) => `${over ? 'Over' : 'Alarm'}: ${name}`,
    text: (description) => description,
  },
  detailsIn: (text) => text,
  slack: {
    tooLong: 'It is longer than a Slack message can hold: copy it from the mail, or see the execution.',
    more: (left) =>
      `There is more than a Slack message can hold (${left} left out): see the mail, or the execution.`,
  },
  mail: { more: (left) => `There is more than a mail can hold (${left} left out): see the execution.` },
};
