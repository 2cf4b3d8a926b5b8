/** State `Open support case`. */
import { createCertificates } from '../providers/certificates.ts';
import { createCloudFront } from '../providers/cloudfront/cloudfront.ts';
import { createDns } from '../providers/dns/dns.ts';
import { dnsSettings } from '../providers/dns/settings.ts';
import { caseWaits, caseWishes, name, permit, proofSettings, settings } from '../providers/environment.ts';
import { createLedger } from '../providers/ledger.ts';
import { createSupport } from '../providers/support.ts';
import { openSupportCase } from '../remediation/steps/open-support-case.ts';
import { step } from './step.ts';

const env = settings({ LEDGER_TABLE: name });

export const handler = step(
  openSupportCase(
    {
      cloudfront: createCloudFront('look'),
      certificates: createCertificates(),
      dns: createDns(dnsSettings(process.env)),
      support: createSupport(permit()),
      ledger: createLedger(env.LEDGER_TABLE, Date.now),
      now: Date.now,
    },
    {
      ...proofSettings(),
      ...caseWishes(),
      ...caseWaits(),
    },
  ),
);
