/** What the history of an execution tells of where it stands. Events newest first, as far back as they were read. Pure. */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import * as v from 'valibot';
import { Remediation } from '../../remediation/document.ts';
import { GATES, GATES_STATE, type Gate } from '../../remediation/gates.ts';
import { latestSections } from '../../remediation/latest-sections.ts';

export interface CurrentState {
  name: string;
  /** When it was entered, ISO 8601. */
  since: string;
}

/** Entered and not left again: one, or one in each gate. @param events without a gap */
export function currentStates(events: readonly HistoryEvent[]): CurrentState[] {
  const seen = new Set<string>();
  const current: CurrentState[] = [];
  for (const { stateEnteredEventDetails, stateExitedEventDetails, timestamp } of events) {
    const name = stateEnteredEventDetails?.name ?? stateExitedEventDetails?.name;
    if (name === undefined || seen.has(name)) continue;
    seen.add(name);
    if (stateEnteredEventDetails && timestamp && name !== GATES_STATE)
      current.push({ name, since: timestamp.toISOString() });
  }
  return current;
}

/** As the states were given it that were entered lately. */
export function documentOf(events: readonly HistoryEvent[]): Remediation | undefined {
  const seen = new Set<string>();
  const documents: Remediation[] = [];
  for (const { stateEnteredEventDetails: entered } of events) {
    if (entered?.name === undefined || seen.has(entered.name)) continue;
    const document = parsedDocument(entered.input);
    if (!document) continue;
    seen.add(entered.name);
    documents.push(document);
  }
  return latestSections(documents);
}

/** Nothing where there is none, or what a person started it with is none. */
export function parsedDocument(json: string | undefined): Remediation | undefined {
  if (json === undefined) return undefined;
  try {
    return v.parse(Remediation, JSON.parse(json));
  } catch {
    // Step Functions cuts what is too long, and takes any JSON for an input.
    return undefined;
  }
}

/** They reach back to where the document is whole: at the gates, into both of them. */
export function reachBackFarEnough(recent: readonly HistoryEvent[]): boolean {
  return documentOf(recent) !== undefined && unseenGate(recent) === undefined;
}

/**
 * The gate that nothing was heard of lately was over soon after the start, and has not been begun anew since: then the document of the
 * other one would have its section. Most remediations are like that, with a certificate at once and a record after days.
 */
export function beginningTellsTheRest(
  recent: readonly HistoryEvent[],
  beginning: readonly HistoryEvent[],
): boolean {
  const gate = unseenGate(recent);
  const document = documentOf(recent);
  if (!gate || !document) return false;
  const begunOnce = gate.sections.every((section) => document[section] === undefined);
  return begunOnce && entered(beginning).some((state) => gate.ends.includes(state));
}

function unseenGate(recent: readonly HistoryEvent[]): Gate | undefined {
  const states = entered(recent);
  const [latest] = states;
  const atTheGates = GATES.some((gate) => latest !== undefined && gate.states.includes(latest));
  if (!atTheGates || states.includes(GATES_STATE)) return undefined;
  return GATES.find((gate) => !states.some((state) => gate.states.includes(state)));
}

function entered(events: readonly HistoryEvent[]): string[] {
  return events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
}
