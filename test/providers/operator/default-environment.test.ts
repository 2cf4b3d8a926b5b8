/** Where no stack is, the command goes by the same settings as a stack of which nothing was set. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DECLARED } from '../../../infra/parameters.ts';
import { DEFAULT_ENVIRONMENT } from '../../../providers/operator/default-environment.ts';

/** `NAME: ${param:name}`, as infra/functions.yml gives a variable the value of a parameter. */
const given = [...readFileSync('infra/functions.yml', 'utf8').matchAll(/^ +(\w+): \$\{param:(\w+)\}$/gm)];

test.each(Object.entries(DEFAULT_ENVIRONMENT))('%s', (name, value) => {
  const parameters = new Set(
    given.flatMap(([, variable, parameter = '']) => (variable === name ? [parameter] : [])),
  );
  const [parameter = ''] = parameters;
  expect(parameters.size).toBe(1);
  expect(value).toBe(String(DECLARED.get(parameter)?.default));
});
