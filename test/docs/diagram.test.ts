/** The diagram shows the state machine that is shipped, in Mermaid that parses. */
import { describe, expect, test } from 'vitest';
import { diagram, withDiagram } from '../../docs/diagram.ts';
import { allStates } from '../workflow/definition.ts';
import { read } from './markdown.ts';

const shipped = diagram(JSON.parse(read('statemachine/remediation.asl.json')));

test('docs/architecture.md shows the state machine as it is', () => {
  const page = read('docs/architecture.md');
  expect(page, 'The diagram is out of date. Mend it with: npx node docs/diagram.ts --write').toBe(
    withDiagram(page, shipped),
  );
});

test('every state of the shipped machine is drawn once', () => {
  const drawn = [...shipped.matchAll(/^\s+(?:subgraph )?\w+[[({/]+"([^"]+?)(?: \(in parallel\))?"/gm)];
  const names = drawn.map(([, name]) => name).filter((name) => name !== 'Start' && name !== 'End');
  expect(names.toSorted()).toEqual(
    allStates()
      .map(([name]) => name)
      .toSorted(),
  );
});

/** The little of Mermaid that is used: nodes of a few shapes, arrows between them, subgraphs. */
function parse(mermaid: string): { nodes: string[]; arrows: [from: string, label: string, to: string][] } {
  const node = /^(\w+)(?:\[".*"\]|\[\[".*"\]\]|\[\/".*"\/\]|\(\[".*"\]\)|\(".*"\)|\{".*"\})$/;
  const arrow = /^(\w+) (?:-->|-\.->)(?:\|"([^"|]+)"\|)? (\w+)$/;
  const nodes: string[] = [];
  const arrows: [string, string, string][] = [];
  let depth = 0;
  const [head, ...lines] = mermaid.trimEnd().split('\n');
  expect(head).toBe('flowchart TD');
  for (const line of lines.map((text) => text.trim())) {
    const [, id] = node.exec(line) ?? /^subgraph (\w+)\[".*"\]$/.exec(line) ?? [];
    const [, from, label = '', to] = arrow.exec(line) ?? [];
    if (line.startsWith('subgraph ')) depth += 1;
    if (id) nodes.push(id);
    else if (from && to) arrows.push([from, label, to]);
    else if (line === 'end') depth -= 1;
    else throw new Error(`not Mermaid that is known to parse: ${line}`);
  }
  expect(depth).toBe(0);
  // In Mermaid `end` closes a subgraph, wherever it stands.
  expect(nodes.filter((id) => id.toLowerCase() === 'end')).toEqual([]);
  return { nodes, arrows };
}

test('the shipped diagram parses; every arrow joins two nodes, and every node is reached', () => {
  const { nodes, arrows } = parse(shipped);
  expect(new Set(nodes).size).toBe(nodes.length);
  expect(arrows.flatMap(([from, , to]) => [from, to]).filter((id) => !nodes.includes(id))).toEqual([]);
  // Whoever enters a subgraph begins with its first node.
  const first = [...shipped.matchAll(/^\s*subgraph .*\n\s*(\w+)/gm)].map(([, id = '']) => id);
  const reached = new Set([...arrows.map(([, , to]) => to), ...first]);
  expect(nodes.filter((id) => !reached.has(id))).toEqual(['TheStart']);
});

describe('a definition', () => {
  const task = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111122223333:function:look' };
  const draw = (States: Record<string, object>, StartAt = Object.keys(States)[0]) =>
    parse(diagram({ StartAt, States })).arrows;

  test('values that lead to the same state share an arrow; the rest is "otherwise"', () => {
    const arrows = draw({
      'What now': {
        Type: 'Choice',
        Choices: [
          { Variable: '$.a.verdict', StringEquals: 'one', Next: 'Go on' },
          { Variable: '$.a.verdict', StringEquals: 'two', Next: 'Go on' },
          { Variable: '$.a.news', BooleanEquals: false, Next: 'Stay' },
        ],
        Default: 'Stay',
      },
      'Go on': { ...task, End: true },
      Stay: { Type: 'Wait', SecondsPath: '$.a.waitSeconds', Next: 'What now' },
    });
    expect(arrows).toEqual([
      ['TheStart', '', 'WhatNow'],
      ['WhatNow', 'one, two', 'GoOn'],
      ['WhatNow', 'not news, otherwise', 'Stay'],
      ['GoOn', '', 'TheEnd'],
      ['Stay', '', 'WhatNow'],
    ]);
  });

  test('a Catch is an arrow of its own, beside the way on', () => {
    const arrows = draw({
      Park: { ...task, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Look' }], Next: 'Look' },
      Look: { ...task, End: true },
    });
    expect(arrows).toContainEqual(['Park', 'States.Timeout', 'Look']);
    expect(arrows).toContainEqual(['Park', '', 'Look']);
  });

  test('branches end inside their Parallel, which goes on as a whole', () => {
    const branch = (name: string) => ({ StartAt: name, States: { [name]: { ...task, End: true } } });
    const arrows = draw({
      Both: { Type: 'Parallel', Branches: [branch('Left'), branch('Right')], Next: 'After' },
      After: { Type: 'Succeed' },
    });
    expect(arrows).toEqual([
      ['TheStart', '', 'Both'],
      ['Both', '', 'After'],
      ['After', '', 'TheEnd'],
    ]);
  });

  test('a quote in a name does not end the label', () => {
    const text = diagram({ StartAt: 'Say "no"', States: { 'Say "no"': { ...task, End: true } } });
    expect(text).toContain('SayNo["Say #quot;no#quot;"]');
    parse(text);
  });

  test.each([
    ['a kind of state', { Type: 'Map', Next: 'X' }],
    [
      'a rule',
      {
        Type: 'Choice',
        Choices: [{ Not: { Variable: '$.a', StringEquals: 'b' }, Next: 'X' }],
      },
    ],
    ['a comparison', { Type: 'Choice', Choices: [{ Variable: '$.a', NumericGreaterThan: 1, Next: 'X' }] }],
  ])('%s that nothing is known about is refused, not drawn wrongly', (_, state) => {
    expect(() => draw({ X: state })).toThrow();
  });
});

test('a page without the markers, or with two of them, is refused', () => {
  const page = read('docs/architecture.md');
  expect(() => withDiagram('# Nothing', shipped)).toThrow('needs these two lines');
  expect(() => withDiagram(page + page, shipped)).toThrow('once each');
});
