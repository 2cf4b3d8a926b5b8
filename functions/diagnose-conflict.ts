/** State `Diagnose conflict`. */
import { certificateUsers, createAcm } from '../providers/certificates.ts';
import { createClients, holders, tagged, targets } from '../providers/cloudfront/cloudfront.ts';
import { createDns } from '../providers/dns/dns.ts';
import { dnsSettings } from '../providers/dns/settings.ts';
import { restriction } from '../providers/environment.ts';
import { diagnoseConflict } from '../remediation/steps/diagnose-conflict.ts';
import { step } from './step.ts';

const clients = createClients('look');

export const handler = step(
  diagnoseConflict(
    {
      cloudfront: { ...targets(clients), ...holders(clients), ...tagged(clients) },
      certificates: certificateUsers(createAcm()),
      dns: createDns(dnsSettings(process.env)),
      now: Date.now,
    },
    restriction(),
  ),
);
