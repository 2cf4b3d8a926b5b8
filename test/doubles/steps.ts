/** The ports of every step, fulfilled by a `World` on the clock of the test, and the settings that are shipped. */
import { readFileSync } from 'node:fs';
import type { CaseLanguage } from '../../remediation/document.ts';
import type { Tag } from '../../remediation/tag.ts';
import type { World } from './world.ts';

const parameters = readFileSync('infra/parameters.yml', 'utf8');

/** The default of a parameter in seconds; the stages that differ come after it. */
function shipped(name: string): number {
  const [, value] = new RegExp(`^ {2}${name}: (\\d+)$`, 'm').exec(parameters) ?? [];
  if (value === undefined) throw new Error(`infra/parameters.yml has no default for ${name}`);
  return Number(value);
}

/** The default of a parameter that is `"true"` or `"false"`. */
function isShipped(name: string): boolean {
  const [, value] = new RegExp(`^ {2}${name}: "(true|false)"$`, 'm').exec(parameters) ?? [];
  if (value === undefined) throw new Error(`infra/parameters.yml has no default for ${name}`);
  return value === 'true';
}

export const SETTINGS = {
  shortestCheckSeconds: shipped('shortestCheckSeconds'),
  longestCheckSeconds: shipped('longestCheckSeconds'),
  longestCertificateCheckSeconds: shipped('longestCertificateCheckSeconds'),
  proofDeadlineSeconds: shipped('proofDeadlineSeconds'),
  certificateDeadlineSeconds: shipped('certificateDeadlineSeconds'),
  rediagnoseSeconds: shipped('rediagnoseSeconds'),
  attachCertificate: isShipped('attachCertificate'),
  selfService: isShipped('selfService'),
  dryRun: isShipped('dryRun'),
  onlyTagged: undefined as Tag | undefined,
  pingPongSeconds: shipped('pingPongSeconds'),
  severity: 'normal',
  ccEmailAddresses: [] as string[],
  language: 'en' as CaseLanguage,
  category: '',
  casePollSeconds: shipped('casePollSeconds'),
  caseDeadlineSeconds: shipped('caseDeadlineSeconds'),
  caseListingLagSeconds: shipped('caseListingLagSeconds'),
  deploymentCheckSeconds: shipped('deploymentCheckSeconds'),
  deploymentDeadlineSeconds: shipped('deploymentDeadlineSeconds'),
};

export function portsOf(world: World) {
  const { cloudfront, certificates, dns, ledger, support } = world;
  return { cloudfront, certificates, dns, ledger, support, now: Date.now };
}
