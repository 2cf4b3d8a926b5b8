/** The section of the document about the ownership proof: what every name server says of the TXT record. */
import * as z from 'zod/mini';
import { DnsRecord, instant, section, waiting } from './section.ts';

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
  /** While it is missing: time to look whether the conflict is still the same. Only at the gate. */
  rediagnose: z.optional(z.boolean()),
  /** The latest `settledAt` of all aliases. */
  settledAt: z.optional(instant),
});
export type Proof = z.infer<typeof Proof>;
