/** How viewers are served with a certificate that is attached. */
import type { ViewerSettings } from './ports.ts';

/**
 * Where nobody has said otherwise. `sni-only` is what AWS recommends, and the only one without a monthly charge
 * (https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html); `TLSv1.2_2021` is the policy without old
 * ciphers that every SDK and tool knows
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html).
 */
const DEFAULT: ViewerSettings = { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' };

/** What the failed call named; somebody wanted it so. */
export type NamedSettings = { [Setting in keyof ViewerSettings]?: string | undefined };

/**
 * What the distribution has stays, as viewers of other aliases rely on it. One without a certificate of its own has nothing to keep:
 * CloudFront shows `vip` and `TLSv1` there, which as wishes would be charged for, and weaken it.
 */
export function viewerSettings(
  present: ViewerSettings | undefined,
  named: NamedSettings | undefined,
): ViewerSettings {
  return (
    present ?? {
      sslSupportMethod: named?.sslSupportMethod ?? DEFAULT.sslSupportMethod,
      minimumProtocolVersion: named?.minimumProtocolVersion ?? DEFAULT.minimumProtocolVersion,
    }
  );
}
