/** The published schemas are those of the code, and what programs get is as they say. */
import { readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { SCHEMAS, schemaPath, schemaText } from '../../docs/schemas.ts';
import { ANNOUNCEMENTS } from '../../remediation/announcements/announcement.ts';
import { attributesOf } from '../../remediation/announcements/machine/attributes.ts';
import { MachineForm } from '../../remediation/announcements/machine/schema.ts';
import type { Remediation } from '../../remediation/document.ts';
import { caseUrl } from '../../remediation/links.ts';
import { isRecord } from '../../sandbox/is-record.ts';
import { formOf } from '../doubles/announced-events.ts';
import { contested, incident, proof, remediation } from '../doubles/documents.ts';
import {
  added,
  aliasRecord,
  asked,
  bare,
  certificate,
  confirmation,
  diagnosed,
  moved,
} from '../doubles/sections.ts';
import { ALIAS } from '../doubles/world.ts';
import { codes, read, rows, section } from './markdown.ts';

/** Independent of the library that the schemas are written with. Strict: a keyword that it does not know is a mistake. */
function validator(name: string) {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  // CommonJS: what is imported is the module.
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(read(schemaPath(name))));
}

describe.each(Object.entries(SCHEMAS))('%s', (name, schema) => {
  test('is up to date', () => {
    expect(read(schemaPath(name)), `Mend it with: npx node docs/schemas.ts --write`).toBe(schemaText(schema));
  });

  test('is a schema of 2020-12, and says of every field what it is', () => {
    expect(() => validator(name)).not.toThrow();
    const published: unknown = JSON.parse(read(schemaPath(name)));
    expect(published).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
    expect(undescribed(published, name)).toEqual([]);
  });
});

test('none is published that is not made here', () => {
  expect(readdirSync('docs/schemas').toSorted()).toEqual(
    Object.keys(SCHEMAS)
      .map((name) => `${name}.json`)
      .toSorted(),
  );
});

describe('docs/machines.md', () => {
  const page = read('docs/machines.md');

  test('the example is what comes, but for the wording', () => {
    const [, example = ''] = /## What comes\n\n```json\n([\s\S]*?)```/.exec(page) ?? [];
    const opened = { incident: incident(), diagnosis: diagnosed('held-elsewhere') };
    const { message: _, ...facts } = formOf('Remediation opened', { remediation: opened });
    expect(JSON.parse(example)).toEqual({ ...facts, message: expect.anything() });
    expect(validator('announcement')(JSON.parse(example))).toBe(true);
  });

  test('every attribute has its row', () => {
    const failed = formOf('Remediation failed', { failure: { error: 'TargetGone', cause: '' } });
    const named = rows(section(page, '## Filter')).map(([name = '']) => codes(name));
    expect(named).toEqual(Object.keys(attributesOf(failed)).map((name) => [name]));
  });
});

describe('announcements', () => {
  const valid = validator('announcement');
  const documents: [string, Remediation][] = [
    ['with nothing in it', bare],
    ['after both gates', remediation()],
    ['of a dry run', remediation({ dryRun: true })],
    [
      'with everything in it',
      remediation({
        diagnosis: diagnosed('both', {
          free: [contested('free.example.com', { holder: undefined })],
          arrived: [contested('came.example.com')],
        }),
        proof: {
          ...proof('missing'),
          nextCheckAt: '2026-11-20T01:00:30.000Z',
          deadlineAt: '2026-12-04T01:00:00.000Z',
        },
        aliasRecord: aliasRecord('leaving'),
        certificate: certificate('pending-validation'),
        move: moved('support'),
        addition: added('added'),
        case: asked('open', { status: 'pending-customer-action', url: caseUrl('1') }),
        confirmation: confirmation('waiting'),
      }),
    ],
  ];
  const extra = {
    failure: { error: 'ProofDeadlineExceeded', cause: 'Publish it.' },
    claim: { alias: ALIAS, target: 'E9OTHEREXAMPLE' },
  };

  test.each(
    ANNOUNCEMENTS.flatMap((type) => documents.map(([what, document]) => [type, what, document] as const)),
  )('%s %s', (type, _, document) => {
    const published = JSON.parse(JSON.stringify(formOf(type, { remediation: document, ...extra })));
    // Nothing goes out that is not described.
    expect(v.parse(MachineForm, published)).toEqual(published);
    expect(valid(published), JSON.stringify(valid.errors)).toBe(true);
  });

  const form = () =>
    JSON.parse(JSON.stringify(formOf('Remediation failed', { remediation: remediation(), ...extra })));

  test('who validates takes what a later version adds: fields, types, errors, links of the chain', () => {
    const later = withMore(form());
    expect(later).toHaveProperty('failure.more');
    expect(
      valid({ ...Object(later), type: 'Alias lost', chain: [{ name: 'thought', state: 'ahead' }] }),
    ).toBe(true);
  });

  test.each<[string, object]>([
    ['another version', { schemaVersion: '2' }],
    ['another attention', { attention: 'soon' }],
    ['no id', { id: undefined }],
    ['a time that is none', { time: 'yesterday' }],
    ['an alias without its name', { aliases: [{ onTarget: true }] }],
    ['a record for nothing', { records: [{ purpose: 'fun', name: 'a', type: 'TXT', value: 'b' }] }],
  ])('%s is refused', (_, changes) => {
    expect(valid({ ...form(), ...changes })).toBe(false);
  });
});

/** The same with one more field in every object. */
function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore);
  if (!isRecord(value)) return value;
  return {
    ...Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withMore(inner)])),
    more: 1,
  };
}

/** Paths of fields that nothing is said of. */
function undescribed(schema: unknown, path: string): string[] {
  if (!isRecord(schema)) return [];
  const { properties, items } = schema;
  const fields = isRecord(properties) ? Object.entries(properties) : [];
  return [
    ...fields.flatMap(([field, inner]) => [
      ...(isRecord(inner) && 'description' in inner ? [] : [`${path}.${field}`]),
      ...undescribed(inner, `${path}.${field}`),
    ]),
    ...undescribed(items, `${path}[]`),
  ];
}
