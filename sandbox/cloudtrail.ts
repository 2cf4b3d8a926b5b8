/**
 * CloudTrail: a failed call, as it reaches the default event bus of the caller's account.
 * Shape: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 * and the example in https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/logging_using_cloudtrail.html
 */
import { createHash, randomUUID } from 'node:crypto';
import type { EventBuses } from './parts.ts';
import type { CallRecord } from './wire/call-log.ts';
import type { Caller } from './wire/service.ts';

/** What CloudTrail takes of a call. */
export type RecordedCall = Pick<CallRecord, 'time' | 'service' | 'action' | 'caller' | 'input'> & {
  error?: { code: string; message: string };
};

export interface CloudTrailOptions {
  buses: EventBuses;
  /**
   * Whether a trail of the account logs the record. Otherwise nobody hears of it: "To record events with a detail-type value of AWS
   * API Call via CloudTrail, a CloudTrail trail with logging enabled is required."
   * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
   */
  isLogged: (account: string, record: Record<string, unknown>) => boolean;
}

export interface CloudTrail {
  /** Calls that succeeded and calls of the data plane leave no event. */
  record(call: RecordedCall): void;
  /** From a call to its event, from now on; 0 unless told. AWS takes minutes at worst. */
  setDelay(seconds: number): void;
  close(): void;
}

/** CloudFront, IAM and the other global services record there, and the sandbox has no other region. */
const recordedRegion = 'us-east-1';

/** Data events, which reach no event bus unless a trail logs them ("Logging data events" of the user guide). */
const dataActions: Record<string, RegExp> = {
  dynamodb: /^(Batch|Transact|Execute|Get(Item|Records)|PutItem|UpdateItem|DeleteItem|Query|Scan)/,
  events: /^PutEvents$/,
  lambda: /^Invoke/,
  sns: /^Publish/,
  sqs: /^(SendMessage|ReceiveMessage|DeleteMessage|ChangeMessageVisibility)/,
};

/** errorCode and errorMessage are cut at 1 KB, requestParameters over 100 KB are left out (record contents, as above). */
const longestErrorBytes = 1024;
const largestParametersBytes = 100 * 1024;

const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';

export function createCloudTrail({ buses, isLogged }: CloudTrailOptions): CloudTrail {
  let delayMs = 0;
  const timers = new Set<NodeJS.Timeout>();
  return {
    record(call) {
      const { service, action, caller, error } = call;
      if (error === undefined || dataActions[service]?.test(action)) return;
      const detail = failureDetail({ ...call, error });
      if (!isLogged(caller.account, detail)) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        buses.put({
          'detail-type': 'AWS API Call via CloudTrail',
          source: `aws.${service}`,
          account: caller.account,
          region: recordedRegion,
          detail,
        });
      }, delayMs);
      timers.add(timer);
    },
    setDelay(seconds) {
      delayMs = seconds * 1000;
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

function failureDetail(
  call: RecordedCall & { error: { code: string; message: string } },
): Record<string, unknown> {
  const { service, action, caller, error } = call;
  const eventTime = call.time.replace(/\.\d+Z$/, 'Z');
  const parameters = requestParameters(service, call.input ?? null);
  return {
    eventVersion: '1.11',
    userIdentity: userIdentity(caller, eventTime),
    eventTime,
    eventSource: `${service}.amazonaws.com`,
    eventName: action,
    awsRegion: recordedRegion,
    sourceIPAddress: '127.0.0.1',
    userAgent: caller.userAgent,
    errorCode: cut(error.code),
    errorMessage: cut(error.message),
    ...(Buffer.byteLength(JSON.stringify(parameters)) > largestParametersBytes
      ? {}
      : { requestParameters: parameters }),
    responseElements: null,
    requestID: caller.requestId,
    eventID: randomUUID(),
    readOnly: /^(Describe|Get|List|Lookup|Search|Test|Verify)/.test(action),
    eventType: 'AwsApiCall',
    ...(service === 'cloudfront' ? { apiVersion: '2020_05_31' } : {}),
    managementEvent: true,
    recipientAccountId: caller.account,
    eventCategory: 'Management',
  };
}

function userIdentity({ arn, account, accessKeyId }: Caller, creationDate: string): object {
  const user = /^arn:aws:iam::\d+:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
  if (user !== undefined) {
    const principalId = principal('AIDA', arn);
    return { type: 'IAMUser', principalId, arn, accountId: account, accessKeyId, userName: user };
  }
  const role = assumedRole(arn, account);
  if (role === undefined) return { type: 'Unknown', arn, accountId: account, accessKeyId };
  const principalId = principal('AROA', role.arn);
  return {
    type: 'AssumedRole',
    principalId: `${principalId}:${role.session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${role.session}`,
    accountId: account,
    accessKeyId,
    sessionContext: {
      sessionIssuer: { type: 'Role', principalId, arn: role.arn, accountId: account, userName: role.name },
      webIdFederationData: {},
      attributes: { creationDate, mfaAuthenticated: 'false' },
    },
  };
}

/** From the role itself, whose session then has no name of its own, or from the session. */
function assumedRole(
  arn: string,
  account: string,
): { name: string; arn: string; session: string } | undefined {
  const name = /^arn:aws:iam::\d+:role\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
  if (name !== undefined) return { name, arn, session: 'sandbox' };
  const [, role, session] = /^arn:aws:sts::\d+:assumed-role\/([^/]+)\/([^/]+)$/.exec(arn) ?? [];
  if (role === undefined || session === undefined) return undefined;
  return { name: role, arn: `arn:aws:iam::${account}:role/${role}`, session };
}

/** The unique id of a principal: always the same for the same ARN, and 21 characters long as IAM's are. */
function principal(prefix: string, arn: string): string {
  const digest = createHash('sha256').update(arn).digest('hex').toUpperCase();
  return `${prefix}${digest.slice(0, 17)}`;
}

/** The input with the first letter of every member lowered, `aCMCertificateArn` included; comments and blobs are hidden. */
function requestParameters(service: string, value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return hidden;
  if (Array.isArray(value)) return value.map((item) => requestParameters(service, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [
        name.charAt(0).toLowerCase() + name.slice(1),
        service === 'cloudfront' && name === 'Comment' ? hidden : requestParameters(service, member),
      ]),
  );
}

function cut(text: string): string {
  const bytes = Buffer.from(text);
  return bytes.length <= longestErrorBytes
    ? text
    : bytes
        .subarray(0, longestErrorBytes)
        .toString()
        .replace(/\uFFFD+$/, '');
}
