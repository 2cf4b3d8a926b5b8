/** What seven days in which nobody publishes cost. */
import * as z from 'zod/mini';
import { measured } from '../../test/measured.ts';

export const SILENT_SECONDS = 7 * 86_400;

const Count = z.object({ transitions: z.number(), events: z.number() });
const Silence = z.extend(Count, {
  looks: z.number(),
  /** Of these, what one look and the wait after it cost. */
  pass: Count,
});
export type Silence = z.infer<typeof Silence>;

/** @throws Error when the execution did not come through the seven days as it must. */
export function measureSilence(): Promise<Silence> {
  return measured('bench/dns/silence.measure.ts', Silence);
}
