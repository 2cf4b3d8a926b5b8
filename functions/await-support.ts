/** State `Await Support`: the only one that gets a task token. */
import * as v from 'valibot';
import { name, settings } from '../providers/environment.ts';
import { parkedTasks } from '../providers/executions.ts';
import { ledgerTable, ownCases } from '../providers/ledger.ts';
import { parseEvent } from '../remediation/parse-event.ts';
import { awaitSupport } from '../remediation/steps/await-support.ts';
import { lambda } from './lambda.ts';
import { parseStepInput } from './step.ts';

const { LEDGER_TABLE } = settings({ LEDGER_TABLE: name });
const Parked = v.object({ taskToken: v.string() });

const park = awaitSupport({
  ledger: ownCases(ledgerTable(LEDGER_TABLE, Date.now)),
  executions: parkedTasks(),
});

export const handler = lambda((event) => park(parseStepInput(event), parseEvent(Parked, event).taskToken));
