/** A step of the state machine: takes the whole document, returns its own section. */
import { StepInput } from '../remediation/document.ts';
import { parseEvent } from '../remediation/parse-event.ts';
import { lambda } from './lambda.ts';

export function step<Section>(run: (input: StepInput) => Promise<Section>) {
  return lambda((event) => run(parseStepInput(event)));
}

/** @throws InvalidEvent when the state hands over something else than a remediation. */
export function parseStepInput(event: unknown): StepInput {
  return parseEvent(StepInput, event);
}
