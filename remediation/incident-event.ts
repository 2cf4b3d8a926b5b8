/** From an incident to the event that CloudTrail would have made of it: what `incident.ts` reads, written. The marker follows from the rest. */
import type { Incident } from './document.ts';
import { targetKind } from './target-kind.ts';

type Told = Omit<Incident, 'marker'>;

export function eventOf(incident: Told) {
  return {
    source: 'aws.cloudfront',
    'detail-type': 'AWS API Call via CloudTrail',
    account: incident.account,
    region: incident.region,
    detail: {
      eventID: incident.id,
      eventTime: incident.time,
      eventSource: 'cloudfront.amazonaws.com',
      eventName: incident.action,
      errorCode: incident.errorCode,
      errorMessage: incident.errorMessage,
      requestID: incident.requestId,
      userIdentity: { arn: incident.caller },
      ...(incident.target.kind !== 'unknown' && { requestParameters: requestParameters(incident) }),
    },
  };
}

function requestParameters({ target, action, aliases, certificate }: Told) {
  const id = 'id' in target ? { id: target.id } : {};
  if (targetKind(action) === 'tenant') {
    return {
      ...id,
      domains: aliases.map((domain) => ({ domain })),
      ...(certificate && { customizations: { certificate: { arn: certificate.id } } }),
    };
  }
  return {
    ...id,
    distributionConfig: {
      aliases: { items: aliases },
      ...(certificate && { viewerCertificate: viewerCertificate(certificate) }),
    },
  };
}

function viewerCertificate({
  source,
  id,
  sslSupportMethod,
  minimumProtocolVersion,
}: NonNullable<Incident['certificate']>) {
  return {
    ...(source === 'acm' ? { aCMCertificateArn: id } : { iAMCertificateId: id }),
    ...(sslSupportMethod && { sSLSupportMethod: sslSupportMethod }),
    ...(minimumProtocolVersion && { minimumProtocolVersion }),
  };
}
