/** EventBridge -> here -> Step Functions: a failed CloudFront call becomes one execution, under a name people can find. */

import { createBus } from '../providers/announcements/bus.ts';
import { name, settings, yesOrNo } from '../providers/environment.ts';
import { createExecutions } from '../providers/executions.ts';
import { createLedger } from '../providers/ledger.ts';
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
      ledger: createLedger(env.LEDGER_TABLE, Date.now, { dryRun }),
      executions: createExecutions(env.STATE_MACHINE_ARN),
      announce: createBus(env.ANNOUNCEMENT_BUS),
      now: Date.now,
    },
    { dryRun },
  ),
);
