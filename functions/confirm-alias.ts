/** State `Confirm alias`. */
import { createClients, targets } from '../providers/cloudfront/cloudfront.ts';
import { createDns } from '../providers/dns/dns.ts';
import { dnsSettings } from '../providers/dns/settings.ts';
import { seconds, settings } from '../providers/environment.ts';
import { confirmAlias } from '../remediation/steps/confirm-alias.ts';
import { step } from './step.ts';

const env = settings({ DEPLOYMENT_CHECK_SECONDS: seconds, DEPLOYMENT_DEADLINE_SECONDS: seconds });

export const handler = step(
  confirmAlias(
    { cloudfront: targets(createClients('look')), dns: createDns(dnsSettings(process.env)), now: Date.now },
    {
      deploymentCheckSeconds: env.DEPLOYMENT_CHECK_SECONDS,
      deploymentDeadlineSeconds: env.DEPLOYMENT_DEADLINE_SECONDS,
    },
  ),
);
