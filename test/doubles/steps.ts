/** The ports of every step, fulfilled by a `World` on the clock of the test, and the settings that are shipped. */
import { PARAMETERS } from '../../infra/parameters.ts';
import type { CaseLanguage } from '../../remediation/document.ts';
import type { Tag } from '../../remediation/tag.ts';
import type { World } from './world.ts';

export const SETTINGS = {
  shortestCheckSeconds: PARAMETERS.shortestCheckSeconds.default,
  longestCheckSeconds: PARAMETERS.longestCheckSeconds.default,
  longestCertificateCheckSeconds: PARAMETERS.longestCertificateCheckSeconds.default,
  proofDeadlineSeconds: PARAMETERS.proofDeadlineSeconds.default,
  certificateDeadlineSeconds: PARAMETERS.certificateDeadlineSeconds.default,
  rediagnoseSeconds: PARAMETERS.rediagnoseSeconds.default,
  attachCertificate: PARAMETERS.attachCertificate.default === 'true',
  selfService: PARAMETERS.selfService.default === 'true',
  dryRun: PARAMETERS.dryRun.default === 'true',
  onlyTagged: undefined as Tag | undefined,
  pingPongSeconds: PARAMETERS.pingPongSeconds.default,
  severity: 'normal',
  ccEmailAddresses: [] as string[],
  language: 'en' as CaseLanguage,
  category: '',
  casePollSeconds: PARAMETERS.casePollSeconds.default,
  caseDeadlineSeconds: PARAMETERS.caseDeadlineSeconds.default,
  caseListingLagSeconds: PARAMETERS.caseListingLagSeconds.default,
  deploymentCheckSeconds: PARAMETERS.deploymentCheckSeconds.default,
  deploymentDeadlineSeconds: PARAMETERS.deploymentDeadlineSeconds.default,
};

export function portsOf(world: World) {
  const { cloudfront, certificates, dns, ledger, support } = world;
  return { cloudfront, certificates, dns, ledger, support, now: Date.now };
}
