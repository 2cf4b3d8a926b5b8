/** docs/operator-policy.json allows an operator what the commands call, and nothing else. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../cli/commands/index.ts';
import { callsImported, importedCalls } from './imported-calls.ts';
import { tooWide } from './least-privilege.ts';
import { actionsFor } from './needed-actions.ts';

const Policy = v.strictObject({
  Version: v.literal('2012-10-17'),
  Statement: v.array(
    v.strictObject({
      Sid: v.pipe(v.string(), v.regex(/^(Read|Check|Doctor|Change)[A-Za-z]*$/)),
      Effect: v.literal('Allow'),
      Action: v.array(v.string()),
      Resource: v.array(v.string()),
      Condition: v.optional(v.record(v.string(), v.record(v.string(), v.unknown())), {}),
    }),
  ),
});
const { Statement: statements } = v.parse(
  Policy,
  JSON.parse(readFileSync('docs/operator-policy.json', 'utf8')),
);

/** What the Sids of a command's statements begin with; of all others, and of every command: Read. */
const GROUPS = new Map([
  ['check', 'Check'],
  ['doctor', 'Doctor'],
  ['start', 'Change'],
  ['retry', 'Change'],
  ['stop', 'Change'],
  ['replay', 'Change'],
]);

const allowedIn = (...groups: string[]) =>
  statements
    .filter(({ Sid }) => groups.some((group) => Sid.startsWith(group)))
    .flatMap(({ Action }) => Action);
const neededBy = async (entry: string) => (await importedCalls(entry)).flatMap(actionsFor);
const unique = (actions: string[]) => [...new Set(actions)].toSorted();

test('it allows just what the command calls', async () => {
  expect(unique(statements.flatMap(({ Action }) => Action))).toEqual(unique(await neededBy('cli/main.ts')));
});

test.for(COMMANDS.map(({ usage }) => usage.split(' ')[0] ?? ''))(
  '%s needs no statements but those that read, and its own',
  async (name) => {
    const allowed = allowedIn('Read', GROUPS.get(name) ?? 'Read');
    const needed = await neededBy(`cli/commands/${name}.ts`);
    expect(needed.filter((action) => !allowed.includes(action))).toEqual([]);
  },
);

test.for(statements)(
  '$Sid is as narrow as it can be, for whatever account it is given to',
  async (statement) => {
    const Resource = statement.Resource.map((arn) =>
      arn
        // A trail may be of any Region.
        .replace('arn:aws:cloudtrail:*:', 'arn:aws:cloudtrail:us-east-1:')
        .replace(/^(arn:aws:\w+:[\w-]*):\*:/, '$1:111122223333:'),
    );
    expect(await tooWide({ ...statement, Resource })).toEqual([]);
  },
);

describe('calls are found by what is imported of their client', () => {
  test('commands and paginators, also under other names, where they are used', () => {
    const bundle = `import {
  DescribeExecutionCommand as DescribeExecutionCommand2,
  SFNClient,
  StopExecutionCommand,
  paginateListExecutions
} from "@aws-sdk/client-sfn";
import { SFNClient as SFNClient2 } from "@aws-sdk/client-sfn";
new SFNClient({}); new DescribeExecutionCommand2({}); paginateListExecutions({});`;
    expect(callsImported(bundle)).toEqual(['SFN.DescribeExecution', 'SFN.ListExecutions']);
  });

  test('what is neither is not passed over', () => {
    const using = (names: string, client: string) => `import { ${names} } from "${client}";\n${names}`;
    expect(() => callsImported(using('waitUntilX, SFNClient', '@aws-sdk/client-sfn'))).toThrow(
      'What waitUntilX of @aws-sdk/client-sfn calls is not known here',
    );
    expect(() => callsImported(using('GetParameterCommand', '@aws-sdk/client-ssm'))).toThrow(
      'What GetParameterCommand of @aws-sdk/client-ssm calls is not known here',
    );
  });
});
