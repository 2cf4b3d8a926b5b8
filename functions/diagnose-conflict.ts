/** State `Diagnose conflict`. */
import { createCertificates } from '../providers/certificates.ts';
import { createCloudFront } from '../providers/cloudfront/cloudfront.ts';
import { createDns } from '../providers/dns/dns.ts';
import { dnsSettings } from '../providers/dns/settings.ts';
import { diagnoseConflict } from '../remediation/steps/diagnose-conflict.ts';
import { step } from './step.ts';

export const handler = step(
  diagnoseConflict({
    cloudfront: createCloudFront('look'),
    certificates: createCertificates(),
    dns: createDns(dnsSettings(process.env)),
    now: Date.now,
  }),
);
