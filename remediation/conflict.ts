/**
 * The two failures behind the one error code CNAMEAlreadyExists. AWS gives no sub-code, so the message decides.
 * The texts are those of the CloudFront Developer Guide: "Moving an alternate domain name" and "Troubleshooting
 * distribution issues".
 */

/** `held`: another resource has the alias. `dns`: its DNS record leads to another distribution. */
export type Conflict = 'held' | 'dns' | 'unknown';

export function classifyConflict(errorCode: string, errorMessage: string): Conflict {
  if (!errorCode.startsWith('CNAMEAlreadyExists')) return 'unknown';
  const message = errorMessage.toLowerCase();
  if (message.includes('already associated with a different resource')) return 'held';
  if (message.includes('incorrectly configured dns record')) return 'dns';
  return 'unknown';
}
