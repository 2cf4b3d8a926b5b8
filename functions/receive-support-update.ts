/** EventBridge -> here: AWS Support updated a case; the execution that is parked with it goes on. */

import { name, settings } from '../providers/environment.ts';
import { parkedTasks } from '../providers/executions.ts';
import { ledgerTable, ownCases } from '../providers/ledger.ts';
import { receiveSupportUpdate } from '../remediation/steps/receive-support-update.ts';
import { lambda } from './lambda.ts';

const { LEDGER_TABLE } = settings({ LEDGER_TABLE: name });

export const handler = lambda(
  receiveSupportUpdate({
    ledger: ownCases(ledgerTable(LEDGER_TABLE, Date.now)),
    executions: parkedTasks(),
    now: Date.now,
  }),
);
