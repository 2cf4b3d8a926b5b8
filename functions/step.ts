/** A step of the state machine: takes the whole document, returns its own section. */
import * as z from 'zod/mini';
import { StepInput } from '../remediation/document.ts';
import { InvalidEvent } from '../remediation/errors.ts';
import { lambda } from './lambda.ts';

export function step<Section>(run: (input: StepInput) => Promise<Section>) {
  return lambda((event) => run(parseStepInput(event)));
}

/** @throws InvalidEvent when the state hands over something else than a remediation. */
export function parseStepInput(event: unknown): StepInput {
  const parsed = StepInput.safeParse(event);
  if (!parsed.success) throw new InvalidEvent(z.prettifyError(parsed.error));
  return parsed.data;
}
