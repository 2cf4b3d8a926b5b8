/** State `Attach certificate`. */
import { createCertificates } from '../providers/certificates.ts';
import { createCloudFront } from '../providers/cloudfront/cloudfront.ts';
import { name, permit, settings, yesOrNo } from '../providers/environment.ts';
import { createLedger } from '../providers/ledger.ts';
import { attachCertificate } from '../remediation/steps/attach-certificate.ts';
import { step } from './step.ts';

const { LEDGER_TABLE, ATTACH_CERTIFICATE } = settings({ LEDGER_TABLE: name, ATTACH_CERTIFICATE: yesOrNo });

export const handler = step(
  attachCertificate(
    {
      cloudfront: createCloudFront(permit()),
      certificates: createCertificates(),
      ledger: createLedger(LEDGER_TABLE, Date.now),
      now: Date.now,
    },
    { attachCertificate: ATTACH_CERTIFICATE },
  ),
);
