import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Incident } from '../../remediation/document.ts';
import { parseIncident } from '../../remediation/incident.ts';
import { eventOf } from '../../remediation/incident-event.ts';
import { fixture, incident } from '../doubles/documents.ts';

const CERTIFICATE = 'arn:aws:acm:us-east-1:111122223333:certificate/5b1c0a52-7a0e-4c5e-9a54-0c6f5f0c1e11';
const target = { kind: 'tenant', id: 'dt_2sTenantExample' } as const;

/** As JSON, in which it travels, and without what is only derived. */
function returned(given: Omit<Incident, 'marker'>): Omit<Incident, 'marker'> {
  const { marker: _, ...rest } = parseIncident(JSON.parse(JSON.stringify(eventOf(given))));
  return rest;
}

const fixtures = readdirSync('test/fixtures/cloudtrail').filter((name) => name.endsWith('.json'));

test.each(fixtures.map((name) => name.replace(/\.json$/, '')))(
  'the event of an incident is read as that incident: %s',
  (name) => {
    const { marker: _, ...given } = parseIncident(fixture(name));
    expect(returned(given)).toEqual(given);
  },
);

test.each<[string, Partial<Incident>]>([
  [
    'a tenant with a certificate',
    { target, action: 'UpdateDistributionTenant', certificate: { source: 'acm', id: CERTIFICATE } },
  ],
  ['a server certificate of IAM', { certificate: { source: 'iam', id: 'ASCAEXAMPLEEXAMPLE123' } }],
  ['several aliases', { aliases: ['*.example.com', 'example.com', 'xn--bcher-kva.example.com'] }],
  ['nothing but what there must be', { errorMessage: '', requestId: 'unknown', caller: 'unknown' }],
])('%s', (_, changes) => {
  const { marker: _marker, ...given } = incident(changes);
  expect(returned(given)).toEqual(given);
});
