/** State `Check ownership proof`. Its bundle stays free of the AWS SDK: it talks to name servers only. */
import { createDns } from '../providers/dns/dns.ts';
import { dnsSettings } from '../providers/dns/settings.ts';
import { gateSettings } from '../providers/environment.ts';
import { checkOwnershipProof } from '../remediation/steps/check-ownership-proof.ts';
import { step } from './step.ts';

export const handler = step(
  checkOwnershipProof({ dns: createDns(dnsSettings(process.env)), now: Date.now }, gateSettings()),
);
