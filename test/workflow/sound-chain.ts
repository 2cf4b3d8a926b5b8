/** What holds of the chain of every document that a remediation ever has. */
import { expect } from 'vitest';
import { chainOf, type Link } from '../../remediation/chain.ts';
import type { Remediation } from '../../remediation/document.ts';

const GATES = ['proof', 'alias-record', 'certificate'];

export function expectSoundChain(remediation: Remediation): void {
  const chain = chainOf(remediation);
  const at = (state: Link['state']) => chain.filter((link) => link.state === state);
  const names = chain.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.slice(0, 2)).toEqual(['call', 'conflict']);
  // One thing is waited for, or both gates; where nothing is, everything is done.
  const waiting = at('waiting');
  if (waiting.length === 0) expect(at('done')).toEqual(chain);
  if (waiting.length > 1) expect(waiting.every(({ name }) => GATES.includes(name))).toBe(true);
  expect(waiting.length).toBeLessThan(3);
  expect(at('failed')).toEqual([]);
  for (const { state, reason } of chain) {
    expect(reason === '').toBe(state === 'ahead');
    expect(reason).not.toMatch(/undefined|null|NaN|unknown time/);
  }
  const ended = { status: 'FAILED', failure: { error: 'Bug', cause: 'a bug' } } as const;
  const failed = chainOf(remediation, ended).filter(({ state }) => state === 'failed');
  expect(failed.map(({ reason }) => reason)).toEqual(failed.map(() => 'a bug'));
  expect(failed.map(({ name }) => name)).toEqual(
    waiting.length > 0 ? waiting.map(({ name }) => name) : [names.at(-1)],
  );
  for (const status of ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const) {
    expect(chainOf(remediation, { status }).map(({ state }) => state)).not.toContain('waiting');
  }
}
