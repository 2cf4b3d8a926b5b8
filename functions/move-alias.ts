/** State `Move alias`. */
import { createCertificates } from '../providers/certificates.ts';
import { createCloudFront } from '../providers/cloudfront/cloudfront.ts';
import { createDns } from '../providers/dns/dns.ts';
import { dnsSettings } from '../providers/dns/settings.ts';
import { name, permit, proofSettings, seconds, settings, yesOrNo } from '../providers/environment.ts';
import { createLedger } from '../providers/ledger.ts';
import { moveAlias } from '../remediation/steps/move-alias.ts';
import { step } from './step.ts';

const env = settings({ LEDGER_TABLE: name, PING_PONG_SECONDS: seconds, SELF_SERVICE: yesOrNo });

export const handler = step(
  moveAlias(
    {
      cloudfront: createCloudFront(permit()),
      certificates: createCertificates(),
      dns: createDns(dnsSettings(process.env)),
      ledger: createLedger(env.LEDGER_TABLE, Date.now),
      now: Date.now,
    },
    { ...proofSettings(), pingPongSeconds: env.PING_PONG_SECONDS, selfService: env.SELF_SERVICE },
  ),
);
