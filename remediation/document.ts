/**
 * The document that travels through the state machine: the incident, then one section a step.
 * Each function receives it whole and returns its own section, which the state puts in place by ResultPath.
 * Parsed at every function's boundary; inside, the types are true.
 */
import * as v from 'valibot';
import { AliasRecord } from './alias-record-section.ts';
import { Draft, SupportCase } from './case-section.ts';
import { Attachment, Certificate } from './certificate-section.ts';
import { Diagnosis } from './diagnosis-section.ts';
import { Addition, Move } from './move-section.ts';
import { Proof } from './proof-section.ts';
import { instant, section, waiting } from './section.ts';

export { AliasRecord, PointingReport } from './alias-record-section.ts';
export { CaseLanguage, Draft, SupportCase } from './case-section.ts';
export { Attachment, Certificate, CertificateCandidate } from './certificate-section.ts';
export { ContestedAlias, Diagnosis, Holder, Target, TargetId } from './diagnosis-section.ts';
export { Addition, AliasMove, Move } from './move-section.ts';
export {
  AliasProof,
  Proof,
  ProofMemory,
  ProofTrouble,
  ResolverReport,
  ServerReport,
  ServerVerdict,
} from './proof-section.ts';
export { DnsRecord } from './section.ts';

/** One failed call, as CloudTrail reported it. Deterministic: the same record always gives the same incident. */
export const Incident = v.object({
  /** CloudTrail's event id (of the original, when the record is a late addendum). */
  id: v.string(),
  /** Short hash over account, target and aliases: the same wish made twice has the same marker. */
  marker: v.string(),
  account: v.string(),
  region: v.string(),
  time: instant,
  action: v.string(),
  errorCode: v.string(),
  errorMessage: v.string(),
  requestId: v.string(),
  /** ARN of who made the call. */
  caller: v.string(),
  /** `none`: the call was a create. `unknown`: CloudTrail left the request out. */
  target: v.variant('kind', [
    v.object({ kind: v.literal('distribution'), id: v.string() }),
    v.object({ kind: v.literal('tenant'), id: v.string() }),
    v.object({ kind: v.literal('none') }),
    v.object({ kind: v.literal('unknown') }),
  ]),
  /** Every alias the call asked for, normalised; those the target already had are among them. */
  aliases: v.array(v.string()),
  /** The certificate that the call wanted on the target, and how it wanted viewers to be served. */
  certificate: v.optional(
    v.object({
      source: v.picklist(['acm', 'iam']),
      id: v.string(),
      sslSupportMethod: v.optional(v.string()),
      minimumProtocolVersion: v.optional(v.string()),
    }),
  ),
});
export type Incident = v.InferOutput<typeof Incident>;

export const Confirmation = v.object({
  ...section,
  ...waiting,
  verdict: v.picklist(['confirmed', 'waiting']),
  aliases: v.array(v.string()),
  /** Since when some are not to be seen on the target: another wait than that for the deployment. */
  missingSince: v.optional(instant),
  /** Once it is confirmed: where DNS leads each alias. `unknown`: no name server says. */
  records: v.optional(
    v.array(
      v.object({
        alias: v.string(),
        leads: v.picklist(['target', 'elsewhere', 'away', 'unknown']),
        detail: v.string(),
      }),
    ),
  ),
});
export type Confirmation = v.InferOutput<typeof Confirmation>;

export const Remediation = v.object({
  incident: Incident,
  /**
   * Whoever was asked for the record was told that nothing moves by it. So what was started as a dry run stays one, however the
   * stack is deployed until it ends.
   */
  dryRun: v.optional(v.boolean()),
  diagnosis: v.optional(Diagnosis),
  /** The first gate was left because the conflict had turned into another one. */
  turned: v.optional(v.boolean()),
  proof: v.optional(Proof),
  aliasRecord: v.optional(AliasRecord),
  certificate: v.optional(Certificate),
  attachment: v.optional(Attachment),
  move: v.optional(Move),
  addition: v.optional(Addition),
  draft: v.optional(Draft),
  case: v.optional(SupportCase),
  confirmation: v.optional(Confirmation),
});
export type Remediation = v.InferOutput<typeof Remediation>;

/** What every state hands to its function. */
export const StepInput = v.object({
  execution: v.object({ arn: v.string(), name: v.string(), redriveCount: v.number() }),
  remediation: Remediation,
});
export type StepInput = v.InferOutput<typeof StepInput>;
