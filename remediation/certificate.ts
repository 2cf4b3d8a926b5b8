/**
 * Whether the certificate attached to the target will do for every alias it has after the move; if not, which one would, and what
 * to do. Pure.
 */
import { uncoveredAliases } from './certificate-coverage.ts';
import { endsSoon, renewal } from './certificate-expiry.ts';
import { byPreference } from './certificate-preference.ts';
import { type CertificateTrouble, day, troubleWith } from './certificate-usability.ts';
import type { Certificate } from './document.ts';
import type { CertificateDetails } from './ports.ts';
import { listed } from './wording.ts';

export interface AttachedFindings {
  /** The certificate attached to the target now. */
  attached: CertificateDetails | undefined;
  targetId: string;
  /** The multi-tenant distribution that the tenant has it from. */
  inheritedFrom?: string | undefined;
  /** Every alias of the target after the move, not only the new ones. */
  aliases: string[];
  /** Those of them that it does not have yet. */
  newAliases: string[];
  /** Epoch milliseconds. */
  now: number;
}

export interface CertificateFindings extends AttachedFindings {
  /** The certificate that the failed call named, when it is another one. */
  named: CertificateDetails | undefined;
  /** Id of the one that CloudFront has requested for the target itself. */
  managed?: string | undefined;
  /** Further ones, from ACM's list, and the managed one. */
  others: CertificateDetails[];
  /** The stack may attach one. */
  mayAttach: boolean;
  /** Ids of those that it has attached before, in this run of the execution. */
  attachedBefore: readonly string[];
  /** Nobody has to touch a live distribution for a dry run: it goes on as if what would be attached were. */
  dryRun: boolean;
}

export interface AttachedJudgement {
  covered: boolean;
  /** How it is, for a person. */
  problem: string;
  uncovered: string[];
}

export interface CertificateJudgement extends Omit<AttachedJudgement, 'covered'> {
  verdict: Certificate['verdict'];
  /** What to do; empty when nothing is. */
  remedy: string;
  /** The one that is to be attached, now or once it is validated. */
  candidate?: CertificateDetails;
  /** The stack is to attach the candidate now. */
  attach: boolean;
  /** Of a dry run: the stack would attach it. */
  byStack?: boolean;
}

export function judgeAttached(findings: AttachedFindings): AttachedJudgement {
  const { attached, aliases, targetId, inheritedFrom = targetId } = findings;
  if (!attached) {
    return { covered: false, problem: `${targetId} has no certificate of its own.`, uncovered: aliases };
  }
  const trouble = troubleWith(attached, toBe(findings, attached));
  if (trouble) {
    const problem = `The certificate attached to ${inheritedFrom} (${attached.id}) ${trouble.problem}.`;
    return { covered: false, problem, uncovered: aliases };
  }
  const uncovered = uncoveredAliases(attached.names, aliases);
  if (uncovered.length > 0) {
    const problem = `The certificate attached to ${inheritedFrom} (${attached.id}) does not cover ${listed(uncovered)}.`;
    return { covered: false, problem, uncovered };
  }
  const until = attached.notAfter === undefined ? '' : ` until ${day(attached.notAfter)}`;
  const problem = `${attached.id} covers ${listed(aliases)}${until}.`;
  return { covered: true, problem, uncovered: [] };
}

/** Of several that would do: the one that the failed call named, then those of ACM, the best first. */
export function judgeCertificate(findings: CertificateFindings): CertificateJudgement {
  const { attached, named, others, aliases, attachedBefore, mayAttach, now } = findings;
  const { covered, problem, uncovered } = judgeAttached(findings);
  const nothing = { problem, uncovered, attach: false };
  if (covered)
    return { ...nothing, verdict: 'covered', remedy: attached ? warning(attached, now).trim() : '' };

  const covering = [attached, named, ...others.toSorted(byPreference)]
    .filter((each) => each !== undefined)
    .filter(({ names }) => uncoveredAliases(names, aliases).length === 0)
    .map((certificate) => ({ certificate, trouble: troubleWith(certificate, toBe(findings, certificate)) }));
  const usable = covering.find(({ trouble }) => !trouble)?.certificate;
  if (usable) {
    const attach = mayAttach && mayAttachNow(attachedBefore, usable.id);
    const remedy = attachRemedy(findings, usable);
    if (findings.dryRun) {
      return { ...nothing, verdict: 'would-be-attached', candidate: usable, byStack: attach, remedy };
    }
    return { ...nothing, verdict: 'attachable', candidate: usable, attach, remedy };
  }
  const pending = covering.find(({ trouble }) => trouble?.kind === 'pending')?.certificate;
  if (pending) {
    return {
      ...nothing,
      verdict: 'pending-validation',
      candidate: pending,
      remedy: validationRemedy(findings, pending),
    };
  }
  const [spoilt] = covering;
  if (spoilt?.trouble) {
    const remedy = spoiltRemedy(findings, spoilt.certificate, spoilt.trouble);
    return { ...nothing, verdict: 'unusable', remedy };
  }
  const unusable = attached && troubleWith(attached, toBe(findings, attached));
  return { ...nothing, verdict: unusable ? 'unusable' : 'missing', remedy: requestRemedy(findings) };
}

/** Far more than anybody's deployments replace while an alias is waited for; where they do, they are told instead of followed. */
const MOST_ATTACHED = 10;

function mayAttachNow(before: readonly string[], id: string): boolean {
  return before.length < MOST_ATTACHED && !before.includes(id);
}

/** What CloudFront asks of a certificate that the target is to have. What it keeps for this very target is the target's. */
function toBe(
  { now, newAliases, attached, managed }: AttachedFindings & Pick<CertificateFindings, 'managed'>,
  { id }: CertificateDetails,
) {
  return { now, bringsAlias: newAliases.length > 0, own: id === attached?.id || id === managed };
}

function attachRemedy(findings: CertificateFindings, candidate: CertificateDetails): string {
  const { targetId, mayAttach, attachedBefore, dryRun, now } = findings;
  const it = `${candidate.id}, ${origin(findings, candidate)} and which covers every alias`;
  const soon = warning(candidate, now);
  if (mayAttach && attachedBefore.includes(candidate.id)) {
    return `${it}, was attached already, and something took it off again. It is not attached a second time: declare it in the infrastructure code of ${targetId}, without the new aliases.${soon}`;
  }
  if (dryRun) {
    const words = mayAttach
      ? `${it}, would be attached by the stack`
      : `You would be asked to attach ${it}, to ${targetId}, without the new aliases`;
    return `${words}. The dry run goes on as if it were attached.${soon}`;
  }
  if (mayAttach && !mayAttachNow(attachedBefore, candidate.id)) {
    return `${it}, could be attached, but ${attachedBefore.length} others were before and something took each off again. Find out what does, then attach it to ${targetId}.${soon}`;
  }
  if (mayAttach) return `${it}, is attached now.${soon}`;
  return `Attach ${it}, to ${targetId}: update it without the new aliases.${soon}`;
}

function validationRemedy(findings: CertificateFindings, candidate: CertificateDetails): string {
  const { targetId, mayAttach, dryRun } = findings;
  const { validations = [] } = candidate;
  const names = listed(validations.map(({ domain }) => domain));
  const mails = validations.some(({ method }) => method === 'EMAIL');
  const redirects = validations.flatMap(({ redirect }) => (redirect ? [redirect] : []));
  const todo = mails
    ? 'open the link in the mail that ACM sent to the owner of the domain'
    : redirects.length > 0
      ? `have ${redirects.map(({ from, to }) => `${from} lead to ${to}`).join(', and ')} where the domain is served now`
      : validations.every(({ record }) => record === undefined)
        ? 'look at it in the ACM console in a minute, which then shows what has to be in DNS'
        : 'create its validation record and leave it there, as ACM renews by it';
  const then = dryRun
    ? `Then ${mayAttach ? 'the stack would attach the certificate' : `you would be asked to attach the certificate to ${targetId}`}.`
    : mayAttach
      ? 'Then the certificate is attached by itself.'
      : `Then attach the certificate to ${targetId}, without the new aliases.`;
  return `${candidate.id}, ${origin(findings, candidate)}, covers every alias, but is ${candidate.status}${names && ` for ${names}`}: ${todo}. ${then}`;
}

function spoiltRemedy(
  findings: CertificateFindings,
  certificate: CertificateDetails,
  { problem, remedy }: CertificateTrouble,
): string {
  const otherwise = remedy ?? requestRemedy(findings);
  // What the matter is with the attached one has been said.
  if (certificate.id === findings.attached?.id) return otherwise;
  return `${certificate.id}, ${origin(findings, certificate)} and which covers every alias, ${problem}. ${otherwise}`;
}

function requestRemedy({ aliases, targetId, named }: CertificateFindings): string {
  const gone =
    named?.status === 'NOT_FOUND' ? `The failed call named ${named.id}, which does not exist. ` : '';
  return `${gone}Request or import one in ACM in us-east-1 that covers ${aliases.join(', ')}, and attach it to ${targetId} without the new aliases.`;
}

function origin({ named }: CertificateFindings, { id }: CertificateDetails): string {
  return id === named?.id ? 'which the failed call named' : 'which is in ACM';
}

function warning(certificate: CertificateDetails, now: number): string {
  const end = endsSoon(certificate, now);
  return end === undefined ? '' : ` It expires on ${day(end)}, within 14 days. ${renewal(certificate)}`;
}
