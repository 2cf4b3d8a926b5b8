/** A JSON object whose keys are not known beforehand. To valibot's own `record` a list is one, too. */
import * as v from 'valibot';
import { isRecord } from './is-record.ts';

export function recordOf<Value extends v.GenericSchema>(value: Value) {
  return v.pipe(
    v.custom<Record<string, unknown>>(
      isRecord,
      ({ received }) => `Invalid type: Expected Object but received ${received}`,
    ),
    v.record(v.string(), value),
  );
}
