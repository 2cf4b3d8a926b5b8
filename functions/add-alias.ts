/** State `Add alias`. */
import { certificateDetails, createAcm } from '../providers/certificates.ts';
import { additions, createClients, tags, targets } from '../providers/cloudfront/cloudfront.ts';
import { createDns } from '../providers/dns/dns.ts';
import { dnsSettings } from '../providers/dns/settings.ts';
import { name, permit, proofSettings, restriction, settings } from '../providers/environment.ts';
import { ledgerTable, standingClaims } from '../providers/ledger.ts';
import { addAlias } from '../remediation/steps/add-alias.ts';
import { step } from './step.ts';

const { LEDGER_TABLE } = settings({ LEDGER_TABLE: name });

const clients = createClients(permit());

export const handler = step(
  addAlias(
    {
      cloudfront: { ...targets(clients), ...additions(clients), ...tags(clients) },
      certificates: certificateDetails(createAcm()),
      dns: createDns(dnsSettings(process.env)),
      ledger: standingClaims(ledgerTable(LEDGER_TABLE, Date.now)),
      now: Date.now,
    },
    { ...proofSettings(), ...restriction() },
  ),
);
