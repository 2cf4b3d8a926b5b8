/**
 * From a CloudTrail record, as EventBridge delivers it, to an incident.
 *
 * The shapes rest on AWS's documented `UpdateDistribution` record and on records that CloudFormation caused.
 * Two things nobody has confirmed, so both spellings are taken: `errorCode` may end in `Exception`, and
 * `eventName` may carry the API version (`UpdateDistribution2020_05_31`). No record of a call about a tenant is public: its shape
 * is that of the request, spelled as CloudTrail spells the others.
 */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { normaliseAlias } from './alias.ts';
import type { Incident } from './document.ts';
import { InvalidEvent } from './errors.ts';
import { parseEvent } from './parse-event.ts';
import { targetKind } from './target-kind.ts';

/** What a record does not have it leaves out or sets to null: AWS's own examples show both. */
const text = v.nullish(v.string());

/** Of members that may all be missing. valibot takes a list for such an object, and what the call asked for would be gone. */
const object = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(
    v.unknown(),
    v.check((value) => !Array.isArray(value), 'Expected Object but received Array'),
    v.object(entries),
  );

const distributionConfig = object({
  aliases: v.nullish(object({ items: v.nullish(v.array(v.string())) })),
  viewerCertificate: v.nullish(
    object({
      aCMCertificateArn: text,
      iAMCertificateId: text,
      sSLSupportMethod: text,
      minimumProtocolVersion: text,
    }),
  ),
});

const RequestParameters = object({
  id: text,
  distributionConfig: v.nullish(distributionConfig),
  distributionConfigWithTags: v.nullish(object({ distributionConfig })),
  domains: v.nullish(v.array(v.object({ domain: v.string() }))),
  customizations: v.nullish(object({ certificate: v.nullish(object({ arn: text })) })),
});
type RequestParameters = v.InferOutput<typeof RequestParameters>;

const CloudTrailEvent = v.object({
  source: v.literal('aws.cloudfront'),
  'detail-type': v.literal('AWS API Call via CloudTrail'),
  account: v.pipe(v.string(), v.regex(/^\d{12}$/)),
  region: v.string(),
  detail: v.object({
    eventID: v.string(),
    addendum: v.nullish(v.object({ originalEventID: text })),
    eventTime: v.string(),
    eventSource: v.literal('cloudfront.amazonaws.com'),
    eventName: v.string(),
    errorCode: v.pipe(v.string(), v.startsWith('CNAMEAlreadyExists')),
    errorMessage: text,
    requestID: text,
    userIdentity: v.nullish(v.object({ arn: text, invokedBy: text })),
    requestParameters: v.nullish(RequestParameters),
  }),
});

/**
 * @throws InvalidEvent naming each field that is not as a failed CloudFront call has it.
 * @throws InvalidAlias
 */
export function parseIncident(event: unknown): Incident {
  const { account, region, detail } = parseEvent(CloudTrailEvent, event);
  // The API version that older records carry behind the action's name.
  const action = detail.eventName.replace(/\d{4}_\d{2}_\d{2}$/, '');
  const request = detail.requestParameters ?? undefined;
  const target = targetOf(action, request);
  const aliases = requestedAliases(request);
  const certificate = certificateOf(request);
  // An addendum repeats a record under a new id: it is the same call. One that only comes late names no original.
  const id = detail.addendum?.originalEventID ?? detail.eventID;
  return {
    id,
    marker: marker(account, target, aliases, id),
    account,
    region,
    time: detail.eventTime,
    action,
    errorCode: detail.errorCode,
    errorMessage: detail.errorMessage ?? '',
    requestId: detail.requestID ?? 'unknown',
    caller: detail.userIdentity?.arn ?? detail.userIdentity?.invokedBy ?? 'unknown',
    target,
    aliases,
    ...(certificate && { certificate }),
  };
}

function targetOf(action: string, request: RequestParameters | undefined): Incident['target'] {
  // CloudTrail leaves the parameters out when they exceed 100 KB.
  if (!request) return { kind: 'unknown' };
  if (action.startsWith('Create') || action.startsWith('Copy')) return { kind: 'none' };
  if (!request.id) throw new InvalidEvent(`${action} without requestParameters.id: which target was it?`);
  // As in the command of a message, with nothing put in.
  if (/[<>]/.test(request.id))
    throw new InvalidEvent(`requestParameters.id is "${request.id}": put in an id`);
  return { kind: targetKind(action), id: request.id };
}

function configOf(request: RequestParameters | undefined) {
  return request?.distributionConfig ?? request?.distributionConfigWithTags?.distributionConfig;
}

function requestedAliases(request: RequestParameters | undefined): string[] {
  const names = configOf(request)?.aliases?.items ?? request?.domains?.map(({ domain }) => domain) ?? [];
  return [...new Set(names.map(normaliseAlias))];
}

function certificateOf(request: RequestParameters | undefined): Incident['certificate'] {
  // A tenant's: it knows those of ACM only.
  const arn = request?.customizations?.certificate?.arn;
  if (arn) return { source: 'acm', id: arn };
  const wished = configOf(request)?.viewerCertificate;
  if (!wished) return undefined;
  const { aCMCertificateArn, iAMCertificateId, sSLSupportMethod, minimumProtocolVersion } = wished;
  const settings = {
    ...(sSLSupportMethod && { sslSupportMethod: sSLSupportMethod }),
    ...(minimumProtocolVersion && { minimumProtocolVersion }),
  };
  if (aCMCertificateArn) return { source: 'acm', id: aCMCertificateArn, ...settings };
  if (iAMCertificateId) return { source: 'iam', id: iAMCertificateId, ...settings };
  return undefined;
}

/**
 * Ten hex digits: enough to tell the wishes of one account apart, short enough for a case's subject. A record that does
 * not say what was wished for is like no other.
 */
function marker(account: string, target: Incident['target'], aliases: string[], id: string): string {
  const known = 'id' in target && aliases.length > 0;
  const wish = known ? [account, target.id, ...aliases.toSorted()] : [account, id];
  return createHash('sha256').update(JSON.stringify(wish)).digest('hex').slice(0, 10);
}
