/** Documents as the steps hand them on, and CloudTrail's records, written short. */
import { readFileSync } from 'node:fs';
import type {
  AliasProof,
  ContestedAlias,
  Incident,
  Proof,
  Remediation,
  StepInput,
  Target,
} from '../../remediation/document.ts';
import { ALIAS, CERTIFICATE, TARGET } from './world.ts';

export const EXECUTION = 'www.example.com_E2TARGETEXAMPLE_00000000';
export const EXECUTION_ARN = `arn:aws:states:us-east-1:111122223333:execution:cname-rescue-prod:${EXECUTION}`;
export const HELD =
  'One or more of the CNAMEs you provided are already associated with a different resource.';
export const DNS =
  'One or more aliases specified for the distribution includes an incorrectly configured DNS record that points to another CloudFront distribution. You must update the DNS record to correct the problem.';

/** A failed call as far as the parser minds; the fixtures have it whole. */
export interface CloudTrailEvent {
  account: string;
  region: string;
  source: string;
  'detail-type': string;
  detail: {
    eventID: string;
    eventName: string;
    eventSource: string;
    eventTime: string;
    errorCode?: string;
    errorMessage?: string;
    [field: string]: unknown;
  };
}

export function fixture(name: string): CloudTrailEvent {
  return JSON.parse(readFileSync(`test/fixtures/cloudtrail/${name}.json`, 'utf8'));
}

/** An UpdateDistribution that failed, for as many aliases and whatever target. */
export function failedUpdate(eventID: string, id: string, ...aliases: string[]): CloudTrailEvent {
  const event = fixture('update-distribution');
  const requestParameters = {
    id,
    distributionConfig: { aliases: { quantity: aliases.length, items: aliases } },
  };
  return { ...event, detail: { ...event.detail, eventID, requestParameters } };
}

export const target: Target = {
  kind: 'distribution',
  id: TARGET,
  arn: `arn:aws:cloudfront::111122223333:distribution/${TARGET}`,
  domainName: 'd111111abcdef8.cloudfront.net',
  account: '111122223333',
};

/** What a diagnosis says besides when it is the first, of aliases that are all held. */
export const ALONE = { free: [], arrived: [], complete: true, turned: false };

export function incident(changes: Partial<Incident> = {}): Incident {
  return {
    id: '8f14e45f-ceea-4167-a5d1-000000000001',
    marker: '0123456789',
    account: '111122223333',
    region: 'us-east-1',
    time: '2026-11-20T01:04:05Z',
    action: 'UpdateDistribution',
    errorCode: 'CNAMEAlreadyExists',
    errorMessage: HELD,
    requestId: 'a123456b-c78d-90e1-23f4-000000000001',
    caller: 'arn:aws:sts::111122223333:assumed-role/DeployRole/deploy',
    target: { kind: 'distribution', id: TARGET },
    aliases: [ALIAS],
    ...changes,
  };
}

export function contested(alias: string, changes: Partial<ContestedAlias> = {}): ContestedAlias {
  return {
    alias,
    zone: 'example.com',
    record: { name: `_${alias}`, type: 'TXT', value: target.domainName },
    holder: { resourceType: 'distribution', resourceId: '*******EXAMPLE', accountId: '******445566' },
    listing: 'listed',
    ...changes,
  };
}

export function aliasProof(alias: string, changes: Partial<AliasProof> = {}): AliasProof {
  const { zone, record } = contested(alias);
  return {
    alias,
    zone,
    record,
    form: 'underscore',
    decidedBy: 'name-servers',
    verdict: 'settled',
    servers: [{ server: 'ns-1.dns.example', address: '192.0.2.1', verdict: 'match', ttl: 300 }],
    publishedAt: '2026-11-20T01:00:00.000Z',
    settledAt: '2026-11-20T01:15:00.000Z',
    negativeTtl: 900,
    ...changes,
  };
}

export function proof(verdict: Proof['verdict'], ...aliases: string[]): Proof {
  return {
    verdict,
    reason: 'as the servers say',
    checkedAt: '2026-11-20T01:00:00.000Z',
    news: false,
    firstSeen: false,
    troubles: [],
    told: [],
    aliases: (aliases.length > 0 ? aliases : [ALIAS]).map((alias) => aliasProof(alias, { verdict })),
    ...(verdict !== 'missing' && { settledAt: '2026-11-20T01:15:00.000Z' }),
  };
}

/** After both gates: proven, covered, not moved. */
export function remediation(changes: Partial<Remediation> = {}, ...aliases: string[]): Remediation {
  const names = aliases.length > 0 ? aliases : [ALIAS];
  const checkedAt = '2026-11-20T01:00:00.000Z';
  return {
    incident: incident({ aliases: names }),
    diagnosis: {
      verdict: 'held-elsewhere',
      reason: `${names.join(', ')} is on somebody else's distribution.`,
      checkedAt,
      target,
      aliases: names.map((alias) => contested(alias)),
      ...ALONE,
    },
    proof: proof('published', ...names),
    certificate: {
      verdict: 'covered',
      reason: 'covers',
      checkedAt,
      news: false,
      attach: false,
      id: CERTIFICATE,
      status: 'ISSUED',
      uncovered: [],
    },
    ...changes,
  };
}

export function stepInput(document: Remediation, redriveCount = 0, name = EXECUTION): StepInput {
  return { execution: { arn: EXECUTION_ARN, name, redriveCount }, remediation: document };
}
