/** The product as the benches call it: when its interfaces move, this file follows, and no other. */
import { createDns } from '../../providers/dns/dns.ts';
import type { Endpoint } from '../../providers/dns/endpoint.ts';
import type { Proof } from '../../remediation/document.ts';
import type { Survey } from '../../remediation/ports.ts';
import { checkOwnershipProof } from '../../remediation/steps/check-ownership-proof.ts';
import { contested, remediation, stepInput, target } from '../../test/doubles/documents.ts';
import { SETTINGS } from '../../test/doubles/steps.ts';
import { judge } from '../../test/remediation/proof-world.ts';

export type { Proof, Survey };

/** What is shipped: infra/parameters.ts. */
export const { shortestCheckSeconds, longestCheckSeconds } = SETTINGS;

/** The value that a proof must have. */
export const PROOF_VALUE = target.domainName;

export const proofName = (alias: string): string => contested(alias).record.name;

/** The step `Check ownership proof` on DNS servers that really answer, its first look at these aliases. */
export function ownershipCheck(
  resolver: Endpoint,
  authoritativePort: number,
  aliases: readonly string[],
): () => Promise<Proof> {
  const resolvers = [`${resolver.address}:${resolver.port}`];
  const dns = createDns({ resolvers, publicResolvers: [], authoritativePort });
  const check = checkOwnershipProof({ dns, now: Date.now }, SETTINGS);
  const { incident, diagnosis } = remediation({}, ...aliases);
  return () => check(stepInput({ incident, diagnosis }));
}

/** What the rules make of one look at one alias. */
export function judged(seconds: number, survey: Survey, previous: Proof | undefined): Proof {
  return judge({ seconds, surveys: { 'www.example.com': survey }, previous, settings: SETTINGS });
}
