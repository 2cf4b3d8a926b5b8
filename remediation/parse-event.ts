/** Whatever a function is handed is parsed before anything is done with it. */
import * as v from 'valibot';
import { InvalidEvent } from './errors.ts';

/** @throws InvalidEvent naming each field that is not as the schema has it. */
export function parseEvent<Schema extends v.GenericSchema>(
  schema: Schema,
  event: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, event);
  if (!parsed.success) throw new InvalidEvent(v.summarize(parsed.issues));
  return parsed.output;
}
