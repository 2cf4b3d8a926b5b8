/**
 * What a Signature Version 4 request says about itself. All of AWS is on one port here, so the signing name in the credential
 * scope is the only thing that tells the services apart. The signature itself is not verified (see account.ts).
 */

import type { WireRequest } from './protocol.ts';
import { AwsError } from './service.ts';

export interface CredentialScope {
  accessKeyId: string;
  region: string;
  /** Signing name: `cloudfront`, `states`, `events`. */
  service: string;
}

/**
 * Reads the scope from the Authorization header or, for presigned requests, from the query.
 * @throws AwsError MissingAuthenticationToken or IncompleteSignature, both 403 (IAM API Reference, "Common errors").
 */
export function readCredentialScope(request: WireRequest): CredentialScope {
  const authorization = request.headers.authorization;
  const credential =
    authorization === undefined ? request.query.get('X-Amz-Credential') : credentialOf(authorization);
  if (credential === null) {
    throw new AwsError(
      'MissingAuthenticationToken',
      'The request is not signed: no Authorization header.',
      403,
    );
  }
  // From the right: an access key id may hold anything, the scope is always date/region/service/aws4_request.
  const parts = credential.split('/');
  const [, region, service, terminator] = parts.slice(-4);
  const accessKeyId = parts.slice(0, -4).join('/');
  if (!accessKeyId || !region || !service || terminator !== 'aws4_request') {
    throw incomplete(`Credential must be <key>/<date>/<region>/<service>/aws4_request, not '${credential}'.`);
  }
  return { accessKeyId, region, service };
}

function credentialOf(authorization: string): string {
  if (!authorization.startsWith('AWS4-HMAC-SHA256 ')) {
    throw incomplete('The Authorization header must start with AWS4-HMAC-SHA256.');
  }
  for (const name of ['Credential', 'SignedHeaders', 'Signature']) {
    if (!new RegExp(`[ ,]${name}=[^, ]`).test(authorization)) {
      throw incomplete(`Authorization header requires '${name}' parameter.`);
    }
  }
  return /[ ,]Credential=([^, ]+)/.exec(authorization)?.[1] ?? '';
}

function incomplete(message: string): AwsError {
  return new AwsError('IncompleteSignature', message, 403);
}
