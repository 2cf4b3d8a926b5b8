/** A wish is handed to `receive-failure`, as EventBridge hands it a failed call: aliases are claimed as for any other. */
import * as v from 'valibot';
import { FunctionFailed, FunctionMissing, resultOf } from '../providers/operator/functions.ts';
import type { Incident } from '../remediation/document.ts';
import { eventOf } from '../remediation/incident-event.ts';
import { missingStack } from './missing-stack.ts';
import type { Stack } from './stack.ts';
import { NotPossible } from './trouble.ts';

/** What the function returns. `exists`, to an incident that is new: an answer was lost, and the SDK asked again. */
const Received = v.object({
  outcome: v.picklist(['started', 'exists', 'joined', 'refused']),
  execution: v.string(),
  joined: v.optional(v.string()),
});

export interface HandedIn {
  /** `joined`: another one moves all of the aliases to this target. `refused`: another one moves one of them elsewhere. */
  outcome: 'started' | 'joined' | 'refused';
  /** The new remediation, or that other one. */
  remediation: string;
  /** Of what was started: the one to which some of the aliases are left. */
  joined?: string;
}

/** @throws NotPossible with what the function said */
export async function handIn(stack: Stack, incident: Omit<Incident, 'marker'>): Promise<HandedIn> {
  const functionName = stack.functionName('receive-failure');
  try {
    const result = v.parse(Received, await resultOf(functionName, eventOf(incident)));
    const { outcome, execution: remediation, joined } = result;
    return { outcome: outcome === 'exists' ? 'started' : outcome, remediation, ...(joined && { joined }) };
  } catch (error) {
    if (error instanceof FunctionMissing) throw missingStack(stack.stage, stack.account);
    if (error instanceof FunctionFailed)
      throw new NotPossible(`${error.name}: ${error.message} ${whatToDo(error.name, functionName)}`.trim());
    throw error;
  }
}

function whatToDo(error: string, functionName: string): string {
  // Its message says it.
  if (error === 'AliasClaimed') return '';
  if (error === 'ClaimPending') return 'Try again in two minutes.';
  return `Nothing was started. The log group /aws/lambda/${functionName} has more.`;
}
