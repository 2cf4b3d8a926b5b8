/**
 * IAM: server certificates, the older store that CloudFront takes certificates from, and roles.
 */
import { randomBytes } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import * as sdk from '@aws-sdk/client-iam';
import { AwsError, type Caller, type Service } from '../wire/service.ts';
import {
  type CertificateInfo,
  type ParsedCertificate,
  parseCertificate,
  UnusablePem,
} from './certificate.ts';
import { createRoles } from './iam-roles.ts';
import { page } from './paging.ts';

interface ServerCertificate {
  id: string;
  account: string;
  name: string;
  path: string;
  arn: string;
  /** Epoch milliseconds. */
  uploadedAt: number;
  pem: { body: string; chain?: string };
  parsed: ParsedCertificate;
  tags: sdk.Tag[];
}

/** Certificates elsewhere than under this path are not CloudFront's to use. */
const cloudFrontPath = '/cloudfront/';

/** Which member of the upload was at fault, in IAM's codes. */
const codes: Record<UnusablePem['part'], string> = {
  certificate: 'MalformedCertificate',
  key: 'MalformedCertificate',
  chain: 'MalformedCertificate',
  pair: 'KeyPairMismatch',
};

export interface IamOptions {
  now: () => number;
  /** PEM of the authorities whose certificates count as trusted; Mozilla's unless given. */
  trustedRoots?: readonly string[];
}

export function createIam({ now, trustedRoots = rootCertificates }: IamOptions) {
  const certificates: ServerCertificate[] = [];
  const roles = createRoles();

  function parse(input: sdk.UploadServerCertificateRequest): ParsedCertificate {
    try {
      return parseCertificate(
        {
          body: input.CertificateBody ?? '',
          privateKey: input.PrivateKey ?? '',
          chain: input.CertificateChain,
        },
        trustedRoots,
      );
    } catch (error) {
      if (error instanceof UnusablePem) throw new AwsError(codes[error.part], error.message);
      throw error;
    }
  }

  const operations = {
    ...roles.operations,

    UploadServerCertificate(
      input: sdk.UploadServerCertificateRequest,
      { account }: Caller,
    ): sdk.UploadServerCertificateResponse {
      const name = input.ServerCertificateName ?? '';
      const path = input.Path ?? '/';
      if (!/^[\w+=,.@-]{1,128}$/.test(name)) {
        throw new AwsError('ValidationError', 'The specified value for serverCertificateName is invalid.');
      }
      if (!/^\/([\x21-\x7e]+\/)?$/.test(path)) {
        throw new AwsError(
          'ValidationError',
          'The specified value for path is invalid. It must begin and end with /.',
        );
      }
      if (
        certificates.some((one) => one.account === account && one.name.toLowerCase() === name.toLowerCase())
      ) {
        throw new AwsError(
          'EntityAlreadyExists',
          `The Server Certificate with name ${name} already exists.`,
          409,
        );
      }
      const parsed = parse(input);
      const stored: ServerCertificate = {
        // The prefix of server certificates among IAM's unique ids, then 17 characters.
        id: `ASCA${randomBytes(17).toString('hex').toUpperCase().slice(0, 17)}`,
        account,
        name,
        path,
        arn: `arn:aws:iam::${account}:server-certificate${path}${name}`,
        uploadedAt: now(),
        pem: {
          body: input.CertificateBody ?? '',
          ...(input.CertificateChain && { chain: input.CertificateChain }),
        },
        parsed,
        tags: input.Tags ?? [],
      };
      certificates.push(stored);
      return { ServerCertificateMetadata: metadata(stored) };
    },

    ListServerCertificates(
      input: sdk.ListServerCertificatesRequest,
      { account }: Caller,
    ): sdk.ListServerCertificatesResponse {
      const prefix = input.PathPrefix ?? '/';
      const own = certificates.filter((one) => one.account === account && one.path.startsWith(prefix));
      const cut = page(own, ({ name }) => name, { marker: input.Marker, size: input.MaxItems ?? 100 });
      if (!cut) throw new AwsError('ValidationError', 'The specified value for marker is invalid.');
      return {
        ServerCertificateMetadataList: cut.items.map(metadata),
        IsTruncated: cut.next !== undefined,
        ...(cut.next && { Marker: cut.next }),
      };
    },

    GetServerCertificate(
      input: sdk.GetServerCertificateRequest,
      { account }: Caller,
    ): sdk.GetServerCertificateResponse {
      const name = input.ServerCertificateName;
      const found = certificates.find((one) => one.account === account && one.name === name);
      if (!found) {
        throw new AwsError('NoSuchEntity', `The Server Certificate with name ${name} cannot be found.`, 404);
      }
      return {
        ServerCertificate: {
          ServerCertificateMetadata: metadata(found),
          CertificateBody: found.pem.body,
          ...(found.pem.chain && { CertificateChain: found.pem.chain }),
          Tags: found.tags,
        },
      };
    },
  };

  return {
    sdk,
    client: 'IAMClient',
    operations,
    createRole: roles.create,

    /** What CloudFront finds by server certificate id: only what lies under its path. */
    certificate(id: string, account: string): CertificateInfo | undefined {
      const found = certificates.find((one) => one.account === account && one.id === id);
      if (!found?.path.startsWith(cloudFrontPath)) return undefined;
      const { names, validFrom, validUntil, keyAlgorithm, chainLength, trusted } = found.parsed;
      return { id, names, status: 'ISSUED', validFrom, validUntil, keyAlgorithm, chainLength, trusted };
    },
  } satisfies Service & Record<string, unknown>;
}

export type Iam = ReturnType<typeof createIam>;

function metadata({
  path,
  name,
  id,
  arn,
  uploadedAt,
  parsed,
}: ServerCertificate): sdk.ServerCertificateMetadata {
  return {
    Path: path,
    ServerCertificateName: name,
    ServerCertificateId: id,
    Arn: arn,
    UploadDate: new Date(uploadedAt),
    Expiration: new Date(parsed.notAfter),
  };
}
