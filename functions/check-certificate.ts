/** State `Check certificate`. */
import { certificateDetails, certificateList, createAcm } from '../providers/certificates.ts';
import { createClients, managedCertificates, targets } from '../providers/cloudfront/cloudfront.ts';
import { certificateSettings } from '../providers/environment.ts';
import { checkCertificate } from '../remediation/steps/check-certificate.ts';
import { step } from './step.ts';

const clients = createClients('look');
const acm = createAcm();

export const handler = step(
  checkCertificate(
    {
      cloudfront: { ...targets(clients), ...managedCertificates(clients) },
      certificates: { ...certificateDetails(acm), ...certificateList(acm) },
      now: Date.now,
    },
    certificateSettings(),
  ),
);
