/** State `Move alias`. */
import { certificateDetails, createAcm } from '../providers/certificates.ts';
import { createClients, holders, moves, tagged, targets } from '../providers/cloudfront/cloudfront.ts';
import { createDns } from '../providers/dns/dns.ts';
import { dnsSettings } from '../providers/dns/settings.ts';
import * as env from '../providers/environment.ts';
import { ledgerTable, pastMoves, recordedMoves, standingClaims } from '../providers/ledger.ts';
import { moveAlias } from '../remediation/steps/move-alias.ts';
import { step } from './step.ts';

const { LEDGER_TABLE } = env.settings({ LEDGER_TABLE: env.name });
const settings = { ...env.proofSettings(), ...env.restriction(), ...env.moveSettings() };

const clients = createClients(env.permit());
const ledger = ledgerTable(LEDGER_TABLE, Date.now);

export const handler = step(
  moveAlias(
    {
      cloudfront: { ...targets(clients), ...holders(clients), ...moves(clients), ...tagged(clients) },
      certificates: certificateDetails(createAcm()),
      dns: createDns(dnsSettings(process.env)),
      ledger: { ...standingClaims(ledger), ...pastMoves(ledger), ...recordedMoves(ledger) },
      now: Date.now,
    },
    settings,
  ),
);
