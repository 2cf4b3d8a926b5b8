/** `Check support case`: did the alias arrive, did AWS reply, is the case still open. The alias decides, not the case. */

import { gateClock } from '../deadline.ts';
import type { StepInput, SupportCase } from '../document.ts';
import { CaseNotPossible, StepOutOfOrder, SupportDeadlineExceeded } from '../errors.ts';
import { caseUrl } from '../links.ts';
import { NoSupportPlan } from '../no-support-plan.ts';
import type { CaseState, CloudFront, Now, Support } from '../ports.ts';
import { afterRelease } from '../release.ts';
import type { Restriction } from '../tag.ts';
import { type UnopenedSettings, unopenedCase } from '../unopened-case.ts';
import { waiting } from '../waiting.ts';
import { caseName, listed, shortened, theyAre } from '../wording.ts';
import { sayNotMoved } from './closed-case.ts';
import { contest, established } from './established.ts';
import { allMustBeTagged } from './only-tagged.ts';
import { watchHolders } from './watch-holders.ts';

/** Enough of a reply to act on; the whole of it is behind the link. */
const REPLY_LENGTH = 1500;

export interface CheckCaseSettings extends UnopenedSettings, Restriction {
  /** How long AWS may not list a case after it was created, seconds. */
  caseListingLagSeconds: number;
}

/**
 * @throws SupportResolvedWithoutMove when AWS closed the case again after it was told that the alias is not there.
 * @throws CaseNotPossible when AWS does not know the case any more.
 * @throws SupportDeadlineExceeded, TagMissing, TargetGone
 */
export function checkSupportCase(
  ports: {
    cloudfront: Pick<CloudFront, 'target' | 'holders' | 'ownResources' | 'tags'>;
    support: Pick<Support, 'describe' | 'communications' | 'say'>;
    now: Now;
  },
  settings: CheckCaseSettings,
) {
  return async ({ remediation, execution }: StepInput): Promise<SupportCase> => {
    const previous = established(remediation, 'case');
    const { target, aliases } = contest(remediation);
    const { caseId } = previous;
    if (!caseId) throw new StepOutOfOrder('case.caseId');
    // The time before the first look: whatever is updated while we look must wake the next wait.
    const now = ports.now();
    // First the case, then the target: AWS moves the alias and closes the case in that order.
    const state = await unlessNoPlan(
      async () =>
        (await ports.support.describe(caseId)) ?? notShownYet({ ...previous, caseId }, now, settings),
    );
    const { aliases: there } = await ports.cloudfront.target(target);
    const away = aliases.filter(({ alias }) => !there.includes(alias));
    const missing = away.map(({ alias }) => alias);
    const facts = {
      ...previous,
      ...(state && { ...lastWords(state), ...numberOf(state), status: state.status }),
      checkedAt: new Date(now).toISOString(),
    };
    const arrival: SupportCase = {
      ...facts,
      verdict: 'arrived',
      news: false,
      reason: `AWS Support moved the alias to ${target.id}.`,
    };
    if (missing.length === 0) return arrival;
    const { held, released, arrived } = await watchHolders(ports.cloudfront, remediation, away);
    if (arrived) return arrival;
    if (released) {
      return {
        ...facts,
        ...afterRelease(previous, now, settings),
        verdict: 'released',
        news: false,
        held,
        reason: `Nobody holds ${listed(missing)} any more.`,
      };
    }
    const { redriveCount } = execution;
    const clock = gateClock(previous, redriveCount, now, settings.caseDeadlineSeconds);
    if (clock.exceeded) {
      throw new SupportDeadlineExceeded(`${caseName(previous)} has been open`, missing, clock.waitingSince);
    }
    // To say that it is not done is to ask for it once more.
    if (state?.status === 'resolved') await allMustBeTagged(ports.cloudfront, settings, target, missing);
    const remark =
      state?.status === 'resolved'
        ? await unlessNoPlan(() =>
            sayNotMoved(ports.support, {
              incident: remediation.incident,
              state,
              missing,
              target,
              previous,
              now,
              patienceSeconds: settings.casePollSeconds,
            }),
          )
        : '';
    if (!state || remark === undefined) {
      const { language = 'en' } = previous;
      const aliases = missing;
      return unopenedCase({ obstacle: 'by-hand', aliases, language, previous, redriveCount, now, settings });
    }
    return {
      ...facts,
      held,
      verdict: 'open',
      news: state.status !== previous.status || facts.repliedAt !== previous.repliedAt,
      reason: `${caseName(state)} is ${state.status}; ${theyAre(missing)} not moved yet. ${remark}`.trim(),
      ...waiting(clock, redriveCount, now, settings.casePollSeconds),
    };
  };
}

/**
 * What was known of a case so new that AWS may not show it yet.
 *
 * @throws CaseNotPossible when it should by now.
 */
function notShownYet(
  {
    caseId,
    displayId,
    subject = '',
    status = 'opened',
    language = 'en',
    waitingSince = '',
  }: SupportCase & { caseId: string },
  now: number,
  { caseListingLagSeconds }: CheckCaseSettings,
): CaseState {
  if (now < Date.parse(waitingSince) + caseListingLagSeconds * 1000) {
    return { caseId, displayId, subject, status, language, communications: [] };
  }
  throw new CaseNotPossible(`AWS Support does not know the case ${caseId} any more.`);
}

/** As soon as AWS shows it. */
function numberOf({ displayId }: CaseState): Pick<SupportCase, 'displayId' | 'url'> {
  return displayId === undefined ? {} : { displayId, url: caseUrl(displayId) };
}

/** A plan can end while a case is open. */
async function unlessNoPlan<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NoSupportPlan) return undefined;
    throw error;
  }
}

function lastWords(state: CaseState): Pick<SupportCase, 'reply' | 'repliedAt'> {
  const words = state.communications.find(({ byAws }) => byAws);
  if (!words) return {};
  return { reply: shortened(words.body, REPLY_LENGTH), repliedAt: new Date(words.at).toISOString() };
}
