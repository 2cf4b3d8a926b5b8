/** What a template refers to, against what there is: CloudFormation refuses a template before it creates anything of it. */
import type { SpecDatabase } from '@aws-cdk/service-spec-types';
import { intrinsicCall } from '../../sandbox/cloudformation/intrinsics.ts';
import type { Template } from '../../sandbox/cloudformation/template.ts';
import { isRecord } from '../../sandbox/is-record.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html */
const PSEUDO_PARAMETERS = [
  'AccountId',
  'NotificationARNs',
  'NoValue',
  'Partition',
  'Region',
  'StackId',
  'StackName',
  'URLSuffix',
].map((name) => `AWS::${name}`);

/** `${Name}` or `${Name.Attribute}`; `${!Literal}` is none. */
const PLACEHOLDER = /\$\{(?!!)\s*([^}]+?)\s*\}/g;

/** @returns a sentence for each reference to what is not there, with its path; a resource's attributes are those of AWS's schema. */
export function danglingReferences(template: Template, specification: SpecDatabase): string[] {
  const { Resources: resources, Parameters = {}, Conditions = {}, Outputs = {} } = template;
  const known = new Set([...Object.keys(resources), ...Object.keys(Parameters), ...PSEUDO_PARAMETERS]);

  const unlessKnown = (name: string, path: string) =>
    known.has(name) ? [] : [`${path}: there is no ${name}`];
  const unlessCondition = (name: unknown, path: string) =>
    typeof name === 'string' && Object.hasOwn(Conditions, name)
      ? []
      : [`${path}: there is no condition ${name}`];

  function attribute(id: string, name: string, path: string): string[] {
    const type = resources[id]?.Type;
    if (type === undefined) return [`${path}: there is no resource ${id}`];
    const [spec] = specification.lookup('resource', 'cloudFormationType', 'equals', type);
    return spec && !Object.hasOwn(spec.attributes, name) ? [`${path}: ${type} has no attribute ${name}`] : [];
  }

  function substituted(argument: unknown, path: string): string[] {
    const [text, variables = {}] = [argument].flat();
    const own = isRecord(variables) ? variables : {};
    const names = [...String(text).matchAll(PLACEHOLDER)].map(([, name = '']) => name);
    const foreign = names.filter((name) => !Object.hasOwn(own, name));
    return [
      ...foreign.flatMap((name) => {
        const [id = '', ...attributes] = name.split('.');
        return attributes.length > 0 ? attribute(id, attributes.join('.'), path) : unlessKnown(name, path);
      }),
      ...inside(own, path),
    ];
  }

  function inside(value: unknown, path: string): string[] {
    const [name = '', argument] = intrinsicCall(value) ?? [];
    const here = `${path}/${name}`;
    if (name === 'Ref') return unlessKnown(String(argument), here);
    if (name === 'Fn::Sub') return substituted(argument, here);
    if (name === 'Fn::GetAtt') {
      const [id = '', ...attributes] = Array.isArray(argument) ? argument : String(argument).split('.');
      return attribute(id, attributes.join('.'), here);
    }
    const condition = name === 'Fn::If' && Array.isArray(argument) ? unlessCondition(argument[0], here) : [];
    const parts = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    return [...condition, ...parts.flatMap(([key, part]) => inside(part, `${path}/${key}`))];
  }

  return [
    ...Object.entries(resources).flatMap(([id, { Properties, DependsOn = [], Condition }]) => [
      ...(Condition === undefined ? [] : unlessCondition(Condition, `${id}/Condition`)),
      ...[DependsOn]
        .flat()
        .filter((other) => !Object.hasOwn(resources, other))
        .map((other) => `${id}/DependsOn: there is no resource ${other}`),
      ...inside(Properties, id),
    ]),
    ...inside(Outputs, 'Outputs'),
  ];
}
