/** State `Add alias`. */
import { createCertificates } from '../providers/certificates.ts';
import { createCloudFront } from '../providers/cloudfront/cloudfront.ts';
import { createDns } from '../providers/dns/dns.ts';
import { dnsSettings } from '../providers/dns/settings.ts';
import { name, permit, proofSettings, settings } from '../providers/environment.ts';
import { createLedger } from '../providers/ledger.ts';
import { addAlias } from '../remediation/steps/add-alias.ts';
import { step } from './step.ts';

const { LEDGER_TABLE } = settings({ LEDGER_TABLE: name });

export const handler = step(
  addAlias(
    {
      cloudfront: createCloudFront(permit()),
      certificates: createCertificates(),
      dns: createDns(dnsSettings(process.env)),
      ledger: createLedger(LEDGER_TABLE, Date.now),
      now: Date.now,
    },
    proofSettings(),
  ),
);
