/** The name under which a person finds the execution in the Step Functions console. */
import { createHash } from 'node:crypto';
import type { Incident } from './document.ts';

/** StartExecution's limit. */
const LONGEST = 80;

/** CloudFront's own ids are shorter; a record could hold anything. */
const LONGEST_TARGET = 40;

/**
 * `www.example.com_E2EXAMPLE_1f2e3d4c`: alias (`+2` when there are two more), target, and a hash of the incident's id.
 * The same incident always gives the same name, which is what makes StartExecution idempotent.
 */
export function executionName(incident: Incident): string {
  const [first = 'aliases-unknown', ...others] = incident.aliases;
  const target = 'id' in incident.target ? incident.target.id : `${incident.target.kind}-target`;
  const hash = createHash('sha256').update(incident.id).digest('hex').slice(0, 8);
  const more = others.length > 0 ? `+${others.length}` : '';
  const tail = `${more}_${allowed(target).slice(0, LONGEST_TARGET)}_${hash}`;
  return `${allowed(first).slice(0, LONGEST - tail.length)}${tail}`;
}

/** An execution name may not have `*`, nor most other punctuation. */
function allowed(text: string): string {
  return text.replace('*', 'wildcard').replace(/[^\w.-]/g, '-');
}
