/** EventBridge -> here -> Step Functions: a failed CloudFront call becomes one execution, under a name people can find. */

import { createBus } from '../providers/announcements/bus.ts';
import { name, settings, yesOrNo } from '../providers/environment.ts';
import { startedExecutions } from '../providers/executions.ts';
import { claims, ledgerTable } from '../providers/ledger.ts';
import { receiveFailure } from '../remediation/steps/receive-failure.ts';
import { lambda } from './lambda.ts';

const env = settings({
  ANNOUNCEMENT_BUS: name,
  LEDGER_TABLE: name,
  STATE_MACHINE_ARN: name,
  DRY_RUN: yesOrNo,
});
const dryRun = env.DRY_RUN;

export const handler = lambda(
  receiveFailure(
    {
      ledger: claims({ dryRun })(ledgerTable(env.LEDGER_TABLE, Date.now)),
      executions: startedExecutions(env.STATE_MACHINE_ARN),
      announce: createBus(env.ANNOUNCEMENT_BUS),
      now: Date.now,
    },
    { dryRun },
  ),
);
