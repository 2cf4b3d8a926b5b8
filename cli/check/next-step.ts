/** What to do after a check: the next command. Pure. */
import { word } from '../../remediation/announcements/shell.ts';
import type { TargetId } from '../../remediation/document.ts';
import { updateCall } from '../../remediation/target-words.ts';
import { listed } from '../../remediation/wording.ts';
import { type Place, suggested } from '../suggested.ts';
import type { AliasFacts, CheckFacts } from './facts.ts';

type Found = Omit<CheckFacts, 'next'>;

export function nextStep(facts: Found, place: Place): CheckFacts['next'] {
  const { state, stack, aliases, target } = facts;
  if (state === 'there') return { says: 'Nothing to do.', commands: [] };
  const missing = aliases.filter(({ where }) => where !== 'on-target');
  const running = [...new Set(missing.flatMap(({ remediation }) => remediation?.name ?? []))];
  const follow = running.map((name) => suggested(place, 'status', name));
  const others = missing.flatMap(({ alias, remediation }) => (remediation ? [] : [alias]));
  if (running.length > 0 && others.length === 0)
    return { says: 'A remediation for this runs already. Follow it:', commands: follow };
  if (stack === 'none') return withoutStack(facts, place);
  const start = suggested(place, 'start', '--target', target.id, ...others);
  return running.length > 0
    ? {
        says: `A remediation runs already, but not for ${listed(others)}. Follow it, and start another one:`,
        commands: [...follow, start],
      }
    : { says: starting(facts), commands: [start] };
}

function starting({ state, stack, target }: Found): string {
  if (stack === 'looks')
    return 'This stack only looks (dryRun=true). Started, a remediation says what it would do, and changes nothing:';
  const again = `The failed ${updateCall(target)}, made again, does so as well.`;
  return state === 'needs-a-person'
    ? `Start the remediation: it waits for what is missing, then does the rest by itself. ${again}`
    : `Start the remediation. ${again}`;
}

/** Nothing goes on by itself then: whoever asked has to do it. */
function withoutStack({ state, stage, account, target, aliases }: Found, place: Place): CheckFacts['next'] {
  const none = `Account ${account} has no stack of the stage "${stage}" that would do it.`;
  const missing = aliases.filter(({ where }) => where !== 'on-target');
  if (state !== 'ready') {
    const words = [...missing.map(({ alias }) => alias), '--target', target.id, '--watch'];
    return {
      says: `${none} Do what is named above; this waits until nothing is missing:`,
      commands: [suggested(place, 'check', ...words)],
    };
  }
  const movable = missing.filter(({ happens }) => happens === 'move' || happens === 'try');
  if (movable.length > 0)
    return { says: `${none} Move it yourself:`, commands: movable.map((alias) => moveByHand(alias, target)) };
  const forSupport = missing.some(({ happens }) => happens === 'support');
  return {
    says: forSupport
      ? `${none} Ask AWS Support to move it: docs/support-cases.md says how.`
      : `${none} Make the ${updateCall(target)} that adds it again.`,
    commands: [],
  };
}

/** https://docs.aws.amazon.com/cli/latest/reference/cloudfront/update-domain-association.html */
function moveByHand({ alias }: AliasFacts, { kind, id }: TargetId): string {
  const member = kind === 'tenant' ? 'DistributionTenantId' : 'DistributionId';
  return `aws cloudfront update-domain-association --domain ${word(alias)} --target-resource ${member}=${id}`;
}
