/**
 * Event patterns: which events a rule is for.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
import { isRecord } from '../../is-record.ts';
import { AwsError } from '../../wire/service.ts';
import { compileOperator, PatternError, soleEntry, type Test } from './operators.ts';

/** Says whether an event matches the pattern. */
export type Pattern = (event: unknown) => boolean;

/** Says whether one node of the event (undefined: there is none) matches a part of the pattern. */
type Matcher = (node: unknown, event: unknown) => boolean;

/** The API's own limit for a pattern, in characters (EventPattern of PutRule in the API model). */
const longestPattern = 4096;

/**
 * @param text the pattern as JSON
 * @throws AwsError InvalidEventPatternException, saying where the pattern is wrong
 */
export function compilePattern(text: string): Pattern {
  try {
    if (text.length > longestPattern) {
      throw new PatternError(`Longer than ${longestPattern} characters`, '');
    }
    return compileParsed(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);
  }
}

/** SNS's filter policies are such patterns, too. @throws PatternError */
export function compileParsed(pattern: unknown): Pattern {
  if (!isRecord(pattern)) throw new PatternError('Filter is not an object', '');
  const matches = compileObject(pattern, []);
  return (event) => matches(event, event);
}

/** @param path the fields that lead to this part of the pattern, `$or` left out: it is no field of the event */
function compileObject(pattern: Record<string, unknown>, path: string[]): Matcher {
  const entries = Object.entries(pattern);
  if (entries.length === 0) throw new PatternError('Empty objects are not allowed', path.join('.'));
  const matchers = entries.map(([key, part]) =>
    key === '$or' ? compileAlternatives(part, path) : compileField(key, part, [...path, key]),
  );
  return (node, event) => matchers.every((matches) => matches(node, event));
}

function compileAlternatives(part: unknown, path: string[]): Matcher {
  const where = [...path, '$or'].join('.');
  if (!Array.isArray(part) || part.length < 2 || !part.every(isRecord)) {
    throw new PatternError('There must be at least 2 objects in an $or relationship', where);
  }
  const alternatives = part.map((alternative) => compileObject(alternative, path));
  return (node, event) => alternatives.some((matches) => matches(node, event));
}

function compileField(key: string, part: unknown, path: string[]): Matcher {
  if (Array.isArray(part)) {
    const leaf = compileLeaf(part, path);
    return (node, event) => leaf(field(node, key), event);
  }
  if (!isRecord(part)) throw new PatternError(`"${key}" must be an object or an array`, path.join('.'));
  const inner = compileObject(part, path);
  return (node, event) => branches(field(node, key)).some((branch) => inner(branch, event));
}

function compileLeaf(choices: unknown[], path: string[]): Matcher {
  const where = path.join('.');
  if (choices.length === 0) throw new PatternError('Empty arrays are not allowed', where);
  const tests: Test[] = [];
  let absenceMatches = false;
  for (const [index, choice] of choices.entries()) {
    const place = `${where}[${index}]`;
    if (isRecord(choice)) {
      const [operator, operand] = soleEntry(choice, place);
      if (operator !== 'exists') tests.push(compileOperator(operator, operand, `${place}.${operator}`));
      else if (typeof operand !== 'boolean') {
        throw new PatternError('exists match pattern must be either true or false', place);
      } else if (operand) tests.push(() => true);
      else absenceMatches = true;
    } else if (typeof choice === 'object' && choice !== null) {
      throw new PatternError('Match value must be String, number, true, false, or null', place);
    } else {
      tests.push((value) => value === choice);
    }
  }
  return (node, event) =>
    leaves(node).some((value) => tests.some((test) => test(value))) ||
    // Asked of the whole event: in an array of objects, the field must be absent from every one of them.
    (absenceMatches && leavesAt(event, path).length === 0);
}

function field(node: unknown, key: string): unknown {
  return isRecord(node) && Object.hasOwn(node, key) ? node[key] : undefined;
}

/** The objects a nested pattern is tried on: any element of an array will do. Nothing there: only absence can match. */
function branches(node: unknown): unknown[] {
  if (!Array.isArray(node)) return [node];
  const elements = node.flatMap(branches);
  return elements.length > 0 ? elements : [undefined];
}

/** The values a leaf pattern is tried on. Objects are no leaves: `exists` does not see them. */
function leaves(node: unknown): unknown[] {
  if (Array.isArray(node)) return node.flatMap(leaves);
  return node === undefined || isRecord(node) ? [] : [node];
}

function leavesAt(node: unknown, path: string[]): unknown[] {
  const [key, ...rest] = path;
  if (key === undefined) return leaves(node);
  return branches(node).flatMap((branch) => leavesAt(field(branch, key), rest));
}
