/**
 * A case that cannot be opened at this moment: the account's plan has no Support API, or too many cases are open. Nothing
 * is lost by it. Each pass looks first whether the alias has arrived, then asks Support again. Pure.
 */
import { gateClock } from './deadline.ts';
import type { CaseLanguage, SupportCase } from './document.ts';
import { SupportDeadlineExceeded } from './errors.ts';
import { NO_PLAN } from './no-support-plan.ts';
import { backingOff } from './waiting.ts';
import { caseName, listed } from './wording.ts';

/** `by-hand`: no Support API. `limit`: too many open cases. */
export type Obstacle = Extract<SupportCase['verdict'], 'by-hand' | 'limit'>;

export interface UnopenedSettings {
  shortestCheckSeconds: number;
  casePollSeconds: number;
  caseDeadlineSeconds: number;
}

export interface Unopened {
  obstacle: Obstacle;
  aliases: string[];
  /** In which a case would be written. */
  language: CaseLanguage;
  /** The section of the pass before. */
  previous: SupportCase | undefined;
  redriveCount: number;
  /** Epoch milliseconds. */
  now: number;
  settings: UnopenedSettings;
}

/** No event tells of a case that somebody opens by hand. A month of hours is 7,000 of the 25,000 events of an execution. */
const LONGEST_PAUSE_SECONDS = 3600;

/** @throws SupportDeadlineExceeded */
export function unopenedCase(findings: Unopened): SupportCase {
  const { obstacle, aliases, language, previous, redriveCount, now, settings } = findings;
  // Neither gates that were passed again in between nor another obstacle end this wait: it would never grow, nor be over.
  const clock = gateClock(previous?.unopened, redriveCount, now, settings.caseDeadlineSeconds);
  const { reason, sofar } = words(obstacle, listed(aliases), previous?.caseId && caseName(previous));
  if (clock.exceeded) {
    // Of two obstacles, neither was there for all that time.
    const why = previous?.told?.some((other) => other !== obstacle)
      ? 'No case could be opened or followed'
      : sofar;
    throw new SupportDeadlineExceeded(why, aliases, clock.waitingSince);
  }
  const wait = backingOff(clock, redriveCount, now, {
    shortestSeconds: settings.shortestCheckSeconds,
    longestSeconds: Math.min(settings.casePollSeconds, LONGEST_PAUSE_SECONDS),
  });
  // What the gates have seen since, they know by themselves.
  const { relapse: _relapse, told = [], ...kept } = previous ?? {};
  return {
    ...kept,
    verdict: obstacle,
    reason,
    news: !told.includes(obstacle),
    told: [...new Set([...told, obstacle])],
    unopened: { waitingSince: clock.waitingSince, redriveCount },
    language,
    checkedAt: new Date(now).toISOString(),
    ...wait,
  };
}

function words(obstacle: Obstacle, names: string, followed: string | undefined) {
  if (obstacle === 'limit') {
    return {
      reason: `Too many Support cases of this account are open, so none could be opened for ${names}. Close some that are done; it is tried again by itself.`,
      sofar: 'Too many Support cases of this account have been open',
    };
  }
  if (followed !== undefined) {
    return {
      reason: `This account's Support plan has no API any more, so ${followed.toLowerCase()} about ${names} has to be followed by hand. Only the alias itself is watched.`,
      sofar: `${followed} could only be followed by hand`,
    };
  }
  return {
    reason: `${NO_PLAN}, so the case about ${names} has to be opened by hand. Whether the alias arrives is watched; should the plan change, the case is opened by itself.`,
    sofar: 'The case had to be opened by hand',
  };
}
