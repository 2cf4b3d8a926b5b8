/**
 * A document for `Check ownership proof` that asks about nobody's alias: whether the zone of CloudFront itself has a TXT record that
 * nobody put there. It is a zone that is always there, and no cache learns a miss: only its own servers are asked.
 */
import type { StepInput } from '../../remediation/document.ts';
import type { Stack } from '../stack.ts';

export const PROBED_ZONE = 'cloudfront.net';

/** @param now ISO 8601 */
export function dnsProbe({ account, executionArn }: Stack, now: string): StepInput {
  const domainName = `doctor.${PROBED_ZONE}`;
  const target = { kind: 'distribution', id: 'EDFDVBD6EXAMPLE' } as const;
  return {
    execution: { arn: executionArn('doctor'), name: 'doctor', redriveCount: 0 },
    remediation: {
      incident: {
        id: 'doctor',
        marker: 'doctor',
        account,
        region: 'us-east-1',
        time: now,
        action: 'UpdateDistribution',
        errorCode: 'CNAMEAlreadyExists',
        errorMessage: '',
        requestId: 'doctor',
        caller: 'doctor',
        target,
        aliases: [PROBED_ZONE],
      },
      diagnosis: {
        verdict: 'held-elsewhere',
        reason: '',
        checkedAt: now,
        target: { ...target, arn: '', domainName, account },
        aliases: [
          {
            alias: PROBED_ZONE,
            zone: PROBED_ZONE,
            record: { name: `_.${PROBED_ZONE}`, type: 'TXT', value: domainName },
            listing: 'listed',
          },
        ],
        free: [],
        arrived: [],
        complete: true,
        turned: false,
      },
    },
  };
}
