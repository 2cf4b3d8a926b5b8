/** State `Check support case`. */
import { createCloudFront } from '../providers/cloudfront.ts';
import { settings } from '../providers/environment.ts';
import { createSupport } from '../providers/support.ts';
import { checkSupportCase } from '../remediation/steps/check-support-case.ts';
import { step } from './step.ts';

const env = settings('SHORTEST_CHECK_SECONDS', 'CASE_POLL_SECONDS', 'CASE_DEADLINE_SECONDS');

export const handler = step(
  checkSupportCase(
    { cloudfront: createCloudFront(), support: createSupport(), now: Date.now },
    {
      shortestCheckSeconds: env.SHORTEST_CHECK_SECONDS,
      casePollSeconds: env.CASE_POLL_SECONDS,
      caseDeadlineSeconds: env.CASE_DEADLINE_SECONDS,
    },
  ),
);
