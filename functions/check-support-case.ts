/** State `Check support case`. */
import { createClients, holders, tagged, targets } from '../providers/cloudfront/cloudfront.ts';
import { caseWaits, permit, restriction, seconds, settings } from '../providers/environment.ts';
import { cases, conversations, supportClients } from '../providers/support.ts';
import { checkSupportCase } from '../remediation/steps/check-support-case.ts';
import { step } from './step.ts';

const env = settings({ SHORTEST_CHECK_SECONDS: seconds });

const clients = createClients('look');
const desk = supportClients(permit());

export const handler = step(
  checkSupportCase(
    {
      cloudfront: { ...targets(clients), ...holders(clients), ...tagged(clients) },
      support: { ...cases(desk), ...conversations(desk) },
      now: Date.now,
    },
    {
      shortestCheckSeconds: env.SHORTEST_CHECK_SECONDS,
      ...caseWaits(),
      ...restriction(),
    },
  ),
);
