/** What seven days in which nobody publishes cost. */
import * as v from 'valibot';
import { measured } from '../../test/measured.ts';

export const SILENT_SECONDS = 7 * 86_400;

const Count = v.object({ transitions: v.number(), events: v.number() });
const Silence = v.object({
  ...Count.entries,
  looks: v.number(),
  /** Of these, what one look and the wait after it cost. */
  pass: Count,
});
export type Silence = v.InferOutput<typeof Silence>;

/** @throws Error when the execution did not come through the seven days as it must. */
export function measureSilence(): Promise<Silence> {
  return measured('bench/dns/silence.measure.ts', Silence);
}
