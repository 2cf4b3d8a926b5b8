/** All checks, side by side. One that AWS refuses tells what it lacks, and the others go on. */
import { type DeployedFunction, readFunction } from '../../providers/operator/deployed-functions.ts';
import type { Stack } from '../stack.ts';
import { troubleOf } from '../trouble.ts';
import { account } from './account.ts';
import { alarms } from './alarms.ts';
import type { Check, Patient } from './check.ts';
import { deadLetters } from './dead-letters.ts';
import { dns } from './dns.ts';
import { type Finding, unknown } from './finding.ts';
import { functions } from './functions.ts';
import { remediations } from './remediations.ts';
import { roles } from './roles.ts';
import { rules } from './rules.ts';
import { slack } from './slack.ts';
import { support } from './support.ts';
import { topic } from './topic.ts';
import { trail } from './trail.ts';

/** In the order in which a failed call becomes a message. */
const CHECKS: readonly Check[] = [
  account,
  trail,
  rules,
  functions,
  roles,
  dns,
  support,
  slack,
  topic,
  deadLetters,
  alarms,
  remediations,
];

export async function examine(
  stack: Stack,
  onChecked: (left: readonly string[]) => void,
): Promise<Finding[]> {
  const left = new Set(CHECKS.map(({ name }) => name));
  const patient = patientOf(stack);
  onChecked([...left]);
  const findings = await Promise.all(
    CHECKS.map(async (check) => {
      const found = await finding(check, patient);
      left.delete(check.name);
      onChecked([...left]);
      return found;
    }),
  );
  return findings.flat();
}

export async function finding({ name, look }: Check, patient: Patient): Promise<Finding[]> {
  try {
    return (await look(patient)).map((judgement) => ({ check: name, ...judgement }));
  } catch (error) {
    return [{ check: name, ...unknown(troubleOf(error).message) }];
  }
}

function patientOf(stack: Stack): Patient {
  const read = new Map<string, Promise<DeployedFunction | undefined>>();
  return {
    stack,
    fn(name) {
      const found = read.get(name) ?? readFunction(stack.functionName(name));
      read.set(name, found);
      return found;
    },
  };
}
