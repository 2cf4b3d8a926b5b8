/** State `Check certificate`. */
import { createCertificates } from '../providers/certificates.ts';
import { createCloudFront } from '../providers/cloudfront/cloudfront.ts';
import { seconds, settings, yesOrNo } from '../providers/environment.ts';
import { checkCertificate } from '../remediation/steps/check-certificate.ts';
import { step } from './step.ts';

const env = settings({
  SHORTEST_CHECK_SECONDS: seconds,
  LONGEST_CERTIFICATE_CHECK_SECONDS: seconds,
  CERTIFICATE_DEADLINE_SECONDS: seconds,
  ATTACH_CERTIFICATE: yesOrNo,
});

export const handler = step(
  checkCertificate(
    { cloudfront: createCloudFront('look'), certificates: createCertificates(), now: Date.now },
    {
      shortestCheckSeconds: env.SHORTEST_CHECK_SECONDS,
      longestCertificateCheckSeconds: env.LONGEST_CERTIFICATE_CHECK_SECONDS,
      certificateDeadlineSeconds: env.CERTIFICATE_DEADLINE_SECONDS,
      attachCertificate: env.ATTACH_CERTIFICATE,
    },
  ),
);
