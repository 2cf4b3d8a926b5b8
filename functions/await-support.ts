/** State `Await Support`: the only one that gets a task token. */
import * as v from 'valibot';
import { name, settings } from '../providers/environment.ts';
import { createExecutions } from '../providers/executions.ts';
import { createLedger } from '../providers/ledger.ts';
import { parseEvent } from '../remediation/parse-event.ts';
import { awaitSupport } from '../remediation/steps/await-support.ts';
import { lambda } from './lambda.ts';
import { parseStepInput } from './step.ts';

const { LEDGER_TABLE, STATE_MACHINE_ARN } = settings({ LEDGER_TABLE: name, STATE_MACHINE_ARN: name });
const Parked = v.object({ taskToken: v.string() });

const park = awaitSupport({
  ledger: createLedger(LEDGER_TABLE, Date.now),
  executions: createExecutions(STATE_MACHINE_ARN),
});

export const handler = lambda((event) => park(parseStepInput(event), parseEvent(Parked, event).taskToken));
