/** The operations of a REST service, found by method, path template and the literal part of the query. */
import type { OperationModel } from './service-model.ts';

export interface Route {
  operation: OperationModel;
  /** Decoded values of the labels in the path. */
  labels: Record<string, string>;
}

interface Template {
  operation: OperationModel;
  method: string;
  segments: string[];
  literals: [string, string][];
}

/** @returns a function that finds the route of a request, or undefined. It throws URIError for a path it cannot decode. */
export function routeTable(
  operations: Iterable<OperationModel>,
): (method: string, path: string, query: URLSearchParams) => Route | undefined {
  const templates = [...operations].flatMap((operation) =>
    operation.http ? [template(operation, operation.http)] : [],
  );
  // A literal is more specific than a label, and a literal in the query than none (`/distribution?WithTags`).
  templates.sort((a, b) => specificity(b) - specificity(a));
  return (method, path, query) => {
    const segments = split(path);
    for (const candidate of templates) {
      if (
        candidate.method !== method ||
        !candidate.literals.every(([name, value]) => query.get(name) === value)
      )
        continue;
      const labels = matchSegments(candidate.segments, segments);
      if (labels) return { operation: candidate.operation, labels };
    }
    return undefined;
  };
}

function template(operation: OperationModel, [method, uri]: [string, string, number]): Template {
  const [path = '', literals] = uri.split('?');
  return { operation, method, segments: split(path), literals: [...new URLSearchParams(literals)] };
}

function specificity({ segments, literals }: Template): number {
  return segments.filter((segment) => !segment.startsWith('{')).length * 100 + literals.length;
}

/** Empty segments are dropped: models and clients disagree about the slash at the end (Route 53). */
function split(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function matchSegments(template: string[], segments: string[]): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  for (const [index, expected] of template.entries()) {
    const label = /^\{(.+?)(\+?)\}$/.exec(expected);
    const actual = segments[index];
    if (actual === undefined) return undefined;
    if (label?.[1] === undefined) {
      if (actual !== expected) return undefined;
    } else if (label[2] === '+') {
      labels[label[1]] = segments.slice(index).map(decodeURIComponent).join('/');
      return labels;
    } else {
      labels[label[1]] = decodeURIComponent(actual);
    }
  }
  return template.length === segments.length ? labels : undefined;
}
