/**
 * The document that travels through the state machine: the incident, then one section a step.
 * Each function receives it whole and returns its own section, which the state puts in place by ResultPath.
 * Parsed at every function's boundary; inside, the types are true.
 */
import * as z from 'zod/mini';
import { Attachment, Certificate } from './certificate-section.ts';
import { DnsRecord, instant, section, waiting } from './section.ts';

export { Attachment, Certificate, CertificateCandidate } from './certificate-section.ts';
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

/** Who has an alias now. Ids are masked by CloudFront when the holder is in another account. */
export const Holder = z.object({ resourceType: z.string(), resourceId: z.string(), accountId: z.string() });
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
});
export type ContestedAlias = z.infer<typeof ContestedAlias>;

export const Target = z.object({
  id: z.string(),
  arn: z.string(),
  domainName: z.string(),
  account: z.string(),
});
export type Target = z.infer<typeof Target>;

export const Diagnosis = z.object({
  ...section,
  verdict: z.enum([
    'held-elsewhere',
    'both',
    'dns-points-elsewhere',
    /** Somebody held it when the call failed, and let it go since. */
    'released',
    /** Diagnosed before, and on the target by now: AWS, or whoever let it go, was quicker. */
    'arrived',
    'already-settled',
    'no-target',
    'details-omitted',
  ]),
  target: z.optional(Target),
  /** Requested minus present on the target. */
  aliases: z.array(ContestedAlias),
});
export type Diagnosis = z.infer<typeof Diagnosis>;

export const ServerVerdict = z.enum(['match', 'wrong-value', 'missing', 'unreachable', 'refused']);
export type ServerVerdict = z.infer<typeof ServerVerdict>;

/** One line of the server table. */
export const ServerReport = z.object({
  server: z.string(),
  /** Empty when no address was found for the server. */
  address: z.string(),
  verdict: ServerVerdict,
  /** The values seen, or why there was no answer. */
  detail: z.optional(z.string()),
  /** Seconds, of the values seen. */
  ttl: z.optional(z.number()),
  /** Of the zone's SOA as the server has it. */
  serial: z.optional(z.number()),
  /** A CNAME stands at the name and leads there. */
  cname: z.optional(z.string()),
  /** A wildcard record answers, so a record of the very name would take its place. */
  wildcard: z.optional(z.literal(true)),
  /** It was asked about this name, to which a CNAME leads, and is a server of that one's zone. */
  about: z.optional(z.string()),
  /** This machine has no way to its addresses: no verdict against it. */
  noRoute: z.optional(z.literal(true)),
});
export type ServerReport = z.infer<typeof ServerReport>;

/** What a public resolver says, asked for comparison. */
export const ResolverReport = z.object({
  resolver: z.string(),
  verdict: ServerVerdict,
  detail: z.optional(z.string()),
  /** Seconds: of the values, or for how long yet the miss is remembered. */
  ttl: z.optional(z.number()),
});
export type ResolverReport = z.infer<typeof ResolverReport>;

/** What is kept of one form of the record from look to look. */
const memory = {
  /** Since when at least one server has been seen to have it. */
  seenAt: z.optional(instant),
  /** When all servers were first seen to have it. */
  publishedAt: z.optional(instant),
  /** When no cache can hold an earlier miss or an older value any more. Only once it is published. */
  settledAt: z.optional(instant),
  /** While it is not published: until when a cache can hold what the servers said up to now. */
  staleUntil: z.optional(instant),
  /** Longest TTL of what servers gave instead of the proof at this look, seconds. */
  oldValueTtl: z.optional(z.number()),
  /** min(SOA TTL, SOA MINIMUM) at this look, seconds: how long a miss is cached (RFC 2308 section 5). */
  negativeTtl: z.number(),
};
export const ProofMemory = z.object(memory);
export type ProofMemory = z.infer<typeof ProofMemory>;

export const AliasProof = z.object({
  alias: z.string(),
  zone: z.string(),
  /** The record that this is about: the one with the underscore, or the plain one where only that is published. */
  record: DnsRecord,
  /** `plain`: at the alias itself, as in AWS's article of 2020. AWS Support takes it, the move APIs do not. */
  form: z.enum(['underscore', 'plain']),
  verdict: z.enum(['missing', 'published', 'settled']),
  /** `https`: no name server could be reached, so public resolvers decide. */
  decidedBy: z.enum(['name-servers', 'https']),
  servers: z.array(ServerReport),
  /** How many lines of the table are left out, all like those that are there. */
  serversLeftOut: z.optional(z.number()),
  /** From the moment it is published; or those that decided. */
  resolvers: z.optional(z.array(ResolverReport)),
  /** The servers of the zone above did not say whom it delegates to. */
  aboveSilent: z.optional(z.literal(true)),
  /** Why DNS could not be asked at this look. */
  unavailable: z.optional(z.string()),
  ...memory,
  /** The same of the other form. */
  other: z.optional(ProofMemory),
});
export type AliasProof = z.infer<typeof AliasProof>;

/** What keeps the proof from being published and does not pass by waiting. */
export const ProofTrouble = z.object({
  kind: z.enum(['wrong-value', 'cname', 'no-answer', 'behind', 'unavailable']),
  problem: z.string(),
  /** What to do about it. */
  remedy: z.string(),
});
export type ProofTrouble = z.infer<typeof ProofTrouble>;

export const Proof = z.object({
  ...section,
  ...waiting,
  verdict: z.enum(['missing', 'published', 'settled']),
  /** Trouble of a kind that people have not been told yet. */
  news: z.boolean(),
  /** Published, and people have not been told yet. */
  firstSeen: z.boolean(),
  troubles: z.array(ProofTrouble),
  /** What people have been told since the execution began, or was redriven: kinds of trouble, and `seen`. */
  told: z.array(z.string()),
  aliases: z.array(AliasProof),
  /** The latest `settledAt` of all aliases. */
  settledAt: z.optional(instant),
});
export type Proof = z.infer<typeof Proof>;

/** One line of the table: where an address of a name server says that an alias leads. */
export const PointingReport = z.object({
  server: z.string(),
  address: z.string(),
  /** `away`: to nothing that is known as a distribution. */
  verdict: z.enum(['elsewhere', 'target', 'away', 'unreachable', 'refused']),
  detail: z.string(),
  /** Seconds. */
  ttl: z.optional(z.number()),
});
export type PointingReport = z.infer<typeof PointingReport>;

/** The aliases' own records, where nobody has the aliases and only these are in the way. */
export const AliasRecord = z.object({
  ...section,
  ...waiting,
  /** `elsewhere`: some server leads to another distribution. `leaving`: a cache still can. */
  verdict: z.enum(['elsewhere', 'leaving', 'clear']),
  aliases: z.array(
    z.object({
      alias: z.string(),
      zone: z.string(),
      /** `unknown`: no name server has said where it leads. */
      verdict: z.enum(['elsewhere', 'left', 'unknown']),
      servers: z.array(PointingReport),
      /** When no cache can lead to another distribution any more, as far as is known. */
      clearAt: instant,
      /** Longest TTL of what led to another distribution at this look, seconds. */
      oldTtl: z.optional(z.number()),
    }),
  ),
});
export type AliasRecord = z.infer<typeof AliasRecord>;

export const AliasMove = z.object({
  alias: z.string(),
  verdict: z.enum([
    'moved',
    'txt-not-seen',
    'holder-enabled',
    'certificate-missing',
    /** Only the plain TXT record is there: no call was made. */
    'plain-proof',
    /** The operator leaves moves to AWS Support: no call was made. */
    'self-service-off',
    'pending',
  ]),
  /** CloudFront's own words when it refused. */
  refusal: z.optional(z.string()),
});
export type AliasMove = z.infer<typeof AliasMove>;

export const Move = z.object({
  ...section,
  ...waiting,
  /** `wait`: try again when settled. `support`: only AWS can move it. `back-to-gates`: proof or certificate is gone. */
  verdict: z.enum(['moved', 'wait', 'support', 'back-to-gates']),
  aliases: z.array(AliasMove),
  /** What the look right before saw of the proof, where that sent it back. Without its tables. */
  relapse: z.optional(Proof),
  /** How often a settled proof was refused. */
  settledRefusals: z.optional(z.number()),
});
export type Move = z.infer<typeof Move>;

/** The failed update made again, for exactly the aliases of the incident. */
export const Addition = z.object({
  ...section,
  ...waiting,
  /** `wait`: CloudFront still sees the old record. `held`: somebody has an alias by now. `back-to-gates`: record or certificate. */
  verdict: z.enum(['added', 'wait', 'held', 'back-to-gates']),
  aliases: z.array(z.string()),
  /** What the look right before saw of the alias's record, where that sent it back. */
  relapse: z.optional(AliasRecord),
  /** CloudFront's own words when it refused. */
  refusal: z.optional(z.string()),
});
export type Addition = z.infer<typeof Addition>;

/** Languages that a case can be written in here, as the Support API spells them (ISO 639-1). */
export const CaseLanguage = z.enum(['en', 'ja']);
export type CaseLanguage = z.infer<typeof CaseLanguage>;

export const SupportCase = z.object({
  ...section,
  ...waiting,
  /**
   * `by-hand`: no Support API. `limit`: too many open cases. `released`: nobody holds the alias any more.
   * `back-to-gates` only before a case exists.
   */
  verdict: z.enum(['open', 'by-hand', 'limit', 'arrived', 'released', 'back-to-gates']),
  /** As in `move`. */
  relapse: z.optional(Proof),
  /** Something people have not been told yet: a reply, a change of status. */
  news: z.boolean(),
  /** What keeps a case from being opened, as far as people have been told. */
  told: z.optional(z.array(z.string())),
  /** Since when that has been so, whatever gates were passed again in between. */
  unopened: z.optional(z.object({ obstacle: z.string(), waitingSince: instant, redriveCount: z.number() })),
  /** Aliases that somebody was seen to hold, at the diagnosis or since. */
  held: z.optional(z.array(z.string())),
  caseId: z.optional(z.string()),
  displayId: z.optional(z.string()),
  subject: z.optional(z.string()),
  status: z.optional(z.string()),
  url: z.optional(z.string()),
  language: z.optional(CaseLanguage),
  /** The last words of AWS, cut to a readable length. */
  reply: z.optional(z.string()),
  repliedAt: z.optional(instant),
});
export type SupportCase = z.infer<typeof SupportCase>;

export const Confirmation = z.object({
  ...section,
  ...waiting,
  verdict: z.enum(['confirmed', 'waiting']),
  aliases: z.array(z.string()),
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
  diagnosis: z.optional(Diagnosis),
  proof: z.optional(Proof),
  aliasRecord: z.optional(AliasRecord),
  certificate: z.optional(Certificate),
  attachment: z.optional(Attachment),
  move: z.optional(Move),
  addition: z.optional(Addition),
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
