/** State `Attach certificate`. */
import { certificateDetails, certificateList, createAcm } from '../providers/certificates.ts';
import {
  attachments,
  createClients,
  managedCertificates,
  tags,
  targets,
} from '../providers/cloudfront/cloudfront.ts';
import { name, permit, restriction, settings, yesOrNo } from '../providers/environment.ts';
import { ledgerTable, standingClaims } from '../providers/ledger.ts';
import { attachCertificate } from '../remediation/steps/attach-certificate.ts';
import { step } from './step.ts';

const { LEDGER_TABLE, ATTACH_CERTIFICATE } = settings({ LEDGER_TABLE: name, ATTACH_CERTIFICATE: yesOrNo });

const clients = createClients(permit());
const acm = createAcm();

export const handler = step(
  attachCertificate(
    {
      cloudfront: {
        ...targets(clients),
        ...managedCertificates(clients),
        ...attachments(clients),
        ...tags(clients),
      },
      certificates: { ...certificateDetails(acm), ...certificateList(acm) },
      ledger: standingClaims(ledgerTable(LEDGER_TABLE, Date.now)),
      now: Date.now,
    },
    { attachCertificate: ATTACH_CERTIFICATE, ...restriction() },
  ),
);
