import { expect, test } from 'vitest';
import { confirmed } from '../../cli/confirm.ts';
import { UsageError } from '../../cli/trouble.ts';
import { TerminalDouble } from './terminal.ts';

const ask = (terminal: TerminalDouble, yes = false) => confirmed(terminal, { yes }, 'The plan.', 'Do it?');

test.each([
  ['y', true],
  ['Yes ', true],
  ['', false],
  ['n', false],
  ['yesterday', false],
])('the answer "%s" means %s', async (answer, agreed) => {
  const terminal = new TerminalDouble(answer);
  expect(await ask(terminal)).toBe(agreed);
  expect(terminal.questions).toEqual(['Do it? [y/N] ']);
  expect(terminal.errors).toEqual(['The plan.', ...(agreed ? [] : ['Nothing was changed.'])]);
});

test('with --yes the plan is shown and nobody is asked', async () => {
  const terminal = new TerminalDouble();
  expect(await ask(terminal, true)).toBe(true);
  expect(terminal).toMatchObject({ questions: [], errors: ['The plan.'], written: [] });
});

test('where nobody can be asked it is not done', async () => {
  await expect(ask(new TerminalDouble())).rejects.toThrow(UsageError);
});
