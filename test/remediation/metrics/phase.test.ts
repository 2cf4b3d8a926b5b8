/** The phase of a remediation, by the states that its execution entered. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { phaseOf } from '../../../remediation/metrics/phase.ts';

const base = v.object({ Type: v.string(), Resource: v.optional(v.string()) });
const State = v.object({
  ...base.entries,
  Branches: v.optional(v.array(v.object({ States: v.record(v.string(), base) }))),
});
const Definition = v.object({ States: v.record(v.string(), State) });
const { States } = v.parse(Definition, JSON.parse(readFileSync('statemachine/remediation.asl.json', 'utf8')));
const states = Object.entries(States).flatMap(([name, state]) => [
  [name, state] as const,
  ...(state.Branches ?? []).flatMap((branch) => Object.entries(branch.States)),
]);
/** Those in which an execution can be found: steps, and waits. Announcements and choices are over at once. */
const lasting = states.flatMap(([name, { Type, Resource }]) =>
  Type === 'Wait' || (Type === 'Task' && !Resource?.endsWith(':events:putEvents')) ? [name] : [],
);

test.each(lasting)('%s has a phase', (state) => {
  expect(phaseOf([state])).not.toBe('unknown');
});

test('a state of another release has none, nor has an execution that has just begun', () => {
  expect(phaseOf(['Ponder the conflict'])).toBe('unknown');
  expect(phaseOf([])).toBe('unknown');
});

test('what only chooses or announces belongs to what came before', () => {
  expect(
    phaseOf(['Announce support case opened', 'Is the case open', 'Open support case', 'Move alias']),
  ).toBe('support');
});

describe('in the gates', () => {
  test('the record is what is waited for, as long as it is, whatever the other gate says', () => {
    expect(phaseOf(['Wait for DNS', 'Check ownership proof'])).toBe('ownership-proof');
    expect(phaseOf(['Wait for certificate', 'Check certificate', 'Wait for DNS'])).toBe('ownership-proof');
    expect(phaseOf(['Check certificate', 'Gather proof', 'Announce opened', 'Diagnose conflict'])).toBe(
      'ownership-proof',
    );
    expect(phaseOf(['Check ownership proof', 'Certificate accepted', 'Check certificate'])).toBe(
      'ownership-proof',
    );
  });

  test.each(['Ownership proven', 'Way is clear', 'Proof not wanted', 'Record not in the way'])(
    'then the certificate: %s',
    (over) => {
      const looks = ['Wait for certificate', 'Does the certificate cover', 'Check certificate'];
      expect(phaseOf([...looks, over, 'Check ownership proof', 'Wait for DNS'])).toBe('certificate');
    },
  );

  test('the certificate, too, where the record is so long ago that nothing of it is in sight', () => {
    expect(phaseOf(['Wait for certificate', 'Does the certificate cover', 'Check certificate'])).toBe(
      'certificate',
    );
  });
});
