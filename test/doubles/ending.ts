/** What came of a rehearsal, made up: what the checks look at, and no more. */
import type { Ending } from '../../sandbox/rehearsal/scenario.ts';

export const ALIAS = 'www.example.com';
export const CONSENT = '2026-11-25T20:48:23.000Z';
export const BEFORE_CONSENT = '2026-11-25T20:48:22.999Z';
export const PERSON = 'arn:aws:iam::111122223333:user/operator';

export function roleOf(name: string): string {
  return `arn:aws:iam::111122223333:role/cname-rescue-sandbox-${name}`;
}

export function call(
  principal: string,
  action: string,
  time: string = CONSENT,
  outcome = 'ok',
): Ending['calls'][number] {
  const service = action.includes('Case') ? 'support' : 'cloudfront';
  return { time, account: '111122223333', principal, service, action, outcome, done: outcome === 'ok' };
}

/** Of a remediation that ended well and did nothing. */
export function ending(parts: Partial<Ending> = {}): Ending {
  return {
    alias: ALIAS,
    execution: { arn: '', name: '', status: 'SUCCEEDED', redriveCount: 0, history: [] },
    earlier: [],
    calls: [],
    messages: [],
    targetAliases: [],
    holderAliases: [],
    cases: [],
    consentAt: CONSENT,
    ...parts,
  };
}
