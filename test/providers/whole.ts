/** The providers with all their parts. Functions take only those that they need. */
import type { Permit } from '../../providers/aws/permit.ts';
import {
  certificateDetails,
  certificateList,
  certificateUsers,
  createAcm,
} from '../../providers/certificates.ts';
import * as cloudfront from '../../providers/cloudfront/cloudfront.ts';
import * as ledger from '../../providers/ledger.ts';
import * as support from '../../providers/support.ts';
import type { Certificates, CloudFront, Ledger, Now, Support } from '../../remediation/ports.ts';

export function createCloudFront(permit: Permit): CloudFront {
  const clients = cloudfront.createClients(permit);
  return {
    ...cloudfront.targets(clients),
    ...cloudfront.holders(clients),
    ...cloudfront.managedCertificates(clients),
    ...cloudfront.inventory(clients),
    ...cloudfront.tags(clients),
    ...cloudfront.moves(clients),
    ...cloudfront.additions(clients),
    ...cloudfront.attachments(clients),
  };
}

export function createCertificates(): Certificates {
  const acm = createAcm();
  return { ...certificateDetails(acm), ...certificateList(acm), ...certificateUsers(acm) };
}

export function createSupport(permit: Permit): Support {
  const clients = support.supportClients(permit);
  return {
    ...support.caseOptions(clients),
    ...support.cases(clients),
    ...support.filings(clients),
    ...support.conversations(clients),
  };
}

export function createLedger(name: string, now: Now, { dryRun } = { dryRun: false }): Ledger {
  const table = ledger.ledgerTable(name, now);
  return {
    ...ledger.claims({ dryRun })(table),
    ...ledger.pastMoves(table),
    ...ledger.recordedMoves(table),
    ...ledger.caseFilings(table),
    ...ledger.ownCases(table),
  };
}
