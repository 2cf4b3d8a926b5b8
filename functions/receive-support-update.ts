/** EventBridge -> here: AWS Support updated a case; the execution that is parked with it goes on. */

import { name, settings } from '../providers/environment.ts';
import { createExecutions } from '../providers/executions.ts';
import { createLedger } from '../providers/ledger.ts';
import { receiveSupportUpdate } from '../remediation/steps/receive-support-update.ts';
import { lambda } from './lambda.ts';

const { LEDGER_TABLE, STATE_MACHINE_ARN } = settings({ LEDGER_TABLE: name, STATE_MACHINE_ARN: name });

export const handler = lambda(
  receiveSupportUpdate({
    ledger: createLedger(LEDGER_TABLE, Date.now),
    executions: createExecutions(STATE_MACHINE_ARN),
    now: Date.now,
  }),
);
