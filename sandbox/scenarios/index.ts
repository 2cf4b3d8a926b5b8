/** Every scenario, in the order of the README's decision table. */
import type { Chapter, Scenario } from '../rehearsal/scenario.ts';
import { apex } from './apex.ts';
import { apexOtherAccount } from './apex-other-account.ts';
import { both } from './both.ts';
import { certificateAttachedForYou } from './certificate-attached-for-you.ts';
import { certificateLater } from './certificate-later.ts';
import { certificatePending } from './certificate-pending.ts';
import { delegatedSubzone } from './delegated-subzone.ts';
import { detailsOmitted } from './details-omitted.ts';
import { dnsPointsElsewhere } from './dns-points-elsewhere.ts';
import { dryRun } from './dry-run.ts';
import { hiddenHolder } from './hidden-holder.ts';
import { holderDisabled } from './holder-disabled.ts';
import { japanese } from './japanese.ts';
import { negativeCache } from './negative-cache.ts';
import { noSupportPlan } from './no-support-plan.ts';
import { noTarget } from './no-target.ts';
import { nothingToDo } from './nothing-to-do.ts';
import { oneDeadServer } from './one-dead-server.ts';
import { otherAccount } from './other-account.ts';
import { partial } from './partial.ts';
import { pingPong } from './ping-pong.ts';
import { recordLate } from './record-late.ts';
import { released } from './released.ts';
import { retryByHand } from './retry-by-hand.ts';
import { rollbackValueBeside } from './rollback-value-beside.ts';
import { sameAccount } from './same-account.ts';
import { solvedByHand } from './solved-by-hand.ts';
import { supportAsksBack } from './support-asks-back.ts';
import { supportOnly } from './support-only.ts';
import { supportResolvedNotMoved } from './support-resolved-not-moved.ts';
import { distributionTenant } from './tenant.ts';
import { twoTargets } from './two-targets.ts';
import { untagged } from './untagged.ts';
import { wildcard } from './wildcard.ts';
import { wrongValue } from './wrong-value.ts';

export const DEFAULT = otherAccount;

export const CHAPTERS: readonly Chapter[] = [
  {
    title: 'Who has the alias',
    scenarios: [
      otherAccount,
      apexOtherAccount,
      sameAccount,
      holderDisabled,
      hiddenHolder,
      partial,
      both,
      dnsPointsElsewhere,
    ],
  },
  {
    title: 'The call that failed',
    scenarios: [
      distributionTenant,
      noTarget,
      detailsOmitted,
      nothingToDo,
      solvedByHand,
      twoTargets,
      pingPong,
      untagged,
    ],
  },
  {
    title: 'The TXT record',
    scenarios: [
      apex,
      wildcard,
      delegatedSubzone,
      recordLate,
      oneDeadServer,
      wrongValue,
      rollbackValueBeside,
      negativeCache,
    ],
  },
  {
    title: 'The certificate',
    scenarios: [certificateLater, certificateAttachedForYou, certificatePending],
  },
  {
    title: 'AWS Support',
    scenarios: [
      noSupportPlan,
      supportAsksBack,
      supportResolvedNotMoved,
      released,
      retryByHand,
      supportOnly,
      japanese,
    ],
  },
  { title: 'To look first', scenarios: [dryRun] },
];

export const SCENARIOS: readonly Scenario[] = CHAPTERS.flatMap(({ scenarios }) => scenarios);
