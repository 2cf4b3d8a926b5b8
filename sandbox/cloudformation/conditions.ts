/** The conditions of a template, each evaluated once, when it is first asked for. */
import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../is-record.ts';
import { resolve, type Scope } from './intrinsics.ts';
import { DeploymentError, type Template } from './template.ts';

/**
 * @param scope parameters and mappings: conditions cannot refer to resources
 * @returns whether the condition of that name holds. @throws DeploymentError when there is none, or it asks for itself
 */
export function conditions(
  template: Template,
  scope: Pick<Scope, 'parameters' | 'mappings'>,
): (name: string) => boolean {
  const declared = template.Conditions ?? {};
  const known = new Map<string, boolean | 'being evaluated'>();

  function holds(name: string): boolean {
    const value = known.get(name);
    if (value === 'being evaluated') throw new DeploymentError(`Condition ${name} depends on itself`);
    if (value !== undefined) return value;
    if (!Object.hasOwn(declared, name)) throw new DeploymentError(`There is no condition ${name}`);
    known.set(name, 'being evaluated');
    const result = evaluate(declared[name], `Conditions.${name}`);
    known.set(name, result);
    return result;
  }

  function evaluate(value: unknown, where: string): boolean {
    const [[name, argument] = [], ...more] = isRecord(value) ? Object.entries(value) : [];
    if (name === 'Condition' && typeof argument === 'string') return holds(argument);
    const parts: unknown[] = Array.isArray(argument) ? argument : [];
    const each = () => parts.map((part) => evaluate(part, `${where}.${name}`));
    if (more.length === 0 && parts.length > 0) {
      if (name === 'Fn::And') return each().every(Boolean);
      if (name === 'Fn::Or') return each().some(Boolean);
      if (name === 'Fn::Not' && parts.length === 1) return !each()[0];
      if (name === 'Fn::Equals' && parts.length === 2) {
        const [left, right] = parts.map((part) =>
          resolve(part, { ...scope, condition: holds, created: new Map() }, where),
        );
        return isDeepStrictEqual(left, right);
      }
    }
    throw new DeploymentError(`${where}: not a condition`);
  }

  return holds;
}
