/** What is told of the target's certificate: what to attach or to validate, and how. */
import type { CertificateCandidate, ContestedAlias, DnsRecord, Remediation, TargetId } from '../document.ts';
import type { Language } from './language.ts';
import type { Message } from './message.ts';
import { quoted } from './shell.ts';

/** What validates the certificate, or what attaches it where the stack does not. */
export function certificateCopy(
  { certificate, diagnosis }: Remediation,
  { captions }: Language,
): Message['copy'] {
  const { candidate, verdict } = certificate ?? {};
  if (!candidate || !diagnosis?.target) return [];
  const records = candidate.validation.map((record) => ({
    caption: captions.validation(zoneOf(record.name, diagnosis.aliases)),
    text: validationLine(record),
  }));
  const command = {
    caption: captions.attach,
    text: attachByHand(candidate, diagnosis.target),
  };
  const forPeople = verdict === 'attachable' || (verdict === 'would-be-attached' && !certificate?.byStack);
  return [...records, ...(forPeople ? [command] : [])];
}

/** As in a zone file. */
export function validationLine({ name, type, value }: DnsRecord): string {
  return `${name} ${type} ${value}`;
}

/** In which a record is, as far as it is known: of the other aliases of the target nobody has asked. */
export function zoneOf(name: string, aliases: readonly ContestedAlias[]): string | undefined {
  const zones = aliases.map(({ zone }) => zone).filter((zone) => name.endsWith(`.${zone}`));
  return zones.toSorted((a, b) => b.length - a.length)[0];
}

/** The same read, change and write that the stack makes: what else the configuration has goes back as it came. */
export function attachByHand(candidate: CertificateCandidate, { kind, id }: TargetId): string {
  return attach[kind](candidate, quoted(id));
}

const attach: Record<TargetId['kind'], (candidate: CertificateCandidate, target: string) => string> = {
  distribution: attachToDistribution,
  tenant: attachToTenant,
};

function attachToTenant({ id }: CertificateCandidate, target: string): string {
  const settings = [
    'DistributionId',
    'Domains: [.Domains[] | {Domain}]',
    `Customizations: (.Customizations // {} | .Certificate = ${JSON.stringify({ Arn: id })})`,
    'Parameters',
    'ConnectionGroupId',
    'Enabled',
  ].join(', ');
  const filter = `.DistributionTenant | {Id, ${settings}} | with_entries(select(.value != null))`;
  return [
    `aws cloudfront get-distribution-tenant --identifier ${target} > before.json`,
    `jq ${quoted(filter)} before.json > tenant.json`,
    `aws cloudfront update-distribution-tenant --if-match "$(jq -r .ETag before.json)" --cli-input-json file://tenant.json`,
  ].join('\n');
}

function attachToDistribution({ source, id, viewer }: CertificateCandidate, target: string): string {
  const attached = JSON.stringify({
    CloudFrontDefaultCertificate: false,
    [source === 'acm' ? 'ACMCertificateArn' : 'IAMCertificateId']: id,
    SSLSupportMethod: viewer.sslSupportMethod,
    MinimumProtocolVersion: viewer.minimumProtocolVersion,
  });
  const filter = `.DistributionConfig | .ViewerCertificate = ${attached}`;
  return [
    `aws cloudfront get-distribution-config --id ${target} > before.json`,
    `jq ${quoted(filter)} before.json > config.json`,
    `aws cloudfront update-distribution --id ${target} --if-match "$(jq -r .ETag before.json)" --distribution-config file://config.json`,
  ].join('\n');
}
