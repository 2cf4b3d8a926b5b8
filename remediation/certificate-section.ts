/** The sections of the document about the target's certificate. */
import * as v from 'valibot';
import { DnsRecord, instant, section, waiting } from './section.ts';

/** The certificate that the target is to have. */
export const CertificateCandidate = v.object({
  source: v.picklist(['acm', 'iam']),
  id: v.string(),
  status: v.string(),
  notAfter: v.optional(instant),
  /** How viewers are to be served with it; a tenant has no such settings. */
  viewer: v.object({ sslSupportMethod: v.string(), minimumProtocolVersion: v.string() }),
  /** Records that ACM waits for before it issues it. */
  validation: v.array(DnsRecord),
  /** When ACM gives up waiting for them. */
  validateBy: v.optional(instant),
});
export type CertificateCandidate = v.InferOutput<typeof CertificateCandidate>;

export const Certificate = v.object({
  ...section,
  ...waiting,
  /**
   * `covered`: the attached one does. `attachable`: another one would. `pending-validation`: another one will, once it is validated.
   * `unusable`: there is one for these names, but CloudFront does not take it. `missing`: there is none. `would-be-attached`: it is
   * a dry run, which goes on as if the other one were attached.
   */
  verdict: v.picklist([
    'covered',
    'attachable',
    'pending-validation',
    'missing',
    'unusable',
    'would-be-attached',
  ]),
  /** Something people have not been told yet. */
  news: v.boolean(),
  /** The stack attaches the candidate now. */
  attach: v.boolean(),
  /** Of the attached one, like `status` and `notAfter`. */
  id: v.optional(v.string()),
  status: v.optional(v.string()),
  notAfter: v.optional(instant),
  /** Aliases of the target, after the move, that the attached certificate leaves out. */
  uncovered: v.array(v.string()),
  candidate: v.optional(CertificateCandidate),
  /** Of one that would be attached: by the stack itself. Otherwise people would be asked to. */
  byStack: v.optional(v.boolean()),
  /** When the certificate ends that the target has or is to have, if that is within 14 days. */
  endsSoon: v.optional(instant),
});
export type Certificate = v.InferOutput<typeof Certificate>;

/** A certificate attached by us. */
export const Attachment = v.object({
  ...section,
  /** `look-again`: there is nothing to attach any more. */
  verdict: v.picklist(['attached', 'look-again']),
  /** Ids of all that were attached in this run, the latest at the end. */
  certificates: v.array(v.string()),
  /** Of the execution at that time: in one run a certificate is attached once. */
  redriveCount: v.number(),
});
export type Attachment = v.InferOutput<typeof Attachment>;
