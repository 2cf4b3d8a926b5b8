/** The sections of the document about the target's certificate. */
import * as z from 'zod/mini';
import { DnsRecord, instant, section, waiting } from './section.ts';

/** The certificate that the target is to have. */
export const CertificateCandidate = z.object({
  source: z.enum(['acm', 'iam']),
  id: z.string(),
  status: z.string(),
  notAfter: z.optional(instant),
  /** How viewers are to be served with it; a tenant has no such settings. */
  viewer: z.object({ sslSupportMethod: z.string(), minimumProtocolVersion: z.string() }),
  /** Records that ACM waits for before it issues it. */
  validation: z.array(DnsRecord),
  /** When ACM gives up waiting for them. */
  validateBy: z.optional(instant),
});
export type CertificateCandidate = z.infer<typeof CertificateCandidate>;

export const Certificate = z.object({
  ...section,
  ...waiting,
  /**
   * `covered`: the attached one does. `attachable`: another one would. `pending-validation`: another one will, once it is validated.
   * `unusable`: there is one for these names, but CloudFront does not take it. `missing`: there is none. `would-be-attached`: it is
   * a dry run, which goes on as if the other one were attached.
   */
  verdict: z.enum([
    'covered',
    'attachable',
    'pending-validation',
    'missing',
    'unusable',
    'would-be-attached',
  ]),
  /** Something people have not been told yet. */
  news: z.boolean(),
  /** The stack attaches the candidate now. */
  attach: z.boolean(),
  /** Of the attached one, like `status` and `notAfter`. */
  id: z.optional(z.string()),
  status: z.optional(z.string()),
  notAfter: z.optional(instant),
  /** Aliases of the target, after the move, that the attached certificate leaves out. */
  uncovered: z.array(z.string()),
  candidate: z.optional(CertificateCandidate),
  /** Of one that would be attached: by the stack itself. Otherwise people would be asked to. */
  byStack: z.optional(z.boolean()),
  /** When the certificate ends that the target has or is to have, if that is within 14 days. */
  endsSoon: z.optional(instant),
});
export type Certificate = z.infer<typeof Certificate>;

/** A certificate attached by us. */
export const Attachment = z.object({
  ...section,
  /** `look-again`: there is nothing to attach any more. */
  verdict: z.enum(['attached', 'look-again']),
  /** Ids of all that were attached in this run, the latest at the end. */
  certificates: z.array(z.string()),
  /** Of the execution at that time: in one run a certificate is attached once. */
  redriveCount: z.number(),
});
export type Attachment = z.infer<typeof Attachment>;
