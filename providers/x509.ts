/** Certificates in PEM, as they were imported. */
import { X509Certificate } from 'node:crypto';
import type { ChainLink } from '../remediation/ports.ts';

const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** What is no certificate is left out: AWS has taken it, so it is not for us to refuse it. */
export function certificatesIn(...pems: (string | undefined)[]): X509Certificate[] {
  return pems
    .flatMap((pem) => pem?.match(BLOCK) ?? [])
    .flatMap((block) => {
      try {
        return [new X509Certificate(block)];
      } catch {
        return [];
      }
    });
}

export function chainLink(certificate: X509Certificate): ChainLink {
  return {
    subject: commonName(certificate) ?? certificate.subject.replaceAll('\n', ', '),
    ...validity(certificate),
    selfSigned: certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey),
  };
}

/** In epoch milliseconds. Node tells it as dates from version 22 on; the command runs with older ones, too. */
export function validity({ validFrom, validTo }: X509Certificate) {
  return { notBefore: Date.parse(validFrom), notAfter: Date.parse(validTo) };
}

/** Common name and alternative names. */
export function namesOf(certificate: X509Certificate): string[] {
  const alternative = (certificate.subjectAltName ?? '')
    .split(', ')
    .filter((name) => name.startsWith('DNS:'))
    .map((name) => name.slice('DNS:'.length));
  return [commonName(certificate), ...alternative].filter((name) => name !== undefined);
}

/** In ACM's words, or in OpenSSL's for what ACM does not have; `undefined` for what cannot be told. */
export function keyAlgorithmOf({ publicKey }: X509Certificate): string | undefined {
  const { asymmetricKeyType, asymmetricKeyDetails } = publicKey;
  switch (asymmetricKeyType) {
    case 'rsa':
      return `RSA_${asymmetricKeyDetails?.modulusLength}`;
    case 'ec':
      return `EC_${asymmetricKeyDetails?.namedCurve}`;
    default:
      return asymmetricKeyType;
  }
}

function commonName({ subject }: X509Certificate): string | undefined {
  return /^CN=(.+)$/m.exec(subject)?.[1];
}
