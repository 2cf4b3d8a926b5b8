/** State `Confirm alias`. */
import { createCloudFront } from '../providers/cloudfront.ts';
import { settings } from '../providers/environment.ts';
import { confirmAlias } from '../remediation/steps/confirm-alias.ts';
import { step } from './step.ts';

const env = settings('DEPLOYMENT_CHECK_SECONDS', 'DEPLOYMENT_DEADLINE_SECONDS');

export const handler = step(
  confirmAlias(
    { cloudfront: createCloudFront(), now: Date.now },
    {
      deploymentCheckSeconds: env.DEPLOYMENT_CHECK_SECONDS,
      deploymentDeadlineSeconds: env.DEPLOYMENT_DEADLINE_SECONDS,
    },
  ),
);
