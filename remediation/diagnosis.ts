/** Which of the failures an incident is, once the target and the holders are known. Pure. */
import { missingAliases } from './alias.ts';
import { isStartedByHand } from './by-hand.ts';
import { classifyConflict } from './conflict.ts';
import type { ContestedAlias, Diagnosis, Holder, Incident, Target, TargetId } from './document.ts';
import { UnknownConflict } from './errors.ts';
import { isOurs } from './holder-words.ts';
import { targetKind } from './target-kind.ts';
import { listed, theyAre } from './wording.ts';

const HOLDERS_SHOWN = 6;

type Verdict = Pick<Diagnosis, 'verdict' | 'reason'>;

/** What can be said without asking AWS anything; or the target that CloudFront is to be asked about. */
export function diagnoseAtOnce(incident: Incident): Verdict | { target: TargetId } {
  const { target, aliases, action } = incident;
  if (target.kind === 'none') {
    return {
      verdict: 'no-target',
      reason: `${action} failed, so nothing exists yet that ${noTarget(incident)}`,
    };
  }
  if (target.kind === 'unknown') {
    return {
      verdict: 'details-omitted',
      reason:
        'CloudTrail left out what was requested (it omits parameters over 100 KB), so neither target nor aliases are known.',
    };
  }
  if (aliases.length === 0) {
    return {
      verdict: 'details-omitted',
      reason: `The record of ${action} names no aliases, so it is not known which of them ${target.id} was to get.`,
    };
  }
  return { target };
}

function noTarget({ aliases, action }: Incident): string {
  const names = listed(aliases) || 'the aliases';
  const [them, wanted] = aliases.length === 1 ? ['it', names] : ['them', 'them'];
  // https://docs.amazonaws.cn/en_us/AmazonCloudFront/latest/DeveloperGuide/template-migrate-distribution.html
  return targetKind(action) === 'tenant'
    ? `${names} could move to. A tenant cannot be without a domain: create it with a placeholder, a name of yours that nobody holds, and with a certificate that covers it and ${wanted}. Then add ${wanted} with an update: when it fails, the remediation starts by itself. Take the placeholder off once that has ended.`
    : `${names} could move to. Create the distribution without ${them} but with a certificate that covers ${them}, then add ${them} with an update: when it fails, the remediation starts by itself.`;
}

export function contestedNames(incident: Incident, present: readonly string[]): string[] {
  return missingAliases(incident.aliases, present);
}

export interface Since {
  /** Of each missing alias it is known that it is not, or no longer, what the failed call was refused for. Its message is of the time before. */
  letGo: boolean;
  /** CloudFront refused an update of ours because somebody has one of them, whomever it lists. */
  contradicted: boolean;
}

/** @throws UnknownConflict when neither message is recognised and nobody holds an alias. */
export function diagnoseConflict(
  incident: Incident,
  target: Target,
  missing: readonly ContestedAlias[],
  { letGo, contradicted }: Since = { letGo: false, contradicted: false },
): Verdict {
  if (missing.length === 0) {
    return { verdict: 'already-settled', reason: `${target.id} has ${listed(incident.aliases)} already.` };
  }
  const held = missing.filter(({ holder }) => holder);
  const free = held.length === 0 && missing.every(({ listing }) => listing === 'listed');
  const names = missing.map(({ alias }) => alias);
  const byHand = isStartedByHand(incident);
  if (letGo && free) {
    return {
      verdict: 'free',
      reason: `Nobody holds ${listed(names)}, so ${byHand ? 'the update is made' : 'the failed update is made again'} for ${target.id}. CloudFront takes it once no DNS record of ${names.length === 1 ? 'the alias' : 'these'} leads to another distribution.`,
    };
  }
  // The listing does not show every holder. Where CloudFront was not asked yet, its answer to the update tells.
  if (byHand && free && !contradicted) {
    return {
      verdict: 'free',
      reason: `CloudFront lists nobody who holds ${listed(names)}, so the update that adds ${names.length === 1 ? 'it' : 'them'} to ${target.id} is made. CloudFront takes it once no DNS record of ${names.length === 1 ? 'the alias' : 'these'} leads to another distribution.`,
    };
  }
  const conflict = classifyConflict(incident.errorCode, incident.errorMessage);
  if (conflict === 'dns' && free) {
    return {
      verdict: 'dns-points-elsewhere',
      reason: `Nobody holds ${listed(names)}, but ${names.length === 1 ? 'its DNS record leads' : 'DNS records of these lead'} to another distribution, and so CloudFront does not add ${names.length === 1 ? 'it' : 'them'} to ${target.id}: point ${names.length === 1 ? 'the record' : 'these'} at ${target.domainName}.`,
    };
  }
  if (conflict === 'unknown' && held.length === 0 && !byHand) throw new UnknownConflict(incident);
  const { aliases, free: others } = inTurn(missing);
  const reason = [
    `${whoHoldThem(aliases)}. ${target.id} asks for ${aliases.length === 1 ? 'it' : 'them'}.`,
    ...afterThese(others, byHand),
  ].join(' ');
  if (conflict !== 'dns') return { verdict: 'held-elsewhere', reason };
  return {
    verdict: 'both',
    reason: `${reason} CloudFront also says that a DNS record of ${missing.length === 1 ? 'the alias' : 'these'} leads to another distribution: point it at ${target.domainName} after the move.`,
  };
}

/**
 * Of the missing aliases, those to fight for: all that somebody holds, or that could not be looked up; where there is none, those
 * whose empty listing is not believed. CloudFront takes an update whole or not at all, so what is free waits until those have arrived.
 */
export function inTurn(missing: readonly ContestedAlias[]): Pick<Diagnosis, 'aliases' | 'free'> {
  const isContested = [isHeldOrUnknown, isDoubtful].find((is) => missing.some(is)) ?? (() => true);
  return {
    aliases: missing.filter(isContested),
    free: missing.filter((each) => !isContested(each)),
  };
}

function isHeldOrUnknown({ holder, listing }: ContestedAlias): boolean {
  return holder !== undefined || listing === 'needs-certificate';
}

function isDoubtful({ believed }: ContestedAlias): boolean {
  return believed !== true;
}

function afterThese(free: readonly ContestedAlias[], byHand: boolean): string[] {
  if (free.length === 0) return [];
  const names = listed(free.map(({ alias }) => alias));
  const how = byHand ? 'an update' : 'making the failed update again';
  return [
    `Nobody holds ${names}: ${free.length === 1 ? 'it is' : 'they are'} added by ${how}, once the others have arrived.`,
  ];
}

/** What is to be done about a distribution that is in nobody's console. */
function behind({ keptBy }: Holder, count: number): string {
  if (!keptBy) return '';
  const { service, certificate } = keptBy;
  const [kept, they] =
    count === 1
      ? ['a custom domain name', 'the custom domain name is']
      : ['custom domain names', 'the custom domain names are'];
  const whose = certificate === undefined ? 'somebody' : `this account, with its certificate ${certificate}`;
  return `, which ${service} keeps for ${kept} of ${whose}: not movable from here, but free as soon as ${they} deleted there`;
}

/** Of a hundred the first few; of those that are alike it is said once. */
function whoHoldThem(aliases: readonly ContestedAlias[]): string {
  const rest = aliases.length - HOLDERS_SHOWN;
  const shown = aliases.slice(0, HOLDERS_SHOWN);
  const said = [...new Set(shown.map(holding))]
    .map((held) => whoHolds(shown.filter((each) => holding(each) === held)))
    .join('; ');
  return rest > 0 ? `${said}; and ${rest} more` : said;
}

function holding({ holder, listing }: ContestedAlias): string {
  return JSON.stringify(holder ?? listing);
}

function whoHolds(alike: readonly ContestedAlias[]): string {
  const names = alike.map(({ alias }) => alias);
  const [{ holder, listing } = {}] = alike;
  if (holder) {
    const whose = isOurs(holder) ? 'this account' : `account ${holder.accountId}`;
    return `${theyAre(names)} on ${holder.resourceType} ${holder.resourceId} of ${whose}${behind(holder, names.length)}`;
  }
  if (listing === 'needs-certificate') {
    const [holders, them] = names.length === 1 ? ['its holder is', 'it'] : ['their holders are', 'them'];
    return `${listed(names)}: ${holders} not known yet (CloudFront tells only once the target has a certificate for ${them})`;
  }
  return `${theyAre(names)} listed on no distribution at this moment`;
}
