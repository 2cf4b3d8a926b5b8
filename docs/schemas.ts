/**
 * The JSON Schemas of what programs read: docs/schemas/, made from the schemas by which the code is typed. `npx node docs/schemas.ts`
 * prints them, `npx node docs/schemas.ts --write` writes them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { CheckFacts } from '../cli/check/facts.ts';
import { Findings } from '../cli/commands/doctor.ts';
import { RemediationList } from '../cli/commands/list.ts';
import { ReplayReport } from '../cli/commands/replay.ts';
import { Retried } from '../cli/commands/retry.ts';
import { Started } from '../cli/commands/start.ts';
import { Stopped } from '../cli/commands/stop.ts';
import { RemediationStatus } from '../cli/standing/facts.ts';

import { MachineForm } from '../remediation/announcements/machine/schema.ts';

/** By the name of the file. */
export const SCHEMAS: Readonly<Record<string, v.GenericSchema>> = {
  announcement: MachineForm,
  check: CheckFacts,
  list: RemediationList,
  status: RemediationStatus,
  start: Started,
  retry: Retried,
  stop: Stopped,
  replay: ReplayReport,
  doctor: Findings,
};

export function schemaPath(name: string): string {
  return `docs/schemas/${name}.json`;
}

export function schemaText(schema: v.GenericSchema): string {
  return `${JSON.stringify(toJsonSchema(schema, { target: 'draft-2020-12', typeMode: 'output' }), null, 2)}\n`;
}

if (import.meta.main) {
  if (process.argv.includes('--write')) mkdirSync('docs/schemas', { recursive: true });
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    if (process.argv.includes('--write')) writeFileSync(schemaPath(name), schemaText(schema));
    else process.stdout.write(schemaText(schema));
  }
}
