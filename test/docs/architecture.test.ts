/** The tables of docs/architecture.md say what the code says. */
import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { ANNOUNCEMENTS } from '../../remediation/announcements/announcement.ts';
import * as document from '../../remediation/document.ts';
import { METRICS } from '../../remediation/metrics/metric.ts';
import { actionsByPolicy } from '../package/actions.ts';
import { codes, read, rows, section } from './markdown.ts';

const page = read('docs/architecture.md');
const table = (heading: string) =>
  new Map(rows(section(page, heading)).map(([key = '', ...cells]) => [codes(key)[0] ?? '', cells]));

/** Actions by function, as infra/roles.cjs grants them where nothing is ruled out; each function also writes its log and its traces. */
function granted(): Map<string, string[]> {
  // Plain JavaScript has no types; what comes of it is parsed.
  const { roles } = createRequire(import.meta.url)('../../infra/roles.cjs');
  return actionsByPolicy(
    roles({ dryRun: false, selfService: true, attachCertificate: true, slackBot: true }),
  );
}

test('each function has its row, with every action that its role grants and no other', () => {
  const functions = table('## What each function may call');
  const shared = ['lambda', 'step'];
  const files = globSync('functions/*.ts').map((file) => basename(file, '.ts'));
  expect([...functions.keys()].toSorted()).toEqual(files.filter((file) => !shared.includes(file)).toSorted());

  const actions = granted();
  for (const [name, [, ...readsAndWrites]] of functions) {
    const said = codes(readsAndWrites.join(' ')).filter((code) => code.includes(':'));
    expect({ name, actions: said.toSorted() }).toEqual({ name, actions: actions.get(name) });
  }
});

test('each announcement has its row, and the state machine makes no other', () => {
  expect([...table('### Announcements').keys()].toSorted()).toEqual([...ANNOUNCEMENTS].toSorted());

  const put = [...read('statemachine/remediation.asl.json').matchAll(/"DetailType": "([^"]+)"/g)];
  const made = put.map(([, type]) => type);
  expect(made.length).toBeGreaterThan(0);
  expect(ANNOUNCEMENTS).toEqual(expect.arrayContaining(made));
});

test('each section of the document has its row, with its verdicts', () => {
  const sections = table('### The document');
  const { turned: _, ...shape } = document.Remediation.entries;
  expect([...sections.keys()]).toEqual(Object.keys(shape));
  const verdicts = Object.fromEntries([...sections].map(([name, [, cell = '']]) => [name, codes(cell)]));
  expect(verdicts).toEqual({
    incident: [],
    dryRun: [],
    diagnosis: document.Diagnosis.entries.verdict.options,
    proof: document.Proof.entries.verdict.options,
    aliasRecord: document.AliasRecord.entries.verdict.options,
    certificate: document.Certificate.entries.verdict.options,
    attachment: document.Attachment.entries.verdict.options,
    move: document.Move.entries.verdict.options,
    addition: document.Addition.entries.verdict.options,
    draft: document.Draft.entries.verdict.options,
    case: document.SupportCase.entries.verdict.options,
    confirmation: document.Confirmation.entries.verdict.options,
  });
});

test('each metric has its row, with its unit, and each announcement that is measured exists', () => {
  const metrics = table('## What is watched');
  expect(Object.fromEntries([...metrics].map(([name, [unit]]) => [name, unit]))).toEqual(METRICS);
  const measured = [...metrics.values()].flatMap(([, by = '', when = '']) =>
    codes(by).includes('record-metrics') ? codes(when) : [],
  );
  expect(measured.length).toBeGreaterThan(0);
  expect(ANNOUNCEMENTS).toEqual(expect.arrayContaining(measured));
});
