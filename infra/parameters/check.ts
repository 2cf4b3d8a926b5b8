/** Everything that is wrong with the parameters of a deployment, before anything is packaged. Pure. */
import { closest, distance } from 'fastest-levenshtein';
import { DECLARED, type Parameter, type ParameterName, SANDBOX } from '../parameters.ts';
import { brokenRelations } from './relations.ts';

export interface Given {
  /** As they stand behind `--param`. */
  params: readonly string[];
  /** What osls has for this stage from elsewhere: the defaults, and serverless.yml. */
  configured: Readonly<Record<string, unknown>>;
  stage: string;
}

/** What holds in the end. */
export function given({ params, configured }: Omit<Given, 'stage'>): Record<string, unknown> {
  return { ...configured, ...Object.fromEntries(params.map(pairOf).filter((pair) => pair !== undefined)) };
}

/** One sentence a mistake, none where all is well. */
export function mistakes({ params, configured, stage }: Given): string[] {
  const values = Object.entries(given({ params, configured }));
  const found = [
    ...params.filter((param) => pairOf(param) === undefined).map(noPair),
    ...givenTwice(params),
    ...values.flatMap(([name, value]) => wrongValue(name, `${value}`, stage)),
  ];
  // What is wrong by itself says nothing of the others. And the rehearsals wait for no AWS that could run out of events.
  if (found.length > 0 || stage === SANDBOX) return found;
  if (values.some(([, value]) => isUnresolved(`${value}`))) return [];
  const texts = Object.fromEntries(values.map(([name, value]) => [name, `${value}`]));
  // Every parameter has a default.
  return brokenRelations(texts as Record<ParameterName, string>);
}

/** As osls takes it apart. */
function pairOf(param: string): [string, string] | undefined {
  const [, name, value] = /^([^=]+)=(.+)$/s.exec(param) ?? [];
  return name === undefined || value === undefined ? undefined : [name, value.trimEnd()];
}

/** osls would take the last one, and say nothing. */
function givenTwice(params: readonly string[]): string[] {
  const values = Map.groupBy(
    params.map(pairOf).filter((pair) => pair !== undefined),
    ([name]) => name,
  );
  return [...values].flatMap(([name, pairs]) => {
    const distinct = new Set(pairs.map(([, value]) => value));
    return distinct.size > 1
      ? [`${name}: it is given as ${[...distinct].join(' and as ')}. Give it once.`]
      : [];
  });
}

function noPair(param: string): string {
  return `${param}: it has to be name=value. For its default leave a parameter out; for an empty value give a space.`;
}

function wrongValue(name: string, value: string, stage: string): string[] {
  const parameter = DECLARED.get(name);
  if (!parameter) return [`${name}=${value}: there is no parameter ${name}.${suggestion(name)}`];
  if (isAllowed(parameter, value, stage)) return [];
  return [`${name}=${value}: it has to be ${parameter.kind.allowed}.`];
}

function isAllowed({ default: usual, sandbox, kind }: Parameter, value: string, stage: string): boolean {
  const declared = value === `${usual}` || (stage === SANDBOX && value === `${sandbox}`);
  return declared || isUnresolved(value) || kind.admits(value);
}

/** A variable of osls in serverless.yml. Everything is looked at once more when there is a value. */
function isUnresolved(value: string): boolean {
  return value.includes('${');
}

/** The one that begins so, or else the nearest; what is further off than half of its letters is no slip. */
function suggestion(name: string): string {
  const names = [...DECLARED.keys()];
  const nearest = names.find((each) => each.startsWith(name)) ?? closest(name, names);
  const isSlip = nearest.startsWith(name) || distance(name, nearest) <= name.length / 2;
  return isSlip ? ` Is it ${nearest}?` : '';
}
