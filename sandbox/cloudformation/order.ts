/** The order in which resources can be created: each after what it refers to or names in DependsOn. */
import { references, type Scope } from './intrinsics.ts';
import { DeploymentError, type TemplateResource } from './template.ts';

/**
 * @param resources those that are to be created, by logical id
 * @param left logical ids that their conditions leave out: to depend on them is allowed, to refer to them is not
 * @returns the logical ids; where nothing asks for another order, that of the template
 */
export function creationOrder(
  resources: ReadonlyMap<string, TemplateResource>,
  left: ReadonlySet<string>,
  scope: Scope,
): string[] {
  const order: string[] = [];
  const done = new Set<string>();

  function visit(id: string, path: string[]): void {
    if (done.has(id)) return;
    if (path.includes(id)) {
      const cycle = [...path.slice(path.indexOf(id)), id];
      throw new DeploymentError(`Circular dependency between resources: ${cycle.join(' -> ')}`);
    }
    const resource = resources.get(id);
    if (resource === undefined) return;
    for (const needed of dependencies(id, resource)) visit(needed, [...path, id]);
    done.add(id);
    order.push(id);
  }

  function dependencies(id: string, resource: TemplateResource): string[] {
    const named = [resource.DependsOn ?? []].flat();
    const missing = named.filter((other) => !resources.has(other) && !left.has(other));
    const referred = references(resource.Properties, scope, `Resources.${id}`).filter(
      (other) => !scope.parameters.has(other),
    );
    missing.push(...referred.filter((other) => !resources.has(other)));
    if (missing.length > 0) {
      throw new DeploymentError(`${id}: there is no ${missing.join(', ')} among the resources to depend on`);
    }
    return [...named, ...referred];
  }

  for (const id of resources.keys()) visit(id, []);
  return order;
}
