/**
 * What a remediation would find at this moment, and what it would do: the steps of the state machine that only look, without an
 * execution. Nothing is claimed, nobody is told, and nothing is called that changes anything. So whoever asks beforehand is told
 * what would happen by the same rules.
 */
import type {
  ContestedAlias,
  Diagnosis,
  Draft,
  Incident,
  Move,
  Remediation,
  StepInput,
} from '../document.ts';
import { isPingPong, type PastMove } from '../ping-pong.ts';
import type { Certificates, CloudFront, Dns, Ledger, Now, Support } from '../ports.ts';
import { rehearsedAddition } from '../rehearsed-addition.ts';
import { rehearsedMove } from '../rehearsed-move.ts';
import type { Restriction } from '../tag.ts';
import { type CertificateSearch, lookForCertificate } from './certificate-gate.ts';
import { lookAtAliasRecord } from './check-alias-record.ts';
import { type CertificateSettings, judgeSearch } from './check-certificate.ts';
import { lookAtProof, type ProofSettings } from './check-ownership-proof.ts';
import type { CaseWishes } from './create-case.ts';
import { diagnoseConflict } from './diagnose-conflict.ts';
import { draftSupportCase } from './draft-support-case.ts';
import { touchedWithout, type Untagged } from './only-tagged.ts';

export interface OutlookPorts {
  cloudfront: Pick<CloudFront, 'target' | 'holders' | 'ownResources' | 'tags' | 'managedCertificate'>;
  certificates: Certificates;
  dns: Dns;
  support: Pick<Support, 'services' | 'severities' | 'speaks' | 'findOpen'>;
  /** Where no stack is, nothing is remembered. */
  ledger: Pick<Ledger, 'lastMove'> | undefined;
  now: Now;
}

export interface OutlookSettings extends ProofSettings, CertificateSettings, Restriction {
  pingPongSeconds: number;
  selfService: boolean;
  wishes: CaseWishes;
}

export interface Outlook {
  /** With a section for each look; the next look goes on from it. */
  remediation: Remediation;
  /** What the search for a certificate found; absent where every alias is on the target. */
  search?: CertificateSearch;
  /** What would be done when nothing is missing any more, for a person. */
  rehearsal?: string;
  /** Of those that somebody may hold, what would be done. */
  moves: Move['aliases'];
  draft?: Draft;
  /** What would have to be changed, and lacks the tag that this stack asks for. */
  untagged: Untagged[];
  /** Moved away from this target lately: two stacks are fighting over them. `until` in epoch milliseconds. */
  fights: { alias: string; last: PastMove; until: number }[];
}

/**
 * `earlier`: the look before, from which it goes on as a remediation does from look to look.
 *
 * @throws TargetGone, DnsUnavailable, and when a gate has waited for all the time allowed what it throws then.
 */
export function lookAhead(ports: OutlookPorts, settings: OutlookSettings) {
  return async (incident: Incident, earlier?: Outlook): Promise<Outlook> => {
    const known: Remediation = { ...earlier?.remediation, incident };
    // Tags are looked at below: here nothing else would be said of the conflict.
    const diagnosis = await diagnoseConflict(ports, { onlyTagged: undefined })(asInput(known));
    const missing = [...diagnosis.aliases, ...diagnosis.free];
    const { target, verdict } = diagnosis;
    if (!target || verdict === 'arrived' || missing.length === 0)
      return { remediation: { incident, diagnosis }, moves: [], untagged: [], fights: [] };

    const diagnosed: Remediation = { ...known, diagnosis };
    // The state machine comes to those that nobody holds later. Whoever asks wants to know all of it now.
    const aboutAll: Remediation = { ...diagnosed, diagnosis: { ...diagnosis, aliases: missing } };
    const [held, free] = isHeld(diagnosis) ? [diagnosis.aliases, diagnosis.free] : [[], missing];
    const names = missing.map(({ alias }) => alias);
    const { onlyTagged, attachCertificate: mayAttach } = settings;
    const [proof, aliasRecord, search, untagged, fights] = await Promise.all([
      held.length > 0 ? lookAtProof(ports, settings, asInput(diagnosed), held) : undefined,
      free.length > 0 ? lookAtAliasRecord(ports, settings, asInput(diagnosed), free) : undefined,
      lookForCertificate(ports, aboutAll, { mayAttach, redriveCount: 0 }),
      onlyTagged ? touchedWithout(ports.cloudfront, onlyTagged, target, names) : [],
      fightsOver(ports, settings, held, target.id),
    ]);
    const certificate = judgeSearch(search, aboutAll, { redriveCount: 0, now: ports.now(), settings });
    const remediation: Remediation = {
      incident,
      diagnosis,
      certificate,
      ...(proof && { proof }),
      ...(aliasRecord && { aliasRecord }),
    };
    const outlook = { remediation, search, untagged, fights };
    if (!proof) return { ...outlook, moves: [], rehearsal: rehearsedAddition(names, target) };
    const rehearsed = rehearsedMove({
      aliases: held,
      free,
      targetId: target.id,
      present: search.resource.aliases,
      proof,
      selfService: settings.selfService,
    });
    const wanted = rehearsed.verdict === 'would-need-support';
    const draft = wanted
      ? (earlier?.draft ?? (await draftSupportCase(ports, settings.wishes)(asInput(remediation))))
      : undefined;
    return {
      ...outlook,
      moves: rehearsed.aliases,
      rehearsal: rehearsed.reason,
      ...(draft && { draft }),
    };
  };
}

function asInput(remediation: Remediation): StepInput {
  return { execution: { arn: '', name: '', redriveCount: 0 }, remediation };
}

function isHeld({ verdict }: Diagnosis): boolean {
  return verdict === 'held-elsewhere' || verdict === 'both';
}

async function fightsOver(
  { ledger, now }: OutlookPorts,
  { pingPongSeconds }: OutlookSettings,
  aliases: readonly ContestedAlias[],
  targetId: string,
): Promise<Outlook['fights']> {
  const fights: Outlook['fights'] = [];
  for (const { alias } of aliases) {
    const last = await ledger?.lastMove(alias);
    if (last && isPingPong(last, targetId, now(), pingPongSeconds))
      fights.push({ alias, last, until: last.at + pingPongSeconds * 1000 });
  }
  return fights;
}
