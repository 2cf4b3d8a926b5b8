/**
 * What a remediation can fail of. `name` is what the state machine's ErrorEquals and the runbook call it, so it is
 * written out: a minifier may rename the class. `message` tells a person what is the matter and what to do.
 */
import type { Incident, TargetId } from './document.ts';
import { readable } from './instant.ts';
import type { PastMove } from './ping-pong.ts';
import type { Claim } from './ports.ts';
import type { Reply } from './slack/retry.ts';
import { inFull, type Tag } from './tag.ts';
import { targetNoun } from './target-words.ts';
import { listed, sentence, theyAre } from './wording.ts';

export abstract class RemediationError extends Error {
  abstract override readonly name: string;
}

/** A text that was given as an alias can be neither a host name nor a wildcard for one. */
export class InvalidAlias extends RemediationError {
  override readonly name = 'InvalidAlias';

  constructor(alias: string, problem: string) {
    super(`${JSON.stringify(alias.slice(0, 300))} cannot be an alias: ${problem}.`);
  }
}

/** No resolver could be made to answer, or none knows the zone. Passes by itself as a rule: worth retrying. */
export class DnsUnavailable extends RemediationError {
  override readonly name = 'DnsUnavailable';
}

/** The TXT record was not on every name server in the time allowed. A redrive starts the clock anew. */
export class ProofDeadlineExceeded extends RemediationError {
  override readonly name = 'ProofDeadlineExceeded';

  /** `verdicts`: what each server said last. `waitingSince` in ISO 8601, as in the errors below. */
  constructor(verdicts: string, waitingSince: string) {
    super(
      `The proof of ownership was not on every name server in the time allowed, since ${readable(waitingSince)}. ${verdicts} ` +
        'Publish what is missing, then redrive the execution: the clock starts anew.',
    );
  }
}

/** A step was given a document without the section it builds upon. */
export class StepOutOfOrder extends RemediationError {
  override readonly name = 'StepOutOfOrder';

  constructor(section: string) {
    super(`The document has no ${section}: the step that writes it has not run.`);
  }
}

/** An event could not be understood. It ends in the dead-letter queue with its full text. */
export class InvalidEvent extends RemediationError {
  override readonly name = 'InvalidEvent';

  constructor(problems: string) {
    super(`The event is not one this function understands:\n${problems}`);
  }
}

/** Another remediation has the alias: a running one for another target, or a newer one that has taken it over. */
export class AliasClaimed extends RemediationError {
  override readonly name = 'AliasClaimed';
  readonly alias: string;
  readonly claim: Claim;

  /** `untold`: why people could not be told of it. */
  constructor(alias: string, claim: Claim, untold = '') {
    super(
      `${alias} belongs to the remediation ${claim.execution}, which moves it to ${claim.target}. Follow that one; or let it end, or stop it, and make the failed call again.${untold && ` It could not be announced: ${untold}`}`,
    );
    this.alias = alias;
    this.claim = claim;
  }
}

/** An alias was claimed moments ago by a remediation that has not started yet. Passes by itself. */
export class ClaimPending extends RemediationError {
  override readonly name = 'ClaimPending';

  constructor(alias: string, claim: Claim) {
    super(`${alias} was just claimed for ${claim.execution}, which has not started yet.`);
  }
}

/** The message of the failed call is neither of those that AWS documents, and nobody holds the alias. */
export class UnknownConflict extends RemediationError {
  override readonly name = 'UnknownConflict';

  constructor({ errorCode, errorMessage, action, requestId }: Incident) {
    super(
      `${action} failed for a reason not known here: ${errorCode}: ${errorMessage} (request ${requestId}).`,
    );
  }
}

/** The alias's DNS record has led to another distribution for all the time allowed. A redrive starts the clock anew. */
export class AliasRecordDeadlineExceeded extends RemediationError {
  override readonly name = 'AliasRecordDeadlineExceeded';

  constructor(reason: string, waitingSince: string) {
    super(
      `Waited for the DNS record to change since ${readable(waitingSince)}. ${reason} Then redrive the execution: the clock starts anew.`,
    );
  }
}

/** CloudFront refuses the update that adds the alias, for a reason that waiting does not remove. */
export class UpdateRefused extends RemediationError {
  override readonly name = 'UpdateRefused';

  constructor(
    aliases: readonly string[],
    target: string,
    { code, message }: { code: string; message: string },
  ) {
    super(
      `CloudFront refuses to add ${listed(aliases)} to ${target}: ${code}: ${sentence(message)} Mend what it names, then redrive the execution.`,
    );
  }
}

/** The target does not exist any more. */
export class TargetGone extends RemediationError {
  override readonly name = 'TargetGone';

  constructor(target: TargetId) {
    super(
      `The ${targetNoun(target)} ${target.id} does not exist in this account any more. If it was deleted, do not redrive the execution: it stays as it is, without effect.`,
    );
  }
}

/** CloudFront refuses the update that attaches the certificate. */
export class AttachRefused extends RemediationError {
  override readonly name = 'AttachRefused';

  constructor(certificate: string, target: string, { code, message }: { code: string; message: string }) {
    super(
      `CloudFront refuses to attach ${certificate} to ${target}: ${code}: ${sentence(message)} Mend what it names, or attach the certificate by hand, without the new aliases; then redrive the execution.`,
    );
  }
}

/** The target had no covering, valid certificate in the time allowed. A redrive starts the clock anew. */
export class CertificateDeadlineExceeded extends RemediationError {
  override readonly name = 'CertificateDeadlineExceeded';

  constructor(reason: string, waitingSince: string) {
    super(
      `Waited for a certificate since ${readable(waitingSince)}. ${reason} Then redrive the execution: the clock starts anew.`,
    );
  }
}

/** Two stacks fight over the alias: obeying both would flip a live site back and forth. */
export class AliasFoughtOver extends RemediationError {
  override readonly name = 'AliasFoughtOver';

  /** `until`: when the guard ends, in epoch milliseconds. */
  constructor(alias: string, target: string, last: PastMove, until: number) {
    const [moved, end] = [last.at, until].map((instant) => readable(new Date(instant).toISOString()));
    super(
      `${alias} was moved from ${target} to ${last.to} on ${moved}, and now ${target} asks for it back: two stacks declare it. It stays where it is. Decide which of the two is to have it, and take it out of the infrastructure code of the other. If that is ${target}, redrive the execution after ${end}, or sooner once the item move#${alias} is deleted from the ledger (the runbook says how).`,
    );
  }
}

/** CloudFront refuses the move for a reason that neither waiting nor AWS Support removes. */
export class MoveRefusedForGood extends RemediationError {
  override readonly name = 'MoveRefusedForGood';

  constructor(alias: string, { code, message }: { code: string; message: string }, whatToDo: string) {
    super(`CloudFront refuses to move ${alias}: ${code}: ${sentence(message)} ${whatToDo}`);
  }
}

/** AWS Support does not accept a case like this from this account. */
export class CaseNotPossible extends RemediationError {
  override readonly name = 'CaseNotPossible';
}

/** AWS closed the case a second time, after it was told that the alias is not on the target. */
export class SupportResolvedWithoutMove extends RemediationError {
  override readonly name = 'SupportResolvedWithoutMove';

  /** `named`: `Case 1234567890`. */
  constructor(named: string, aliases: string[], target: string) {
    super(
      `${named} is resolved again, though AWS was told in it that ${theyAre(aliases)} not on ${target}. Read its answer, reopen the case with a reply, then redrive the execution.`,
    );
  }
}

/** AWS Support has not moved the alias in the time allowed. A redrive starts the clock anew. */
export class SupportDeadlineExceeded extends RemediationError {
  override readonly name = 'SupportDeadlineExceeded';

  /** `sofar`: what went on in that time. */
  constructor(sofar: string, aliases: string[], waitingSince: string) {
    super(
      `${sofar} since ${readable(waitingSince)}, and ${theyAre(aliases)} not moved. Ask AWS about it, then redrive the execution: the clock starts anew.`,
    );
  }
}

/** The alias was moved, yet it is not on the target any more, or CloudFront does not serve it there. */
export class AliasNotArrived extends RemediationError {
  override readonly name = 'AliasNotArrived';

  /** `inactive`: those of them that the target has and CloudFront does not serve. */
  constructor(aliases: string[], target: string, inactive: string[]) {
    const gone = aliases.filter((alias) => !inactive.includes(alias));
    const sentences = [
      ...(gone.length > 0
        ? [
            `${listed(gone)} was moved but is not on ${target}. Did a deployment take it off again? Declare it there and deploy`,
          ]
        : []),
      ...(inactive.length > 0
        ? [
            `${theyAre(inactive)} on ${target}, but inactive: CloudFront serves it with a certificate that covers it, and no sooner. Attach one`,
          ]
        : []),
    ];
    super(`${sentences.join('. ')}. Then redrive the execution: it looks again.`);
  }
}

/** The target was not Deployed in the time allowed. A redrive starts the clock anew. */
export class DeploymentDeadlineExceeded extends RemediationError {
  override readonly name = 'DeploymentDeadlineExceeded';

  constructor(target: string, status: string, waitingSince: string) {
    super(
      `${target} is still ${status}, since ${readable(waitingSince)}. Look at it in the CloudFront console, then redrive.`,
    );
  }
}

/** AWS said that the call may well succeed later: throttled, unavailable, timed out. Every Task retries it. */
export class TransientAwsError extends RemediationError {
  override readonly name = 'TransientAwsError';
}

/** Slack did not take a message. The invocation is retried, then ends in the dead-letter queue. */
export class SlackRefused extends RemediationError {
  override readonly name = 'SlackRefused';

  constructor({ status, word }: Pick<Reply, 'status' | 'word'>, remedy: string) {
    super(`Slack ${status === undefined ? 'did not answer' : `answered ${status}`}: ${word}. ${remedy}`);
  }
}

/** What the stack would have to change does not carry the tag without which it changes nothing (`onlyTagged`). */
export class TagMissing extends RemediationError {
  override readonly name = 'TagMissing';

  /** By ARN. `loses`: the aliases that would be taken from it; none from the target. */
  constructor(tag: Tag, untagged: readonly { arn: string; loses: readonly string[] }[]) {
    const named = untagged.map(({ arn, loses }) =>
      loses.length > 0 ? `${arn} (would lose ${listed(loses)})` : `the target ${arn}`,
    );
    const them = named.length === 1 ? 'it' : 'them';
    super(
      `This stack changes only what carries the tag ${inFull(tag)} (onlyTagged). It is missing on ${listed(named)}. As long as it is, nothing is changed, and AWS Support is not asked either. If those who answer for ${them} agree, tag ${them}, then redrive the execution; otherwise leave it as it is.`,
    );
  }
}

/** In a stack that changes nothing a client was asked for a call that does, and has not sent it. */
export class DryRunRefused extends RemediationError {
  override readonly name = 'DryRunRefused';

  constructor(call: string) {
    super(
      `${call} was not sent: with dryRun=true this stack changes nothing. To go on, deploy it with dryRun=false, then redrive the execution.`,
    );
  }
}
