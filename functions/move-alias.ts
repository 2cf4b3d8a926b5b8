/** State `Move alias`. */
import { certificateDetails, createAcm } from '../providers/certificates.ts';
import {
  createClients,
  holders,
  inventory,
  moves,
  tags,
  targets,
} from '../providers/cloudfront/cloudfront.ts';
import { createDns } from '../providers/dns/dns.ts';
import { dnsSettings } from '../providers/dns/settings.ts';
import {
  name,
  permit,
  proofSettings,
  restriction,
  seconds,
  settings,
  yesOrNo,
} from '../providers/environment.ts';
import { ledgerTable, pastMoves, standingClaims } from '../providers/ledger.ts';
import { moveAlias } from '../remediation/steps/move-alias.ts';
import { step } from './step.ts';

const env = settings({ LEDGER_TABLE: name, PING_PONG_SECONDS: seconds, SELF_SERVICE: yesOrNo });

const clients = createClients(permit());
const ledger = ledgerTable(env.LEDGER_TABLE, Date.now);

export const handler = step(
  moveAlias(
    {
      cloudfront: {
        ...targets(clients),
        ...holders(clients),
        ...moves(clients),
        ...inventory(clients),
        ...tags(clients),
      },
      certificates: certificateDetails(createAcm()),
      dns: createDns(dnsSettings(process.env)),
      ledger: { ...standingClaims(ledger), ...pastMoves(ledger) },
      now: Date.now,
    },
    {
      ...proofSettings(),
      ...restriction(),
      pingPongSeconds: env.PING_PONG_SECONDS,
      selfService: env.SELF_SERVICE,
    },
  ),
);
