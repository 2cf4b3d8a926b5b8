/** State `Check alias record`. Like the other gate that asks name servers, its bundle stays free of the AWS SDK. */
import { createDns } from '../providers/dns/dns.ts';
import { dnsSettings } from '../providers/dns/settings.ts';
import { gateSettings } from '../providers/environment.ts';
import { checkAliasRecord } from '../remediation/steps/check-alias-record.ts';
import { step } from './step.ts';

export const handler = step(
  checkAliasRecord({ dns: createDns(dnsSettings(process.env)), now: Date.now }, gateSettings()),
);
