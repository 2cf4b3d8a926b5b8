/** The section of the document about the ownership proof: what every name server says of the TXT record. */
import * as v from 'valibot';
import { DnsRecord, instant, section, waiting } from './section.ts';

export const ServerVerdict = v.picklist(['match', 'wrong-value', 'missing', 'unreachable', 'refused']);
export type ServerVerdict = v.InferOutput<typeof ServerVerdict>;

/** One line of the server table. */
export const ServerReport = v.object({
  server: v.string(),
  /** Empty when no address was found for the server. */
  address: v.string(),
  verdict: ServerVerdict,
  /** The values seen, or why there was no answer. */
  detail: v.optional(v.string()),
  /** Seconds, of the values seen. */
  ttl: v.optional(v.number()),
  /** Of the zone's SOA as the server has it. */
  serial: v.optional(v.number()),
  /** A CNAME stands at the name and leads there. */
  cname: v.optional(v.string()),
  /** A wildcard record answers, so a record of the very name would take its place. */
  wildcard: v.optional(v.literal(true)),
  /** It was asked about this name, to which a CNAME leads, and is a server of that one's zone. */
  about: v.optional(v.string()),
  /** This machine has no way to its addresses: no verdict against it. */
  noRoute: v.optional(v.literal(true)),
});
export type ServerReport = v.InferOutput<typeof ServerReport>;

/** What a public resolver says, asked for comparison. */
export const ResolverReport = v.object({
  resolver: v.string(),
  verdict: ServerVerdict,
  detail: v.optional(v.string()),
  /** Seconds: of the values, or for how long yet the miss is remembered. */
  ttl: v.optional(v.number()),
});
export type ResolverReport = v.InferOutput<typeof ResolverReport>;

/** What is kept of one form of the record from look to look. */
const memory = {
  /** Since when at least one server has been seen to have it. */
  seenAt: v.optional(instant),
  /** When all servers were first seen to have it. */
  publishedAt: v.optional(instant),
  /** When no cache can hold an earlier miss or an older value any more. Only once it is published. */
  settledAt: v.optional(instant),
  /** While it is not published: until when a cache can hold what the servers said up to now. */
  staleUntil: v.optional(instant),
  /** Longest TTL of what servers gave instead of the proof at this look, seconds. */
  oldValueTtl: v.optional(v.number()),
  /** min(SOA TTL, SOA MINIMUM) at this look, seconds: how long a miss is cached (RFC 2308 section 5). */
  negativeTtl: v.number(),
};
export const ProofMemory = v.object(memory);
export type ProofMemory = v.InferOutput<typeof ProofMemory>;

export const AliasProof = v.object({
  alias: v.string(),
  zone: v.string(),
  /** The record that this is about: the one with the underscore, or the plain one where only that is published. */
  record: DnsRecord,
  /** `plain`: at the alias itself, as in AWS's article of 2020. AWS Support takes it, the move APIs do not. */
  form: v.picklist(['underscore', 'plain']),
  verdict: v.picklist(['missing', 'published', 'settled']),
  /** `https`: no name server could be reached, so public resolvers decide. */
  decidedBy: v.picklist(['name-servers', 'https']),
  servers: v.array(ServerReport),
  /** How many lines of the table are left out, all like those that are there. */
  serversLeftOut: v.optional(v.number()),
  /** From the moment it is published; or those that decided. */
  resolvers: v.optional(v.array(ResolverReport)),
  /** The servers of the zone above did not say whom it delegates to. */
  aboveSilent: v.optional(v.literal(true)),
  /** Why DNS could not be asked at this look. */
  unavailable: v.optional(v.string()),
  ...memory,
  /** The same of the other form. */
  other: v.optional(ProofMemory),
});
export type AliasProof = v.InferOutput<typeof AliasProof>;

/** What keeps the proof from being published and does not pass by waiting. */
export const ProofTrouble = v.object({
  kind: v.picklist(['wrong-value', 'cname', 'no-answer', 'behind', 'unavailable']),
  problem: v.string(),
  /** What to do about it. */
  remedy: v.string(),
});
export type ProofTrouble = v.InferOutput<typeof ProofTrouble>;

export const Proof = v.object({
  ...section,
  ...waiting,
  verdict: v.picklist(['missing', 'published', 'settled']),
  /** Trouble of a kind that people have not been told yet. */
  news: v.boolean(),
  /** Published, and people have not been told yet. */
  firstSeen: v.boolean(),
  troubles: v.array(ProofTrouble),
  /** What people have been told since the execution began, or was redriven: kinds of trouble, and `seen`. */
  told: v.array(v.string()),
  aliases: v.array(AliasProof),
  /** While it is missing: time to look whether the conflict is still the same. Only at the gate. */
  rediagnose: v.optional(v.boolean()),
  /** The latest `settledAt` of all aliases. */
  settledAt: v.optional(instant),
});
export type Proof = v.InferOutput<typeof Proof>;
