/** What becomes of the ledger when its stack is deleted. */
import { createRequire } from 'node:module';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { packagedTemplate } from './template.ts';

const Template = v.object({
  Resources: v.object({ Ledger: v.object({ DeletionPolicy: v.string(), UpdateReplacePolicy: v.string() }) }),
});

/** As osls asks for the file; plain JavaScript has no types, so what comes of it is parsed. */
async function ledger(keepLedger: unknown) {
  const template = createRequire(import.meta.url)('../../infra/table.cjs');
  return v.parse(Template, await template({ resolveVariable: async () => keepLedger })).Resources.Ledger;
}

test('it goes with the stack, unless it is to be kept; that of a first deployment that failed goes in any case', async () => {
  expect(await ledger('false')).toEqual({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  expect(await ledger('true')).toEqual({
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
});

test('nothing else stays', () => {
  const staying = Object.entries(packagedTemplate().Resources).filter(
    ([, { DeletionPolicy = 'Delete', UpdateReplacePolicy = 'Delete' }]) =>
      DeletionPolicy !== 'Delete' || UpdateReplacePolicy !== 'Delete',
  );
  expect(staying).toEqual([]);
});
