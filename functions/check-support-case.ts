/** State `Check support case`. */
import { createCloudFront } from '../providers/cloudfront/cloudfront.ts';
import { caseWaits, permit, seconds, settings } from '../providers/environment.ts';
import { createSupport } from '../providers/support.ts';
import { checkSupportCase } from '../remediation/steps/check-support-case.ts';
import { step } from './step.ts';

const env = settings({ SHORTEST_CHECK_SECONDS: seconds });

export const handler = step(
  checkSupportCase(
    { cloudfront: createCloudFront('look'), support: createSupport(permit()), now: Date.now },
    {
      shortestCheckSeconds: env.SHORTEST_CHECK_SECONDS,
      ...caseWaits(),
    },
  ),
);
