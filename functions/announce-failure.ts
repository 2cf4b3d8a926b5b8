/** EventBridge -> here: an execution failed, timed out or was stopped; our own bus hears of it. */
import { createBus } from '../providers/announcements/bus.ts';
import { name, settings } from '../providers/environment.ts';
import { failedExecutions } from '../providers/executions.ts';
import { announceFailure } from '../remediation/steps/announce-failure.ts';
import { lambda } from './lambda.ts';

const { ANNOUNCEMENT_BUS } = settings({ ANNOUNCEMENT_BUS: name });

export const handler = lambda(
  announceFailure({ executions: failedExecutions(), announce: createBus(ANNOUNCEMENT_BUS) }),
);
