/** What is told of the target's certificate: what to attach or to validate, and how. */
import type { CertificateCandidate, ContestedAlias, Remediation } from '../document.ts';
import { readable } from '../instant.ts';
import type { Message } from './message.ts';
import { quoted } from './shell.ts';

/** What validates the certificate, or what attaches it where the stack does not. */
export function certificateCopy({ certificate, diagnosis }: Remediation): Message['copy'] {
  const { candidate, verdict } = certificate ?? {};
  if (!candidate || !diagnosis?.target) return [];
  const records = candidate.validation.map(({ name, type, value }) => ({
    caption: `${place(name, diagnosis.aliases)}, so that ACM can issue the certificate`,
    text: `${name} ${type} ${value}`,
  }));
  const command = {
    caption: 'Attach it without the new aliases, from a shell',
    text: attachByHand(candidate, diagnosis.target.id),
  };
  const forPeople = verdict === 'attachable' || (verdict === 'would-be-attached' && !certificate?.byStack);
  return [...records, ...(forPeople ? [command] : [])];
}

/** The zone as far as it is known: of the other aliases of the target nobody has asked. */
function place(name: string, aliases: readonly ContestedAlias[]): string {
  const zones = aliases.map(({ zone }) => zone).filter((zone) => name.endsWith(`.${zone}`));
  const [longest] = zones.toSorted((a, b) => b.length - a.length);
  return longest === undefined ? 'Create in DNS' : `Create in zone ${longest}`;
}

/** The same read, change and write that the stack makes: what else the configuration has goes back as it came. */
export function attachByHand({ source, id, viewer }: CertificateCandidate, targetId: string): string {
  const attached = JSON.stringify({
    CloudFrontDefaultCertificate: false,
    [source === 'acm' ? 'ACMCertificateArn' : 'IAMCertificateId']: id,
    SSLSupportMethod: viewer.sslSupportMethod,
    MinimumProtocolVersion: viewer.minimumProtocolVersion,
  });
  const filter = `.DistributionConfig | .ViewerCertificate = ${attached}`;
  const target = quoted(targetId);
  return [
    `aws cloudfront get-distribution-config --id ${target} > before.json`,
    `jq ${quoted(filter)} before.json > config.json`,
    `aws cloudfront update-distribution --id ${target} --if-match "$(jq -r .ETag before.json)" --distribution-config file://config.json`,
  ].join('\n');
}

/** As a fact: when the certificate ends that the target has or is to have, if that is soon. */
export function endingSoon({ certificate }: Remediation): [label: string, value: string] {
  return ['Certificate ends', certificate?.endsSoon === undefined ? '' : readable(certificate.endsSoon)];
}
