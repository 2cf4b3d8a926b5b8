import { createColors } from 'picocolors';
import { expect, test } from 'vitest';
import { exitCodeOf, text } from '../../../cli/commands/doctor.ts';
import type { Finding } from '../../../cli/doctor/finding.ts';

const look = { paint: createColors(false), width: 80 };
const revert = {
  fix: 'Bring the stack back to its template:',
  command: `aws cloudformation ${'x'.repeat(70)}`,
};
const findings: Finding[] = [
  { check: 'trail', state: 'ok', says: 'The trail audit logs what is changed.' },
  {
    check: 'rules',
    state: 'problem',
    says: 'The rule a is gone: no failed call starts a remediation.',
    ...revert,
  },
  { check: 'rules', state: 'problem', says: 'The rule b is gone: nobody is told.', ...revert },
  { check: 'dead letters', state: 'unknown', says: 'AWS does not allow it: sqs:GetQueueUrl.' },
  { check: 'slack', state: 'not-used', says: 'Slack is not configured.' },
];

test('what is found, each with its remedy below, a command in one piece', () => {
  expect(text({ findings }, look).split('\n')).toEqual([
    '✓  trail         The trail audit logs what is changed.',
    '✗  rules         The rule a is gone: no failed call starts a remediation.',
    '                 →  Bring the stack back to its template:',
    `    ${revert.command}`,
    '✗  rules         The rule b is gone: nobody is told.',
    '                 →  As above.',
    '?  dead letters  AWS does not allow it: sqs:GetQueueUrl.',
    '-  slack         Slack is not configured.',
    '',
    '2 problems, 1 that could not be looked at.',
  ]);
});

test('all but commands fits the width', () => {
  const says = 'Some words that are many. '.repeat(10);
  const shown = text({ findings: [{ check: 'dead letters', state: 'problem', says, fix: says }] }, look);
  for (const line of shown.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  expect(shown).toMatch(/\n\n1 problem\.$/);
});

test('the exit code is that of the gravest finding', () => {
  const of = (...states: Finding['state'][]) =>
    exitCodeOf(states.map((state) => ({ check: 'trail', state, says: '' })));
  expect([of('ok', 'not-used'), of('ok', 'unknown'), of('unknown', 'problem')]).toEqual([0, 3, 1]);
});
