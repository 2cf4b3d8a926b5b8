/** States, errors, announcements and runbook pages: one list each, and they agree. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import validate from 'asl-validator';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { ANNOUNCEMENTS } from '../remediation/announcements/announcement.ts';
import { messageFor } from '../remediation/announcements/messages.ts';
import {
  Addition,
  AliasRecord,
  Attachment,
  Certificate,
  Confirmation,
  Diagnosis,
  Move,
  Proof,
  SupportCase,
} from '../remediation/document.ts';
import * as errors from '../remediation/errors.ts';
import { EXECUTION, EXECUTION_ARN, remediation } from './doubles/documents.ts';

const Handler = v.object({ ErrorEquals: v.array(v.string()) });
const Choice = v.object({
  Variable: v.string(),
  StringEquals: v.optional(v.string()),
  BooleanEquals: v.optional(v.boolean()),
  Next: v.string(),
});
const base = v.object({
  Type: v.string(),
  Resource: v.optional(v.string()),
  Parameters: v.optional(v.record(v.string(), v.unknown())),
  TimeoutSeconds: v.optional(v.number()),
  TimeoutSecondsPath: v.optional(v.string()),
  Retry: v.optional(v.array(Handler)),
  Catch: v.optional(v.array(v.object({ ...Handler.entries, Next: v.string() }))),
  Choices: v.optional(v.array(Choice)),
  Default: v.optional(v.string()),
});
const State = v.object({
  ...base.entries,
  Branches: v.optional(v.array(v.object({ States: v.record(v.string(), base) }))),
});
const Definition = v.object({ States: v.record(v.string(), State) });

const asl = readFileSync('statemachine/remediation.asl.json', 'utf8');
const { States } = v.parse(Definition, JSON.parse(asl));
const states = Object.entries(States).flatMap(([name, state]) => [
  [name, state] as const,
  ...(state.Branches ?? []).flatMap((branch) => Object.entries(branch.States)),
]);
const tasks = states.filter(([, { Type }]) => Type === 'Task');
const steps = tasks.filter(([, { Resource }]) => !Resource?.endsWith(':events:putEvents'));
const announcing = tasks.filter(([, { Resource }]) => Resource?.endsWith(':events:putEvents'));

const pascal = (words: string[]) => words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join('');

describe('the state machine', () => {
  test('is valid Amazon States Language', () => {
    const { isValid, errors: problems } = validate(JSON.parse(asl));
    expect(problems).toEqual([]);
    expect(isValid).toBe(true);
  });

  test('no name stands for two states, and each is a phrase', () => {
    const names = states.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[A-Z][a-z]+( [A-Za-z]+)+$/);
  });

  test('the state that fails is a Task, so that a redrive runs it again', () => {
    expect(states.filter(([, { Type }]) => Type === 'Fail')).toEqual([]);
    for (const [, { Catch = [] }] of states) {
      for (const { ErrorEquals, Next } of Catch) {
        // The slow poll of `Await Support`. Anything else that is caught would be swallowed.
        expect(ErrorEquals).toEqual(['States.Timeout']);
        expect(Object.keys(States)).toContain(Next);
      }
    }
  });

  test.each(tasks)('%s retries, and ends by itself', (_, { Retry, TimeoutSeconds, TimeoutSecondsPath }) => {
    expect(Retry?.length).toBeGreaterThan(0);
    expect(TimeoutSeconds ?? TimeoutSecondsPath).toBeDefined();
  });

  // `States.TaskFailed` stands for every error but that one. Where a task token is parked, it is the slow poll.
  test.each(tasks)('%s is tried again when it ran out of time', (name, { Retry = [] }) => {
    const errorNames = Retry.flatMap(({ ErrorEquals }) => ErrorEquals);
    expect(errorNames.includes('States.Timeout')).toBe(name !== 'Await Support');
  });

  test.each<[string, string, readonly string[]]>([
    ['Which failure is it', '$.diagnosis.verdict', Diagnosis.entries.verdict.options],
    ['Is the proof published', '$.proof.verdict', Proof.entries.verdict.options],
    ['Where does the record lead', '$.aliasRecord.verdict', AliasRecord.entries.verdict.options],
    ['Is the alias added', '$.addition.verdict', Addition.entries.verdict.options],
    ['Does the certificate cover', '$.certificate.verdict', Certificate.entries.verdict.options],
    ['Is the certificate attached', '$.attachment.verdict', Attachment.entries.verdict.options],
    ['Where does the move stand', '$.move.verdict', Move.entries.verdict.options],
    ['Is the case open', '$.case.verdict', SupportCase.entries.verdict.options],
    ['Is the target deployed', '$.confirmation.verdict', Confirmation.entries.verdict.options],
  ])('%s: every verdict leads somewhere, and none but those', (name, variable, verdicts) => {
    const [, choice] = states.find(([each]) => each === name) ?? [];
    const known = (choice?.Choices ?? []).flatMap(({ Variable, StringEquals }) =>
      Variable === variable && StringEquals ? [StringEquals] : [],
    );
    for (const verdict of known) expect(verdicts).toContain(verdict);
    if (!choice?.Default) expect(known.toSorted()).toEqual(verdicts.toSorted());
  });
});

describe('states and functions', () => {
  const stateMachine = readFileSync('infra/state-machine.yml', 'utf8');
  const deployed = readFileSync('infra/functions.yml', 'utf8');
  // osls spells `check-certificate` CheckDashcertificateLambdaFunction.
  const substitutions = [...stateMachine.matchAll(/^ +(\w+): !GetAtt (\w+)LambdaFunction\.Arn$/gm)].map(
    ([, name = '', logicalId = '']) => ({ name, file: logicalId.replaceAll('Dash', '-').toLowerCase() }),
  );
  const used = new Set([...asl.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name));

  test('each substitution of the state machine is declared, and each that is declared is used', () => {
    expect(new Set([...substitutions.map(({ name }) => name), 'AnnouncementBus'])).toEqual(used);
    expect(stateMachine).toMatch(/^ +AnnouncementBus: !Ref AnnouncementBus$/m);
  });

  test.each(substitutions)('$name is functions/$file.ts, and deployed', ({ name, file }) => {
    expect(pascal(file.split('-'))).toBe(name);
    expect(existsSync(`functions/${file}.ts`)).toBe(true);
    expect(deployed).toContain(`\n${file}:\n`);
  });

  // `Diagnose conflict again` is `Diagnose conflict` in another place.
  test.each(steps)('%s calls the function of its name', (state, { Resource = '', Parameters }) => {
    const called = Resource.includes('lambda:invoke')
      ? v.parse(v.string(), Parameters?.FunctionName)
      : Resource;
    expect(`\${${pascal(state.split(' '))}}`).toContain(called.slice(0, -1));
  });

  test('every function that is deployed has a file, and every file a function', () => {
    const files = readdirSync('functions')
      .map((file) => file.replace(/\.ts$/, ''))
      .filter((file) => file !== 'lambda' && file !== 'step');
    const names = [...deployed.matchAll(/^([a-z-]+):$/gm)].map(([, name = '']) => name);
    expect(names.toSorted()).toEqual(files.toSorted());
  });
});

describe('errors', () => {
  const source = readFileSync('remediation/errors.ts', 'utf8');
  const classes = [
    ...source.matchAll(/export class (\w+) extends RemediationError \{\s+override readonly name = '(\w+)'/g),
  ];
  const names = classes.map(([, name = '']) => name);

  test('each is named as its class, and none is missed here', () => {
    for (const [, className, name] of classes) expect(name).toBe(className);
    expect(names.toSorted()).toEqual(
      Object.keys(errors)
        .filter((name) => name !== 'RemediationError')
        .toSorted(),
    );
  });

  /**
   * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html and
   * https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html
   */
  const OF_AWS = [
    'States.TaskFailed',
    'States.Timeout',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.TooManyRequestsException',
    'Lambda.Unknown',
    'Runtime.ExitError',
    'Sandbox.Timedout',
  ];

  test.each(tasks)('%s retries none that does not exist', (_, { Retry = [] }) => {
    for (const { ErrorEquals } of Retry) {
      for (const error of ErrorEquals) expect([...names, ...OF_AWS]).toContain(error);
    }
  });

  test.each(steps)('%s retries what passes by itself', (_, { Retry = [] }) => {
    const retried = Retry.flatMap(({ ErrorEquals }) => ErrorEquals);
    expect(retried).toEqual(expect.arrayContaining(['TransientAwsError', 'DnsUnavailable']));
    // Whatever a person has to decide fails the Task at once.
    expect(retried.filter((error) => names.includes(error))).toHaveLength(2);
  });

  test.each(names)(
    '%s has a page in the runbook, in its index and in the announcement of the failure',
    (name) => {
      expect(existsSync(`docs/runbook/${name}.md`)).toBe(true);
      expect(readFileSync('docs/runbook/README.md', 'utf8')).toContain(`(${name}.md)`);
      const { facts } = messageFor('Remediation failed', {
        execution: { arn: EXECUTION_ARN, name: EXECUTION },
        remediation: remediation(),
        failure: { error: name, cause: '' },
      });
      expect(new Map(facts).get('Runbook')).toBe(`docs/runbook/${name}.md`);
    },
  );

  test('no page is about an error that does not exist', () => {
    const pages = readdirSync('docs/runbook')
      // What begins with a small letter is about an alarm: test/docs/runbook.test.ts.
      .filter((page) => page !== 'README.md' && /^[A-Z]/.test(page))
      .map((page) => page.replace(/\.md$/, ''));
    expect(pages.toSorted()).toEqual(names.toSorted());
  });
});

describe('announcements', () => {
  const Entries = v.array(
    v.object({ Source: v.string(), DetailType: v.string(), Detail: v.record(v.string(), v.unknown()) }),
  );
  const entryOf = (parameters: unknown) => {
    const { Entries: entries } = v.parse(v.object({ Entries }), parameters);
    const [entry] = entries;
    if (!entry || entries.length !== 1) throw new Error('one entry an announcement');
    return entry;
  };

  test('what the state machine and the functions outside it put on the bus is what listeners know, and all of it', () => {
    const fromStates = announcing.map(([, { Parameters }]) => entryOf(Parameters).DetailType);
    const fromOutside = [
      ...readFileSync('remediation/steps/announce-failure.ts', 'utf8').matchAll(/'(Remediation \w+)'/g),
      ...readFileSync('remediation/steps/receive-failure.ts', 'utf8').matchAll(/announce\('([^']+)'/g),
    ];
    const all = new Set([...fromStates, ...fromOutside.map(([, type = '']) => type)]);
    expect([...all].toSorted()).toEqual([...ANNOUNCEMENTS].toSorted());
  });

  test.each(announcing)('%s carries the execution and the whole document', (name, { Parameters }) => {
    const { Source, Detail } = entryOf(Parameters);
    expect(name).toMatch(/^Announce /);
    expect(Source).toBe('cname-rescue');
    expect(Detail).toEqual({
      execution: {
        'arn.$': '$$.Execution.Id',
        'name.$': '$$.Execution.Name',
        'startedAt.$': '$$.Execution.StartTime',
      },
      'remediation.$': '$',
    });
  });

  test.each(ANNOUNCEMENTS)('%s has a message', (type) => {
    const { title } = messageFor(type, {
      execution: { arn: EXECUTION_ARN, name: EXECUTION },
      remediation: remediation(),
    });
    expect(title).not.toBe('');
  });
});
