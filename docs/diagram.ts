/**
 * The state machine as a Mermaid flowchart: the diagram of docs/architecture.md, made from the definition itself.
 * `npx node docs/diagram.ts` prints it, `npx node docs/diagram.ts --write` puts it into the page.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { withPart } from './generated-part.ts';

/** Strict: a rule that this file does not know must not be drawn as if it were another. */
const ChoiceRule = v.strictObject({
  Variable: v.string(),
  StringEquals: v.optional(v.string()),
  BooleanEquals: v.optional(v.boolean()),
  Next: v.string(),
});

/** All of it but the branches, which hold states again. */
const WithoutBranches = v.object({
  Type: v.picklist(['Task', 'Choice', 'Wait', 'Pass', 'Parallel', 'Succeed']),
  Resource: v.optional(v.string()),
  Next: v.optional(v.string()),
  Default: v.optional(v.string()),
  Choices: v.optional(v.array(ChoiceRule)),
  Catch: v.optional(v.array(v.object({ ErrorEquals: v.array(v.string()), Next: v.string() }))),
});
type State = v.InferOutput<typeof WithoutBranches> & { Branches?: Scope[] | undefined };
interface Scope {
  StartAt: string;
  States: Record<string, State>;
}

const State: v.GenericSchema<unknown, State> = v.object({
  ...WithoutBranches.entries,
  Branches: v.optional(v.array(v.lazy(() => Scope))),
});
const Scope: v.GenericSchema<unknown, Scope> = v.object({
  StartAt: v.string(),
  States: v.record(v.string(), State),
});

interface Edge {
  to: string;
  /** Empty: the only way on. */
  label: string;
  caught?: boolean;
}

const FIRST_NODE = 'TheStart';
/** Not "end" in small letters: that word closes a subgraph. */
const LAST_NODE = 'TheEnd';

/**
 * `definition` is parsed Amazon States Language in JSONPath.
 *
 * @throws ValiError when it holds a kind of state or rule that no shape or label is known for.
 */
export function diagram(definition: unknown): string {
  const scope = v.parse(Scope, definition);
  const nodes = [`${FIRST_NODE}(["Start"])`, ...shapes(scope), `${LAST_NODE}(["End"])`];
  const arrows = [
    `${FIRST_NODE} --> ${idOf(scope.StartAt)}`,
    ...arrowsOf(scope, [{ to: LAST_NODE, label: '' }]),
  ];
  // Nodes first: Mermaid puts a node where it is named first, and an arrow to a subgraph needs the subgraph.
  return ['flowchart TD', ...[...nodes, ...arrows].map(indented), ''].join('\n');
}

function shapes({ States }: Scope): string[] {
  return Object.entries(States).flatMap(([name, state]) => shape(name, state));
}

/** `atEnd`: where a state leads that ends its scope. A branch just ends. */
function arrowsOf({ States }: Scope, atEnd: Edge[]): string[] {
  return Object.entries(States).flatMap(([name, state]) => {
    const ends = !state.Next && state.Type !== 'Choice';
    const edges = [...merged(edgesOf(state)), ...(ends ? atEnd : [])];
    return [
      ...(state.Branches ?? []).flatMap((branch) => arrowsOf(branch, [])),
      ...edges.map((edge) => `${idOf(name)} ${arrow(edge)} ${edge.to}`),
    ];
  });
}

function edgesOf({ Next, Default, Choices = [], Catch = [] }: State): Edge[] {
  return [
    ...Choices.map((rule) => ({ to: idOf(rule.Next), label: condition(rule) })),
    ...(Default ? [{ to: idOf(Default), label: 'otherwise' }] : []),
    ...Catch.map((catcher) => ({
      to: idOf(catcher.Next),
      label: catcher.ErrorEquals.join(', '),
      caught: true,
    })),
    ...(Next ? [{ to: idOf(Next), label: '' }] : []),
  ];
}

/** `held-elsewhere`; a Boolean has no words of its own, so its name tells: `news`. */
function condition({ Variable, StringEquals, BooleanEquals }: v.InferOutput<typeof ChoiceRule>): string {
  if (StringEquals !== undefined) return StringEquals;
  return `${BooleanEquals ? '' : 'not '}${Variable.split('.').at(-1)}`;
}

/** Two values that lead to the same state are one arrow. */
function merged(edges: Edge[]): Edge[] {
  const first = (edge: Edge) => edges.findIndex((other) => sameWay(edge, other));
  return edges
    .filter((edge, position) => first(edge) === position)
    .map((edge) => {
      const labels = edges.filter((other) => sameWay(edge, other)).map(({ label }) => label);
      return { ...edge, label: labels.join(', ') };
    });
}

function sameWay(a: Edge, b: Edge): boolean {
  return a.to === b.to && a.caught === b.caught && Boolean(a.label) === Boolean(b.label);
}

function shape(name: string, { Type, Resource = '', Branches = [] }: State): string[] {
  const id = idOf(name);
  const text = quoted(name);
  switch (Type) {
    case 'Task':
      if (Resource.endsWith(':events:putEvents')) return [`${id}[/${text}/]`];
      if (Resource.endsWith('.waitForTaskToken')) return [`${id}[[${text}]]`];
      return [`${id}[${text}]`];
    case 'Choice':
      return [`${id}{${text}}`];
    case 'Wait':
      return [`${id}([${text}])`];
    case 'Pass':
    case 'Succeed':
      return [`${id}(${text})`];
    case 'Parallel':
      return [
        `subgraph ${id}[${quoted(`${name} (in parallel)`)}]`,
        ...Branches.flatMap(shapes).map(indented),
        'end',
      ];
  }
}

function indented(line: string): string {
  return `  ${line}`;
}

function arrow({ label, caught }: Edge): string {
  const line = caught ? '-.->' : '-->';
  return label ? `${line}|${quoted(label)}|` : line;
}

/** `Wait for DNS` is `WaitForDNS`: Mermaid's ids are words. */
function idOf(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** Inside double quotes only the quote itself has a meaning; `#quot;` is Mermaid's escape for it. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '#quot;')}"`;
}

const PART = { name: 'diagram', command: 'npx node docs/diagram.ts --write' };

export function withDiagram(page: string, mermaid: string): string {
  return withPart(page, PART, `\`\`\`mermaid\n${mermaid}\`\`\`\n`);
}

if (import.meta.main) {
  const definition: unknown = JSON.parse(
    readFileSync(new URL('../statemachine/remediation.asl.json', import.meta.url), 'utf8'),
  );
  const page = new URL('architecture.md', import.meta.url);
  if (process.argv.includes('--write')) {
    writeFileSync(page, withDiagram(readFileSync(page, 'utf8'), diagram(definition)));
  } else {
    process.stdout.write(diagram(definition));
  }
}
