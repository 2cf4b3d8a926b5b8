/**
 * Holds a decoded input against its schema, because the SDK's readers do not: they take what a server sends on trust.
 * A wrong type is a request that cannot be read; a missing required member is one that can be read and is refused.
 */
import type { NormalizedSchema } from '@smithy/core/schema';

export interface Findings {
  /** A sentence for each value that is not of its type. */
  wrongType: string[];
  /** Paths of required members that are not there, in AWS's spelling: `distributionConfig.origins.items.1.member.id`. */
  missing: string[];
}

export function checkInput(schema: NormalizedSchema, input: unknown): Findings {
  const findings: Findings = { wrongType: [], missing: [] };
  check(schema, input, [], findings);
  return findings;
}

/** AWS's own words; seen for CloudFront, DynamoDB and IAM alike. */
export function missingMessage(missing: string[]): string {
  const each = missing.map(
    (path) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`,
  );
  return `${missing.length} validation error${missing.length > 1 ? 's' : ''} detected: ${each.join('; ')}`;
}

function check(schema: NormalizedSchema, value: unknown, path: string[], findings: Findings): void {
  if (schema.isUnitSchema()) return;
  if (!hasType(schema, value)) {
    findings.wrongType.push(`${path.join('.') || 'The input'} is not ${nameOfType(schema)}`);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      // A null in a list that allows it (the sparse trait) is a value.
      if (item === null && schema.getMergedTraits().sparse) continue;
      check(schema.getValueSchema(), item, [...path, String(index + 1), 'member'], findings);
    }
  } else if (schema.isMapSchema()) {
    for (const [key, item] of entries(value)) {
      if (item === null && schema.getMergedTraits().sparse) continue;
      check(schema.getValueSchema(), item, [...path, key, 'member'], findings);
    }
  } else if (schema.isStructSchema()) {
    checkMembers(schema, new Map(entries(value)), path, findings);
  }
}

function checkMembers(
  schema: NormalizedSchema,
  members: Map<string, unknown>,
  path: string[],
  findings: Findings,
): void {
  // A structure's schema lists its required members first; its seventh element is their number.
  const raw = schema.getSchema();
  const required = Array.isArray(raw) && typeof raw[6] === 'number' ? raw[6] : 0;
  let position = 0;
  for (const [name, member] of schema.structIterator()) {
    const at = [...path, name.charAt(0).toLowerCase() + name.slice(1)];
    const value = members.get(name);
    if (value != null) check(member, value, at, findings);
    else if (position < required) findings.missing.push(at.join('.'));
    position += 1;
  }
}

function hasType(schema: NormalizedSchema, value: unknown): boolean {
  // A string that holds JSON is read as a String object.
  if (schema.isStringSchema()) return typeof value === 'string' || value instanceof String;
  if (schema.isNumericSchema())
    return typeof value === 'bigint' || (typeof value === 'number' && !Number.isNaN(value));
  if (schema.isBooleanSchema()) return typeof value === 'boolean';
  if (schema.isBlobSchema()) return value instanceof Uint8Array;
  if (schema.isTimestampSchema()) return value instanceof Date && !Number.isNaN(value.getTime());
  if (schema.isListSchema()) return Array.isArray(value);
  if (schema.isMapSchema() || schema.isStructSchema())
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  return true;
}

function nameOfType(schema: NormalizedSchema): string {
  if (schema.isStringSchema()) return 'a string';
  if (schema.isNumericSchema()) return 'a number';
  if (schema.isBooleanSchema()) return 'a boolean';
  if (schema.isBlobSchema()) return 'base64';
  if (schema.isTimestampSchema()) return 'a timestamp';
  if (schema.isListSchema()) return 'a list';
  return schema.isMapSchema() ? 'a map' : 'a structure';
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
