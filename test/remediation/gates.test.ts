import { expect, test } from 'vitest';
import { GATES, GATES_STATE } from '../../remediation/gates.ts';
import { allStates, definition } from '../workflow/definition.ts';

test('the gates have the states of the state machine, each its branch', () => {
  const branches = definition().States[GATES_STATE]?.Branches ?? [];
  expect(GATES.map(({ states }) => [...states].toSorted())).toEqual(
    branches.map(({ States }) => Object.keys(States).toSorted()),
  );
});

test('a gate is over with the states that end its branch', () => {
  const ends = allStates()
    .filter(([name, state]) => 'End' in state && GATES.some(({ states }) => states.includes(name)))
    .map(([name]) => name);
  expect(GATES.flatMap((gate) => gate.ends).toSorted()).toEqual(ends.toSorted());
});
