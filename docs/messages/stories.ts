/** All stories, in the order of the pages. */
import { type Chapter, chapterOf } from './chapter.ts';
import { alarm } from './stories/alarm.ts';
import { awsSupport } from './stories/aws-support.ts';
import { certificateAttached, certificateByHand } from './stories/certificate.ts';
import { claimed } from './stories/claimed.ts';
import { dnsInTheWay } from './stories/dns-in-the-way.ts';
import { dryRun } from './stories/dry-run.ts';
import { closedTwice, foughtOver, moveRefused, throttled } from './stories/failures.ts';
import { hiddenHolder } from './stories/hidden-holder.ts';
import { missingRecord } from './stories/missing-record.ts';
import { noSupportPlan, tooManyCases } from './stories/no-case.ts';
import { broughtByOthers, released } from './stories/other-hands.ts';
import { detailsOmitted, noTarget, settledAlready } from './stories/over-at-once.ts';
import { severalAliases } from './stories/several-aliases.ts';
import { tenant } from './stories/tenant.ts';

const STORIES = [
  awsSupport,
  severalAliases,
  missingRecord,
  certificateAttached,
  certificateByHand,
  dnsInTheWay,
  released,
  broughtByOthers,
  noSupportPlan,
  tooManyCases,
  hiddenHolder,
  tenant,
  dryRun,
  settledAlready,
  noTarget,
  detailsOmitted,
  moveRefused,
  foughtOver,
  closedTwice,
  throttled,
  claimed,
  alarm,
];

/** One after the other: they share the clock. */
export async function allChapters(): Promise<Chapter[]> {
  const chapters: Chapter[] = [];
  for (const story of STORIES) chapters.push(await chapterOf(story));
  return chapters;
}
