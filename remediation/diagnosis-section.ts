/** The section of the document about the conflict: who wants which aliases, and who has them. */
import * as v from 'valibot';
import { DnsRecord, section } from './section.ts';

/** Who has an alias now. Ids are masked by CloudFront when the holder is in another account. */
export const Holder = v.object({
  resourceType: v.string(),
  resourceId: v.string(),
  accountId: v.string(),
  /** A service of AWS keeps the distribution in an account of its own, behind somebody's custom domain name. */
  keptBy: v.optional(
    v.object({
      /** For a person: `API Gateway in eu-west-1`. */
      service: v.string(),
      /** Where the custom domain name is, if that is known. */
      region: v.optional(v.string()),
      /** ARN of a certificate of our account that it shows, so the custom domain name is ours. */
      certificate: v.optional(v.string()),
    }),
  ),
});
export type Holder = v.InferOutput<typeof Holder>;

export const ContestedAlias = v.object({
  alias: v.string(),
  /** The zone that the alias lives in, found by SOA. */
  zone: v.string(),
  /** The TXT record that proves ownership. */
  record: DnsRecord,
  /** Absent: nobody was found, or the listing was not possible (`listing` says which). */
  holder: v.optional(Holder),
  listing: v.picklist(['listed', 'needs-certificate']),
  /** That it is listed on nothing counts: it was no secret to a diagnosis before who holds it, or that nobody does. */
  believed: v.optional(v.literal(true)),
});
export type ContestedAlias = v.InferOutput<typeof ContestedAlias>;

/** What a call wants aliases on: a distribution, or a tenant of a multi-tenant one. */
export const TargetId = v.object({ kind: v.picklist(['distribution', 'tenant']), id: v.string() });
export type TargetId = v.InferOutput<typeof TargetId>;

export const Target = v.object({
  ...TargetId.entries,
  arn: v.string(),
  /** What the ownership proof and DNS have to name: of a tenant, the routing endpoint of its connection group. */
  domainName: v.string(),
  account: v.string(),
  /** Only of a tenant: the ids of its multi-tenant distribution and of its connection group. */
  tenancy: v.optional(v.object({ distribution: v.string(), connectionGroup: v.string() })),
});
export type Target = v.InferOutput<typeof Target>;

export const Diagnosis = v.object({
  ...section,
  verdict: v.picklist([
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
  target: v.optional(Target),
  /** Requested minus present on the target: those that this is about now. */
  aliases: v.array(ContestedAlias),
  /** Missing as well, but held by nobody: their turn comes when those above have arrived. */
  free: v.array(ContestedAlias),
  /** Diagnosed before, and on the target by now. */
  arrived: v.array(ContestedAlias),
  /** CloudFront told of each alias who holds it. */
  complete: v.boolean(),
  /** The verdict is another one than at the diagnosis before, or it is about an alias that people were not told of. */
  turned: v.boolean(),
});
export type Diagnosis = v.InferOutput<typeof Diagnosis>;
