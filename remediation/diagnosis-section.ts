/** The section of the document about the conflict: who wants which aliases, and who has them. */
import * as z from 'zod/mini';
import { DnsRecord, section } from './section.ts';

/** Who has an alias now. Ids are masked by CloudFront when the holder is in another account. */
export const Holder = z.object({
  resourceType: z.string(),
  resourceId: z.string(),
  accountId: z.string(),
  /** A service of AWS keeps the distribution in an account of its own, behind somebody's custom domain name. */
  keptBy: z.optional(
    z.object({
      /** For a person: `API Gateway in eu-west-1`. */
      service: z.string(),
      /** Where the custom domain name is, if that is known. */
      region: z.optional(z.string()),
      /** ARN of a certificate of our account that it shows, so the custom domain name is ours. */
      certificate: z.optional(z.string()),
    }),
  ),
});
export type Holder = z.infer<typeof Holder>;

export const ContestedAlias = z.object({
  alias: z.string(),
  /** The zone that the alias lives in, found by SOA. */
  zone: z.string(),
  /** The TXT record that proves ownership. */
  record: DnsRecord,
  /** Absent: nobody was found, or the listing was not possible (`listing` says which). */
  holder: z.optional(Holder),
  listing: z.enum(['listed', 'needs-certificate']),
  /** That it is listed on nothing counts: it was no secret to a diagnosis before who holds it, or that nobody does. */
  believed: z.optional(z.literal(true)),
});
export type ContestedAlias = z.infer<typeof ContestedAlias>;

/** What a call wants aliases on: a distribution, or a tenant of a multi-tenant one. */
export const TargetId = z.object({ kind: z.enum(['distribution', 'tenant']), id: z.string() });
export type TargetId = z.infer<typeof TargetId>;

export const Target = z.extend(TargetId, {
  arn: z.string(),
  /** What the ownership proof and DNS have to name: of a tenant, the routing endpoint of its connection group. */
  domainName: z.string(),
  account: z.string(),
  /** Only of a tenant: the ids of its multi-tenant distribution and of its connection group. */
  tenancy: z.optional(z.object({ distribution: z.string(), connectionGroup: z.string() })),
});
export type Target = z.infer<typeof Target>;

export const Diagnosis = z.object({
  ...section,
  verdict: z.enum([
    'held-elsewhere',
    'both',
    'dns-points-elsewhere',
    /** Nobody holds them: let go since the call failed, or asked for beside others that were the conflict. */
    'free',
    /** Diagnosed before, and on the target by now: AWS, or whoever let it go, was quicker. */
    'arrived',
    'already-settled',
    'no-target',
    'details-omitted',
  ]),
  target: z.optional(Target),
  /** Requested minus present on the target: those that this is about now. */
  aliases: z.array(ContestedAlias),
  /** Missing as well, but held by nobody: their turn comes when those above have arrived. */
  free: z.array(ContestedAlias),
  /** Diagnosed before, and on the target by now. */
  arrived: z.array(ContestedAlias),
  /** CloudFront told of each alias who holds it. */
  complete: z.boolean(),
  /** The verdict is another one than at the diagnosis before, or it is about an alias that people were not told of. */
  turned: z.boolean(),
});
export type Diagnosis = z.infer<typeof Diagnosis>;
