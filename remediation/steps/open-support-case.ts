/**
 * `Open support case`: exactly one, opened only when proof is settled and the certificate covers. CreateCase has no
 * idempotency token, so a case with the incident's marker is looked for first: after a crash or a lost answer it is found,
 * or waited for as long as AWS may not show it yet.
 */
import type { StepInput, SupportCase } from '../document.ts';
import { ProofDeadlineExceeded } from '../errors.ts';
import { readable } from '../instant.ts';
import { caseUrl } from '../links.ts';
import { NoSupportPlan } from '../no-support-plan.ts';
import type { Certificates, CloudFront, Dns, Ledger, Now, Support } from '../ports.ts';
import { proofRelapse } from '../relapse.ts';
import { afterRelease } from '../release.ts';
import { caseMarker } from '../support-case/text.ts';
import type { Restriction } from '../tag.ts';
import { type Obstacle, type UnopenedSettings, unopenedCase } from '../unopened-case.ts';
import { waitingUntil } from '../waiting.ts';
import { caseName, listed } from '../wording.ts';
import { backToGates, closedGate } from './back-to-gates.ts';
import { lookAtCertificate } from './certificate-gate.ts';
import { lookAtProof, type ProofSettings } from './check-ownership-proof.ts';
import { holdClaim } from './claim.ts';
import {
  type CaseDesk,
  type CaseOccasion,
  type CaseWishes,
  type CreatedCase,
  createCase,
} from './create-case.ts';
import { CaseBeingFiled, filedBefore, filing } from './file-once.ts';
import { allMustBeTagged } from './only-tagged.ts';
import { watchHolders } from './watch-holders.ts';

export interface CaseSettings extends ProofSettings, CaseWishes, UnopenedSettings, Restriction {
  /** How often a case is looked at when no event of AWS wakes us, seconds. */
  casePollSeconds: number;
  /** How long AWS may not list a case after it was created, seconds. */
  caseListingLagSeconds: number;
}

interface Ports {
  cloudfront: Pick<CloudFront, 'target' | 'holders' | 'ownResources' | 'tags'>;
  certificates: Pick<Certificates, 'describe'>;
  dns: Dns;
  support: CaseDesk & Pick<Support, 'findOpen'>;
  ledger: Omit<Ledger, 'claim' | 'lastMove' | 'recordMove' | 'parkToken' | 'caseUpdated'>;
  now: Now;
}

/**
 * @throws SupportDeadlineExceeded when none could be opened in the time allowed, nor the alias arrived.
 * @throws CaseNotPossible, TagMissing, TargetGone, AliasClaimed
 */
export function openSupportCase(ports: Ports, settings: CaseSettings) {
  return async (input: StepInput): Promise<SupportCase> => {
    const { remediation, execution } = input;
    const checkedAt = new Date(ports.now()).toISOString();

    const certificate = await lookAtCertificate(ports, remediation);
    const { away } = certificate;
    const arrival: SupportCase = {
      verdict: 'arrived',
      reason: 'The alias is there already.',
      news: false,
      checkedAt,
    };
    if (away.length === 0) return arrival;
    const names = away.map(({ alias }) => alias);
    const { told, unopened, caseId, displayId, releases, openSince } = remediation.case ?? {};
    const { held, released, arrived } = await watchHolders(ports.cloudfront, remediation, away);
    if (arrived) return arrival;
    const kept = {
      held,
      ...(told && { told }),
      ...(unopened && { unopened, caseId, displayId }),
      ...(releases && { releases }),
      ...(openSince && { openSince }),
    };
    if (released) {
      return {
        ...kept,
        ...afterRelease(remediation.case, ports.now(), settings),
        verdict: 'released',
        reason: `Nobody holds ${listed(names)} any more.`,
        news: false,
        checkedAt,
      };
    }
    await holdClaim(ports.ledger, away, execution.name);
    const proof = await lookAtProof(ports, settings, input, away);
    if (!certificate.covered || proof.verdict !== 'settled') {
      const { reason, exceeded } = closedGate(certificate, proof, ProofDeadlineExceeded);
      const relapse = proofRelapse(proof, remediation.proof);
      return {
        // What people have been told, they know still when the gates are passed again; and since when no case can be opened.
        ...kept,
        ...backToGates(
          // The wait for a case that could not be opened is another one.
          remediation.case?.verdict === 'back-to-gates' ? remediation.case : undefined,
          execution.redriveCount,
          ports.now(),
          settings,
          exceeded,
        ),
        reason,
        news: false,
        ...(relapse && { relapse }),
        checkedAt,
      };
    }
    await allMustBeTagged(ports.cloudfront, settings, certificate.resource, names);
    const occasion = { remediation, aliases: away, proof, certificate };
    const opened = await findOrCreate(ports, settings, occasion, execution.name);
    if (opened === 'by-hand' || opened === 'limit') {
      const section = unopenedCase({
        obstacle: opened,
        aliases: names,
        language: settings.language,
        previous: remediation.case,
        redriveCount: execution.redriveCount,
        now: ports.now(),
        settings,
      });
      return { ...section, held };
    }
    if (opened instanceof CaseBeingFiled) {
      const until = opened.filing.at + settings.caseListingLagSeconds * 1000;
      const next = ports.now() + settings.shortestCheckSeconds * 1000;
      return {
        ...kept,
        verdict: 'looking',
        reason: `A case may have been created without an answer, and AWS may not show it yet. It is looked for until ${readable(new Date(until).toISOString())}, before another one is created.`,
        news: false,
        ...waitingUntil(Math.min(next, until), ports.now()),
        checkedAt,
      };
    }
    const { state, remark, isFound } = opened;
    await ports.ledger.recordCase(state.caseId, execution.name);
    // The same case found again, after its holder seemed to let go: its deadline is the one it had.
    const goesOn = openSince?.caseId === state.caseId && openSince.redriveCount === execution.redriveCount;
    const waitingSince = goesOn ? openSince.at : checkedAt;
    // What AWS said in it before it was in the ledger has woken nobody: a look soon makes up for that.
    const waitSeconds = isFound ? settings.shortestCheckSeconds : settings.casePollSeconds;
    return {
      verdict: 'open',
      reason: `${caseName(state)} asks AWS Support to move ${listed(names)}.${remark}`,
      news: false,
      held,
      ...(releases && { releases }),
      openSince: { caseId: state.caseId, at: waitingSince, redriveCount: execution.redriveCount },
      language: state.language,
      caseId: state.caseId,
      ...(state.displayId && { displayId: state.displayId }),
      subject: state.subject,
      status: state.status,
      url: caseUrl(state.displayId),
      waitSeconds,
      nextCheckAt: new Date(ports.now() + waitSeconds * 1000).toISOString(),
      waitingSince,
      redriveCount: execution.redriveCount,
      checkedAt,
    };
  };
}

async function findOrCreate(
  ports: Ports,
  settings: CaseSettings,
  occasion: CaseOccasion,
  execution: string,
): Promise<(CreatedCase & { isFound: boolean }) | Obstacle | CaseBeingFiled> {
  const { support, ledger, now } = ports;
  const { incident, case: previous } = occasion.remediation;
  const filed = { marker: caseMarker(incident), execution, lagSeconds: settings.caseListingLagSeconds };
  try {
    // One that had to be followed by hand while the plan had no API is still the case, even if AWS closed it meanwhile.
    const followed = previous?.unopened && previous.caseId;
    const found = (await filedBefore(ports, filed)) ?? (followed && (await support.describe(followed)));
    if (found) return { state: found, remark: '', isFound: true };
    const created = await createCase(filing(support, ledger, now, filed), settings, occasion, now());
    return typeof created === 'string' ? created : { ...created, isFound: false };
  } catch (error) {
    if (error instanceof NoSupportPlan) return 'by-hand';
    if (error instanceof CaseBeingFiled) return error;
    throw error;
  }
}
