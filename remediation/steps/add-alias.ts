/**
 * `Add alias`: makes the failed update again, for exactly the aliases of the incident. Nobody has them, so nothing is taken
 * from anybody; CloudFront itself refuses as long as a record is in the way. Running it twice is harmless. A dry run looks in the
 * same way, and says what it would do.
 */
import { judgeAddition } from '../addition.ts';
import { contestedNames } from '../diagnosis.ts';
import type { Addition, StepInput } from '../document.ts';
import { AliasRecordDeadlineExceeded } from '../errors.ts';
import type { ProofSettings } from '../ownership-proof.ts';
import type { Certificates, CloudFront, Dns, Ledger, Now } from '../ports.ts';
import { rehearsedAddition } from '../rehearsed-addition.ts';
import { recordRelapse } from '../relapse.ts';
import type { Restriction } from '../tag.ts';
import { theyAre } from '../wording.ts';
import { backToGates, closedGate } from './back-to-gates.ts';
import { lookAtCertificate } from './certificate-gate.ts';
import { lookAtAliasRecord } from './check-alias-record.ts';
import { holdClaim } from './claim.ts';
import { contest } from './established.ts';
import { mustBeTagged } from './only-tagged.ts';
import { isContradicted } from './watch-holders.ts';

interface Ports {
  cloudfront: Pick<CloudFront, 'target' | 'addAliases' | 'tags'>;
  certificates: Pick<Certificates, 'describe'>;
  dns: Dns;
  ledger: Pick<Ledger, 'claimOf'>;
  now: Now;
}

/**
 * @throws UpdateRefused when CloudFront does not take the update for a reason that waiting does not remove.
 * @throws AliasRecordDeadlineExceeded, TagMissing, TargetGone, AliasClaimed
 */
export function addAlias(ports: Ports, settings: ProofSettings & Restriction) {
  return async (input: StepInput): Promise<Addition> => {
    const { remediation, execution } = input;
    const { target, aliases: contested } = contest(remediation);
    const checkedAt = new Date(ports.now()).toISOString();
    const aliases = contested.map(({ alias }) => alias);

    // Days can have passed since the gates opened: look again, right before acting.
    const certificate = await lookAtCertificate(ports, remediation);
    const { away, resource } = certificate;
    const hasMore = () => contestedNames(remediation.incident, [...resource.aliases, ...aliases]).length > 0;
    if (away.length === 0) {
      const reason = `${theyAre(aliases)} on ${target.id} already.`;
      if (remediation.dryRun) {
        return { verdict: 'would-add', reason: `${reason} Nothing would be done.`, aliases: [], checkedAt };
      }
      return { verdict: 'added', reason, aliases, found: true, more: hasMore(), checkedAt };
    }
    if (!remediation.dryRun) await holdClaim(ports.ledger, away, execution.name);
    const record = await lookAtAliasRecord(ports, settings, input, away);
    if (!certificate.covered || record.verdict !== 'clear') {
      const { reason, exceeded } = closedGate(certificate, record, AliasRecordDeadlineExceeded);
      const relapse = recordRelapse(record, remediation.aliasRecord);
      return {
        ...backToGates(remediation.addition, execution.redriveCount, ports.now(), settings, exceeded),
        reason,
        aliases,
        ...(relapse && { relapse }),
        checkedAt,
      };
    }
    // Nobody loses them.
    await mustBeTagged(ports.cloudfront, settings, target);
    const names = away.map(({ alias }) => alias);
    if (remediation.dryRun) {
      return { verdict: 'would-add', reason: rehearsedAddition(names, target), aliases: names, checkedAt };
    }
    const judgement = judgeAddition({
      outcome: await ports.cloudfront.addAliases(names, target),
      aliases: names,
      targetId: target.id,
      previous: remediation.addition,
      // Whoever was listed since, and let go while AWS Support was asked, is another matter. So is what was refused beside others.
      contradicted: isContradicted(remediation) && remediation.addition?.aliases.length === aliases.length,
      redriveCount: execution.redriveCount,
      now: ports.now(),
      settings,
    });
    return { ...judgement, aliases, ...(judgement.verdict === 'added' && { more: hasMore() }), checkedAt };
  };
}
