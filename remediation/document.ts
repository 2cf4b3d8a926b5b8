/**
 * The document that travels through the state machine: the incident, then one section a step.
 * Each function receives it whole and returns its own section, which the state puts in place by ResultPath.
 * Parsed at every function's boundary; inside, the types are true.
 */
import * as z from 'zod/mini';
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
export const Incident = z.object({
  /** CloudTrail's event id (of the original, when the record is a late addendum). */
  id: z.string(),
  /** Short hash over account, target and aliases: the same wish made twice has the same marker. */
  marker: z.string(),
  account: z.string(),
  region: z.string(),
  time: instant,
  action: z.string(),
  errorCode: z.string(),
  errorMessage: z.string(),
  requestId: z.string(),
  /** ARN of who made the call. */
  caller: z.string(),
  /** `none`: the call was a create. `unknown`: CloudTrail left the request out. */
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('distribution'), id: z.string() }),
    z.object({ kind: z.literal('tenant'), id: z.string() }),
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('unknown') }),
  ]),
  /** Every alias the call asked for, normalised; those the target already had are among them. */
  aliases: z.array(z.string()),
  /** The certificate that the call wanted on the target, and how it wanted viewers to be served. */
  certificate: z.optional(
    z.object({
      source: z.enum(['acm', 'iam']),
      id: z.string(),
      sslSupportMethod: z.optional(z.string()),
      minimumProtocolVersion: z.optional(z.string()),
    }),
  ),
});
export type Incident = z.infer<typeof Incident>;

export const Confirmation = z.object({
  ...section,
  ...waiting,
  verdict: z.enum(['confirmed', 'waiting']),
  aliases: z.array(z.string()),
  /** Since when some are not to be seen on the target: another wait than that for the deployment. */
  missingSince: z.optional(instant),
  /** Once it is confirmed: where DNS leads each alias. `unknown`: no name server says. */
  records: z.optional(
    z.array(
      z.object({
        alias: z.string(),
        leads: z.enum(['target', 'elsewhere', 'away', 'unknown']),
        detail: z.string(),
      }),
    ),
  ),
});
export type Confirmation = z.infer<typeof Confirmation>;

export const Remediation = z.object({
  incident: Incident,
  /**
   * Whoever was asked for the record was told that nothing moves by it. So what was started as a dry run stays one, however the
   * stack is deployed until it ends.
   */
  dryRun: z.optional(z.boolean()),
  diagnosis: z.optional(Diagnosis),
  /** The first gate was left because the conflict had turned into another one. */
  turned: z.optional(z.boolean()),
  proof: z.optional(Proof),
  aliasRecord: z.optional(AliasRecord),
  certificate: z.optional(Certificate),
  attachment: z.optional(Attachment),
  move: z.optional(Move),
  addition: z.optional(Addition),
  draft: z.optional(Draft),
  case: z.optional(SupportCase),
  confirmation: z.optional(Confirmation),
});
export type Remediation = z.infer<typeof Remediation>;

/** What every state hands to its function. */
export const StepInput = z.object({
  execution: z.object({ arn: z.string(), name: z.string(), redriveCount: z.number() }),
  remediation: Remediation,
});
export type StepInput = z.infer<typeof StepInput>;
