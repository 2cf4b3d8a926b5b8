/**
 * While a gate is closed for days, people may solve the conflict by hand: the holder lets the alias go, or it is on the target. So the
 * conflict itself is looked at again now and then; more rarely than the gate, because each look costs history events of the
 * execution (see infra/parameters/history.ts).
 */
import type { Diagnosis } from './document.ts';

export interface RediagnosisSettings {
  rediagnoseSeconds: number;
}

/** `now` in epoch milliseconds. */
export function isDiagnosisDue(
  { checkedAt }: Diagnosis,
  now: number,
  { rediagnoseSeconds }: RediagnosisSettings,
): boolean {
  return now - Date.parse(checkedAt) >= rediagnoseSeconds * 1000;
}
