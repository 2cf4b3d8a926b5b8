/**
 * Intrinsic functions, resolved against what is known of the stack.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
import { isRecord } from '../is-record.ts';
import { noValue } from './parameters.ts';
import { DeploymentError, type Template } from './template.ts';

/** A resource as other parts of the template see it. */
export interface Created {
  /** What `Ref` gives. */
  ref: string;
  /** What `Fn::GetAtt` gives, by attribute name. */
  attributes: Record<string, string>;
}

/** What a value may refer to. */
export interface Scope {
  parameters: ReadonlyMap<string, unknown>;
  mappings: Template['Mappings'];
  /** @throws DeploymentError when there is no such condition */
  condition(name: string): boolean;
  created: ReadonlyMap<string, Created>;
}

/** The function and its argument, when the value is a call of one. */
export function intrinsicCall(value: unknown): [name: string, argument: unknown] | undefined {
  if (!isRecord(value)) return undefined;
  const [entry, ...more] = Object.entries(value);
  if (entry === undefined || more.length > 0) return undefined;
  return entry[0] === 'Ref' || entry[0].startsWith('Fn::') ? entry : undefined;
}

/**
 * @param where the place in the template, for error messages
 * @returns the value with every function resolved; the symbol `noValue` when it is left out altogether
 */
export function resolve(value: unknown, scope: Scope, where: string): unknown {
  const call = intrinsicCall(value);
  if (call !== undefined) {
    const [name, argument] = call;
    const run = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (run === undefined) throw new DeploymentError(`${where}: the sandbox does not know ${name}`);
    return run(argument, scope, `${where}.${name}`);
  }
  if (Array.isArray(value)) {
    return value
      .map((item, index) => resolve(item, scope, `${where}[${index}]`))
      .filter((item) => item !== noValue);
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, resolve(item, scope, `${where}.${key}`)])
      .filter(([, item]) => item !== noValue),
  );
}

/** Which logical ids a value refers to, the branches that its conditions leave out not counted. */
export function references(value: unknown, scope: Scope, where: string): string[] {
  const call = intrinsicCall(value);
  if (call !== undefined) {
    const [name, argument] = call;
    if (name === 'Ref') return typeof argument === 'string' ? [argument] : [];
    if (name === 'Fn::GetAtt') return [attributeOf(argument, where).id];
    if (name === 'Fn::If') return references(chosen(argument, scope, where), scope, where);
    if (name === 'Fn::Sub') {
      const { template, variables } = substitution(argument, where);
      const names = [...template.matchAll(placeholder)].flatMap(([, literal, found = '']) =>
        literal === '!' || Object.hasOwn(variables, found) ? [] : [found.split('.')[0] ?? ''],
      );
      return [...names, ...references(variables, scope, where)];
    }
    return references(argument, scope, where);
  }
  if (Array.isArray(value)) return value.flatMap((item) => references(item, scope, where));
  return isRecord(value) ? Object.values(value).flatMap((item) => references(item, scope, where)) : [];
}

type Intrinsic = (argument: unknown, scope: Scope, where: string) => unknown;

const functions: Record<string, Intrinsic> = {
  Ref: (argument, scope, where) => lookUp(String(argument), scope, where),

  'Fn::GetAtt': (argument, scope, where) => {
    const { id, attribute } = attributeOf(argument, where);
    return getAttribute(id, text(resolve(attribute, scope, where), where), scope, where);
  },

  'Fn::Sub': (argument, scope, where) => {
    const { template, variables } = substitution(argument, where);
    return template.replaceAll(placeholder, (_, literal: string, name: string) => {
      if (literal === '!') return `\${${name}}`;
      if (Object.hasOwn(variables, name)) return text(resolve(variables[name], scope, where), where);
      const [id = '', ...path] = name.split('.');
      const value =
        path.length > 0 ? getAttribute(id, path.join('.'), scope, where) : lookUp(name, scope, where);
      return text(value, where);
    });
  },

  'Fn::Join': (argument, scope, where) => {
    const [delimiter, items] = list(argument, where, 2);
    return list(resolve(items, scope, where), where)
      .map((item) => text(item, where))
      .join(text(delimiter, where));
  },

  'Fn::Split': (argument, scope, where) => {
    const [delimiter, source] = list(argument, where, 2);
    return text(resolve(source, scope, where), where).split(text(delimiter, where));
  },

  'Fn::Select': (argument, scope, where) => {
    const [index, items] = list(argument, where, 2);
    const at = Number(resolve(index, scope, where));
    const item = list(resolve(items, scope, where), where)[at];
    if (item === undefined) throw new DeploymentError(`${where}: there is no item ${at}`);
    return item;
  },

  'Fn::If': (argument, scope, where) => resolve(chosen(argument, scope, where), scope, where),

  'Fn::FindInMap': (argument, scope, where) => {
    const keys = list(argument, where, 3).map((key) => text(resolve(key, scope, where), where));
    const [map = '', first = '', second = ''] = keys;
    const value = scope.mappings?.[map]?.[first]?.[second];
    if (value === undefined) throw new DeploymentError(`${where}: nothing is mapped for ${keys.join('.')}`);
    return value;
  },

  'Fn::ImportValue': (_, __, where) => {
    throw new DeploymentError(`${where}: the sandbox has one stack, there is nothing to import from`);
  },
};

const placeholder = /\$\{(!?)\s*([^}]+?)\s*\}/g;

function substitution(argument: unknown, where: string) {
  if (typeof argument === 'string') return { template: argument, variables: {} };
  const [template, variables] = list(argument, where, 2);
  if (!isRecord(variables)) throw new DeploymentError(`${where}: the second argument must be an object`);
  return { template: text(template, where), variables };
}

/** `[id, attribute]` or `id.attribute`. */
function attributeOf(argument: unknown, where: string): { id: string; attribute: unknown } {
  if (typeof argument === 'string') {
    const [id = '', ...path] = argument.split('.');
    return { id, attribute: path.join('.') };
  }
  const [id, attribute] = list(argument, where, 2);
  return { id: text(id, where), attribute };
}

function chosen(argument: unknown, scope: Scope, where: string): unknown {
  const [condition, then, otherwise] = list(argument, where, 3);
  return scope.condition(text(condition, where)) ? then : otherwise;
}

function lookUp(name: string, scope: Scope, where: string): unknown {
  if (scope.parameters.has(name)) return scope.parameters.get(name);
  return found(name, scope, where).ref;
}

function getAttribute(id: string, attribute: string, scope: Scope, where: string): string {
  const { attributes } = found(id, scope, where);
  const value = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
  if (value === undefined) {
    throw new DeploymentError(`${where}: the sandbox knows no attribute ${attribute} of ${id}`);
  }
  return value;
}

function found(id: string, scope: Scope, where: string): Created {
  const created = scope.created.get(id);
  if (created === undefined) throw new DeploymentError(`${where}: there is no ${id} to refer to`);
  return created;
}

function list(value: unknown, where: string, length?: number): unknown[] {
  if (!Array.isArray(value) || (length !== undefined && value.length !== length)) {
    throw new DeploymentError(`${where}: must be a list${length === undefined ? '' : ` of ${length}`}`);
  }
  return value;
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new DeploymentError(`${where}: must be a string`);
}
