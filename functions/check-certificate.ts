/** State `Check certificate`. */
import { certificateDetails, certificateList, createAcm } from '../providers/certificates.ts';
import { createClients, managedCertificates, targets } from '../providers/cloudfront/cloudfront.ts';
import { seconds, settings, yesOrNo } from '../providers/environment.ts';
import { checkCertificate } from '../remediation/steps/check-certificate.ts';
import { step } from './step.ts';

const env = settings({
  SHORTEST_CHECK_SECONDS: seconds,
  LONGEST_CERTIFICATE_CHECK_SECONDS: seconds,
  CERTIFICATE_DEADLINE_SECONDS: seconds,
  ATTACH_CERTIFICATE: yesOrNo,
});

const clients = createClients('look');
const acm = createAcm();

export const handler = step(
  checkCertificate(
    {
      cloudfront: { ...targets(clients), ...managedCertificates(clients) },
      certificates: { ...certificateDetails(acm), ...certificateList(acm) },
      now: Date.now,
    },
    {
      shortestCheckSeconds: env.SHORTEST_CHECK_SECONDS,
      longestCertificateCheckSeconds: env.LONGEST_CERTIFICATE_CHECK_SECONDS,
      certificateDeadlineSeconds: env.CERTIFICATE_DEADLINE_SECONDS,
      attachCertificate: env.ATTACH_CERTIFICATE,
    },
  ),
);
