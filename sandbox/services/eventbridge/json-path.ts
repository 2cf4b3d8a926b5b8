/**
 * The part of JSONPath that EventBridge reads in InputPath and InputPathsMap: names, array indices and `[*]`.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
import { isRecord } from '../../is-record.ts';

type Step = { name: string } | { index: number } | 'all';

const stepPattern = /\.([\w/-]+)|\[(\d+)\]|(\[\*\]|\.\*)|\['([^']+)'\]/y;

/** @returns undefined when the text is not a path that EventBridge understands */
export function parseJsonPath(text: string): Step[] | undefined {
  if (!text.startsWith('$')) return undefined;
  const steps: Step[] = [];
  let at = 1;
  while (at < text.length) {
    stepPattern.lastIndex = at;
    const match = stepPattern.exec(text);
    if (match === null) return undefined;
    const [whole, name, index, all, quoted] = match;
    if (all !== undefined) steps.push('all');
    else if (index !== undefined) steps.push({ index: Number(index) });
    else steps.push({ name: name ?? quoted ?? '' });
    at += whole.length;
  }
  return steps;
}

/** @returns undefined when the event has nothing there */
export function readJsonPath(steps: Step[], event: unknown): unknown {
  let node = event;
  for (const [at, step] of steps.entries()) {
    if (step === 'all') {
      const rest = steps.slice(at + 1);
      const items: unknown[] = Array.isArray(node) ? node : isRecord(node) ? Object.values(node) : [];
      return items.map((item) => readJsonPath(rest, item)).filter((item) => item !== undefined);
    }
    if ('index' in step) node = Array.isArray(node) ? node[step.index] : undefined;
    else node = isRecord(node) && Object.hasOwn(node, step.name) ? node[step.name] : undefined;
  }
  return node;
}
