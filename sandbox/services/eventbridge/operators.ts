/**
 * The comparison operators of event patterns, each compiled into a test of one value found in the event.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
import { BlockList, isIP } from 'node:net';
import { isRecord } from '../../is-record.ts';

/** Says whether one present leaf value (string, number, boolean or null) fulfils the operator. */
export type Test = (value: unknown) => boolean;

/** What is wrong with a pattern, and where: `detail.eventName[0].prefix`. */
export class PatternError extends Error {
  constructor(reason: string, where: string) {
    super(where === '' ? reason : `${reason} at ${where}`);
  }
}

/** @returns the only key of an operator object, and its operand */
export function soleEntry(expression: Record<string, unknown>, where: string): [string, unknown] {
  const [entry, ...more] = Object.entries(expression);
  if (entry === undefined || more.length > 0) {
    throw new PatternError('Only one key allowed in match expression', where);
  }
  return entry;
}

/** `exists` is not here: it asks whether there is a value at all, which the walk over the event decides. */
const operators: Record<string, (operand: unknown, where: string) => Test> = {
  prefix: (operand, where) => affix(operand, where, (value, part) => value.startsWith(part)),
  suffix: (operand, where) => affix(operand, where, (value, part) => value.endsWith(part)),
  'equals-ignore-case': (operand, where) => equalsIgnoringCase(text(operand, where)),
  wildcard: (operand, where) => wildcard(text(operand, where), where),
  'anything-but': anythingBut,
  numeric,
  cidr,
};

/** @throws PatternError for an unknown operator or an operand it cannot take */
export function compileOperator(name: string, operand: unknown, where: string): Test {
  const compile = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (compile === undefined) throw new PatternError(`Unrecognized match type "${name}"`, where);
  return compile(operand, where);
}

function text(operand: unknown, where: string): string {
  if (typeof operand !== 'string') throw new PatternError('Match value must be a string', where);
  return operand;
}

function equalsIgnoringCase(wanted: string): Test {
  return (value) => typeof value === 'string' && value.toLowerCase() === wanted.toLowerCase();
}

/** `prefix` and `suffix`: a string, or `{"equals-ignore-case": string}`. */
function affix(operand: unknown, where: string, holds: (value: string, part: string) => boolean): Test {
  if (!isRecord(operand)) {
    const part = text(operand, where);
    return (value) => typeof value === 'string' && holds(value, part);
  }
  const [name, inner] = soleEntry(operand, where);
  if (name !== 'equals-ignore-case') throw new PatternError(`Unrecognized match type "${name}"`, where);
  const part = text(inner, `${where}.${name}`).toLowerCase();
  return (value) => typeof value === 'string' && holds(value.toLowerCase(), part);
}

/** `*` stands for any run of characters; `\*` and `\\` stand for themselves. */
function wildcard(pattern: string, where: string): Test {
  let expression = '';
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    const next = pattern.charAt(at + 1);
    if (character === '*') {
      if (next === '*') throw new PatternError(`Consecutive wildcard characters at pos ${at}`, where);
      expression += '.*';
    } else if (character === '\\') {
      if (next !== '*' && next !== '\\') {
        throw new PatternError(`Invalid escape character at pos ${at}`, where);
      }
      expression += literal(next);
      at++;
    } else {
      expression += literal(character);
    }
  }
  const matcher = new RegExp(`^${expression}$`, 'su');
  return (value) => typeof value === 'string' && matcher.test(value);
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}

/** The operators that `anything-but` may negate. */
const negatable = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'];

/** Holds for every present value, `null` included, of which none of the operands holds. */
function anythingBut(operand: unknown, where: string): Test {
  const excluded = isRecord(operand) ? negatedOperator(operand, where) : excludedValues(operand, where);
  return (value) => !excluded.some((test) => test(value));
}

function excludedValues(operand: unknown, where: string): Test[] {
  const values: unknown[] = Array.isArray(operand) ? operand : [operand];
  const kinds = new Set(values.map((value) => typeof value));
  const [kind] = kinds;
  if (kinds.size !== 1 || (kind !== 'string' && kind !== 'number')) {
    throw new PatternError('Value of anything-but must be strings only or numbers only', where);
  }
  return values.map((excluded) => (value) => value === excluded);
}

function negatedOperator(operand: Record<string, unknown>, where: string): Test[] {
  const [name, inner] = soleEntry(operand, where);
  const place = `${where}.${name}`;
  if (!negatable.includes(name)) {
    throw new PatternError(`Unsupported anything-but pattern "${name}"`, where);
  }
  const parts: unknown[] = Array.isArray(inner) ? inner : [inner];
  if (parts.length === 0) throw new PatternError('Empty arrays are not allowed', place);
  return parts.map((part) => {
    if (text(part, place) === '' && (name === 'prefix' || name === 'suffix')) {
      throw new PatternError(`Null ${name} not allowed`, place);
    }
    return compileOperator(name, part, place);
  });
}

/** A range of numbers: `["=", 5]`, `[">", 0]`, `[">=", 0, "<", 10]`. */
function numeric(operand: unknown, where: string): Test {
  const terms: unknown[] = Array.isArray(operand) ? operand : [];
  const [first, a, second, b] = terms;
  const fail = (reason: string): never => {
    throw new PatternError(reason, where);
  };
  const number = (value: unknown): number =>
    typeof value === 'number' ? value : fail('Value of numeric must be a comparison and a number');
  if (terms.length !== 2 && terms.length !== 4) {
    return fail('Value of numeric must be one or two comparisons, each with a number');
  }
  const bound = number(a);
  const lower = (value: number) => (first === '>' ? value > bound : value >= bound);
  if (terms.length === 4) {
    const top = number(b);
    if ((first !== '>' && first !== '>=') || (second !== '<' && second !== '<=')) {
      return fail('A numeric range goes from > or >= to < or <=');
    }
    if (bound >= top) return fail('Bottom must be less than top');
    const upper = (value: number) => (second === '<' ? value < top : value <= top);
    return (value) => typeof value === 'number' && lower(value) && upper(value);
  }
  switch (first) {
    case '=':
      return (value) => value === bound;
    case '<':
      return (value) => typeof value === 'number' && value < bound;
    case '<=':
      return (value) => typeof value === 'number' && value <= bound;
    case '>':
    case '>=':
      return (value) => typeof value === 'number' && lower(value);
    default:
      return fail(`Unrecognized numeric range operator: ${String(first)}`);
  }
}

function cidr(operand: unknown, where: string): Test {
  const [network = '', length = ''] = text(operand, where).split('/');
  const version = isIP(network);
  const bits = Number(length);
  if (version === 0 || !/^\d+$/.test(length) || bits > (version === 4 ? 32 : 128)) {
    throw new PatternError('Malformed CIDR, one slash and an IP address required', where);
  }
  const block = new BlockList();
  block.addSubnet(network, bits, version === 4 ? 'ipv4' : 'ipv6');
  return (value) =>
    typeof value === 'string' &&
    isIP(value) === version &&
    block.check(value, version === 4 ? 'ipv4' : 'ipv6');
}
