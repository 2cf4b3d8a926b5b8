/** State `Move alias`. */
import { certificateDetails, createAcm } from '../providers/certificates.ts';
import { createClients, holders, moves, tagged, targets } from '../providers/cloudfront/cloudfront.ts';
import { createDns } from '../providers/dns/dns.ts';
import { dnsSettings } from '../providers/dns/settings.ts';
import * as env from '../providers/environment.ts';
import { ledgerTable, pastMoves, standingClaims } from '../providers/ledger.ts';
import { moveAlias } from '../remediation/steps/move-alias.ts';
import { step } from './step.ts';

const { LEDGER_TABLE, PING_PONG_SECONDS, SELF_SERVICE } = env.settings({
  LEDGER_TABLE: env.name,
  PING_PONG_SECONDS: env.seconds,
  SELF_SERVICE: env.yesOrNo,
});
const settings = { ...env.proofSettings(), ...env.restriction() };

const clients = createClients(env.permit());
const ledger = ledgerTable(LEDGER_TABLE, Date.now);

export const handler = step(
  moveAlias(
    {
      cloudfront: { ...targets(clients), ...holders(clients), ...moves(clients), ...tagged(clients) },
      certificates: certificateDetails(createAcm()),
      dns: createDns(dnsSettings(process.env)),
      ledger: { ...standingClaims(ledger), ...pastMoves(ledger) },
      now: Date.now,
    },
    { ...settings, pingPongSeconds: PING_PONG_SECONDS, selfService: SELF_SERVICE },
  ),
);
