/** The resources of a template against AWS's own schema of their types: what CloudFormation would refuse, or not understand. */
import type { Property, PropertyType, SpecDatabase } from '@aws-cdk/service-spec-types';
import { intrinsicCall } from '../../sandbox/cloudformation/intrinsics.ts';
import type { Template } from '../../sandbox/cloudformation/template.ts';
import { isRecord } from '../../sandbox/is-record.ts';

/** These make a string, of which the text is not known here. Of the other functions, only CloudFormation knows what they make. */
const MAKE_TEXT = ['Fn::Sub', 'Fn::Join', 'Fn::Base64'];

/** @returns a sentence for each property that is unknown, missing or of another type, with its path */
export function wrongProperties(template: Template, specification: SpecDatabase): string[] {
  return Object.entries(template.Resources).flatMap(([id, { Type, Properties = {} }]) => {
    const [resource] = specification.lookup('resource', 'cloudFormationType', 'equals', Type);
    if (!resource) return [`${id}: there is no type ${Type}`];
    return objectProblems(Properties, resource.properties, id, specification);
  });
}

function objectProblems(
  value: object,
  properties: Record<string, Property>,
  path: string,
  specification: SpecDatabase,
): string[] {
  const missing = Object.entries(properties).filter(
    ([name, { required }]) => required && !Object.hasOwn(value, name),
  );
  return [
    ...missing.map(([name]) => `${path}: ${name} is missing`),
    ...Object.entries(value).flatMap(([name, part]) => {
      const property = properties[name];
      return property
        ? problems(part, property.type, `${path}/${name}`, specification)
        : [`${path}: there is no property ${name}`];
    }),
  ];
}

function problems(value: unknown, type: PropertyType, path: string, specification: SpecDatabase): string[] {
  const [name, argument] = intrinsicCall(value) ?? [];
  if (name === 'Fn::If' && Array.isArray(argument)) {
    return argument.slice(1).flatMap((branch) => problems(branch, type, path, specification));
  }
  if (name !== undefined) {
    const wrong = MAKE_TEXT.includes(name) && !takesText(type);
    return wrong ? [`${path}: text, where ${type.type} is wanted`] : [];
  }
  const inner = (part: unknown, of: PropertyType, key: string | number) =>
    problems(part, of, `${path}/${key}`, specification);
  const wrong = [`${path}: ${JSON.stringify(value)} is no ${type.type}`];

  switch (type.type) {
    case 'union': {
      const each = type.types.map((alternative) => problems(value, alternative, path, specification));
      return each.some((found) => found.length === 0) ? [] : each.flat();
    }
    case 'ref': {
      if (!isRecord(value)) return wrong;
      return objectProblems(
        value,
        specification.get('typeDefinition', type.reference).properties,
        path,
        specification,
      );
    }
    case 'array':
      return Array.isArray(value) ? value.flatMap((item, at) => inner(item, type.element, at)) : wrong;
    case 'map':
      return isRecord(value)
        ? Object.entries(value).flatMap(([key, item]) => inner(item, type.element, key))
        : wrong;
    case 'tag':
      return isRecord(value) && typeof value.Key === 'string' && 'Value' in value ? [] : wrong;
    case 'json':
      return isRecord(value) || typeof value === 'string' ? [] : wrong;
    default:
      return isScalar(value, type) ? [] : wrong;
  }
}

/** CloudFormation takes numbers and booleans as text and as what they are. */
function isScalar(value: unknown, type: PropertyType): boolean {
  if (!['string', 'number', 'boolean'].includes(typeof value)) return false;
  const text = String(value);
  switch (type.type) {
    case 'integer':
      return /^-?\d+$/.test(text);
    case 'number':
      return text !== '' && Number.isFinite(Number(text));
    case 'boolean':
      return text === 'true' || text === 'false';
    case 'string':
      return type.allowedValues === undefined || type.allowedValues.includes(text);
    default:
      return true;
  }
}

function takesText(type: PropertyType): boolean {
  return type.type === 'union'
    ? type.types.some(takesText)
    : !['ref', 'array', 'map', 'tag'].includes(type.type);
}
