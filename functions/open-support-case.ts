/** State `Open support case`. */
import { certificateDetails, createAcm } from '../providers/certificates.ts';
import { createClients, holders, tagged, targets } from '../providers/cloudfront/cloudfront.ts';
import { createDns } from '../providers/dns/dns.ts';
import { dnsSettings } from '../providers/dns/settings.ts';
import * as env from '../providers/environment.ts';
import { caseFilings, ledgerTable, ownCases, standingClaims } from '../providers/ledger.ts';
import { caseOptions, cases, filings, supportClients } from '../providers/support.ts';
import { openSupportCase } from '../remediation/steps/open-support-case.ts';
import { step } from './step.ts';

const { LEDGER_TABLE } = env.settings({ LEDGER_TABLE: env.name });

const clients = createClients('look');
const desk = supportClients(env.permit());
const ledger = ledgerTable(LEDGER_TABLE, Date.now);

export const handler = step(
  openSupportCase(
    {
      cloudfront: { ...targets(clients), ...holders(clients), ...tagged(clients) },
      certificates: certificateDetails(createAcm()),
      dns: createDns(dnsSettings(process.env)),
      support: { ...caseOptions(desk), ...cases(desk), ...filings(desk) },
      ledger: { ...standingClaims(ledger), ...caseFilings(ledger), ...ownCases(ledger) },
      now: Date.now,
    },
    {
      ...env.proofSettings(),
      ...env.caseWishes(),
      ...env.caseWaits(),
      ...env.restriction(),
    },
  ),
);
