/** What is shown before something is changed, and of it afterwards, as far as the tests over the wire do not see it. */
import { createColors } from 'picocolors';
import { describe, expect, test } from 'vitest';
import * as doctor from '../../cli/commands/doctor.ts';
import * as replay from '../../cli/commands/replay.ts';
import * as retry from '../../cli/commands/retry.ts';
import * as start from '../../cli/commands/start.ts';
import * as stop from '../../cli/commands/stop.ts';
import { run } from '../../cli/run.ts';
import { standingWords } from '../../cli/standing/words.ts';
import { incident } from '../doubles/documents.ts';
import { tenantResource } from '../doubles/tenant.ts';
import { TerminalDouble } from './terminal.ts';

const look = { paint: createColors(false), width: 80 };
const NAME = 'www.example.com_E2TARGETEXAMPLE_1f2e3d4c';

describe('start', () => {
  test('a dry run, for a tenant', () => {
    const shown = start.plan(
      {
        aliases: ['*.example.com', 'example.com'],
        target: tenantResource(),
        account: '111122223333',
        caller: 'arn:aws:iam::111122223333:user/operator',
        dryRun: true,
      },
      80,
    );
    expect(shown).toBe(
      [
        'Move      *.example.com, example.com',
        'to        distribution tenant dt_2sTenantExample (routing endpoint',
        '          d333333abcdef8.cloudfront.net)',
        'asked by  arn:aws:iam::111122223333:user/operator',
        '',
        'This stack only looks (dryRun=true): it says what it would do, and changes',
        'nothing.',
      ].join('\n'),
    );
    const facts = { target: 'E1', aliases: ['www.example.com'], dryRun: true, remediation: NAME };
    expect(start.text({ ...facts, outcome: 'started', joined: 'another' }, look)).toBe(
      [
        `Started: ${NAME}`,
        'It is a dry run: nothing will be changed.',
        'What another moves to the same target already is left to that one.',
      ].join('\n'),
    );
  });

  test.each([
    [['--target', 'E2TARGETEXAMPLE', 'w w'], /"w w" cannot be an alias: it contains white space/],
    [['a.example.com'], /Missing required argument: target/],
    [
      ['--target', 'E2TARGETEXAMPLE'],
      /Something is missing\. Usage: cname-rescue start <alias\.\.>\. See cname-rescue start --help/,
    ],
  ])('%j is not how it is called', async (args, message) => {
    const terminal = new TerminalDouble();
    expect(await run(['start', ...args], terminal, {})).toBe(2);
    expect(terminal.errors.join()).toMatch(message);
  });
});

describe('retry', () => {
  test.each([
    [
      'failed',
      {
        name: NAME,
        status: 'FAILED' as const,
        failure: {
          state: 'Move alias',
          error: 'TagMissing',
          cause: 'This stack changes only what is tagged.',
        },
        redrive: { possible: false, reason: 'Execution history event limit exceeded' },
      },
      [
        `Retry      ${NAME}`,
        'failed in  Move alias',
        'because    TagMissing: This stack changes only what is tagged.',
        'runbook    docs/runbook/TagMissing.md',
        '',
        'It cannot go on (Execution history event limit exceeded): another one is started',
        'for the same aliases and target. It finds the TXT record, and the Support case',
        'if one is open. Mend the cause first, or it fails again.',
      ],
    ],
    [
      'stopped in the console, without a word',
      {
        name: NAME,
        status: 'ABORTED' as const,
        failure: { error: '', cause: '' },
        redrive: { possible: true },
      },
      [
        `Retry    ${NAME}`,
        'because  nothing says why',
        '',
        'It goes on with that state (redrive). Deadlines start anew, and nothing happens',
        'twice.',
      ],
    ],
  ])('%s', (_, standing, lines) => {
    expect(retry.plan({ ...standing, remediation: undefined }, { onlyLooks: false, width: 80 })).toBe(
      lines.join('\n'),
    );
  });

  test.each([
    ['goes on', true, true, /twice\. It is a dry run and stays one/],
    ['is begun anew by a stack that only looks', false, true, /The new one is a dry run, too/],
    ['is begun anew by a stack that acts', false, false, /That one was a dry run; the new one moves what it/],
  ])('a dry run %s', (_, possible, onlyLooks, message) => {
    const standing = { name: NAME, status: 'TIMED_OUT' as const, redrive: { possible } };
    const shown = retry.plan(
      { ...standing, remediation: { incident: incident(), dryRun: true } },
      { onlyLooks, width: 80 },
    );
    expect(shown.replaceAll('\n', ' ')).toMatch(message);
  });

  test('of what acted, a stack that only looks by now says so', () => {
    const standing = { name: NAME, status: 'TIMED_OUT' as const, redrive: { possible: false } };
    const shown = retry.plan(
      { ...standing, remediation: { incident: incident() } },
      { onlyLooks: true, width: 80 },
    );
    expect(shown.replaceAll('\n', ' ')).toMatch(/The new one is a dry run: the stack only looks/);
  });

  test('each outcome says what was done', () => {
    const said = (outcome: Parameters<typeof retry.text>[0]['outcome']) =>
      retry.text({ remediation: 'one', other: 'two', outcome }, look);
    expect(said('running')).toBe('Nothing to retry: one is running.');
    expect(said('succeeded')).toBe('Nothing to retry: one has succeeded.');
    expect(said('redriven')).toBe('Redriven: one');
    expect(said('started')).toBe('Started: two\nIt takes the place of one.');
    expect(said('joined')).toBe(
      'Nothing was started: two moves the same aliases to the same target already.',
    );
    expect(said('refused')).toBe(
      'Refused: two wants one of the aliases on another target.\nLet that one end, or stop it, and retry then.',
    );
  });
});

describe('stop', () => {
  test('which one, where it is, and what stays', () => {
    const standing = {
      name: NAME,
      remediation: { incident: incident() },
      states: [
        { name: 'Wait for certificate', since: '' },
        { name: 'Wait for DNS', since: '' },
      ],
    };
    expect(stop.plan(standing, ['Case 1 stays open.'], 80)).toBe(
      [
        `Stop    ${NAME}`,
        'alias   www.example.com',
        'target  E2TARGETEXAMPLE',
        'is at   Wait for certificate, Wait for DNS',
        '',
        'Case 1 stays open.',
        'People are told that it was stopped. For 14 days it can go on after all.',
      ].join('\n'),
    );
  });

  test('it was over', () => {
    const facts = { remediation: NAME, outcome: 'over' as const, status: 'SUCCEEDED', remains: [] };
    expect(stop.text(facts, look)).toBe(`Nothing to stop: ${NAME} is over (succeeded).`);
  });
});

test('nothing that comes from outside steers the terminal', () => {
  const evil = '\u{1b}[2J\u{9b}1A\u{202e}';
  const failure = { state: 'Move alias', error: 'TagMissing', cause: evil };
  const redrive = { possible: false, reason: evil };
  const texts = [
    retry.plan(
      { name: NAME, status: 'FAILED', failure, redrive, remediation: undefined },
      { onlyLooks: false, width: 80 },
    ),
    replay.text(
      {
        queues: [
          {
            function: 'record-metrics',
            kinds: [],
            handedOver: 0,
            stay: [{ id: '1', why: `Lambda does not take it: ${evil}` }],
            left: 0,
            elsewhere: 0,
          },
        ],
      },
      look,
    ),
    doctor.text(
      { findings: [{ check: 'Slack', state: 'problem', says: evil, fix: evil, command: evil }] },
      look,
    ),
    standingWords({ standing: 'failed', error: evil, dryRun: false, needsPerson: true }),
  ];
  for (const text of texts) {
    expect(text).toContain('\u{fffd}[2J\u{fffd}1A\u{fffd}');
    expect(text).not.toMatch(/(?!\n)\p{C}/u);
  }
});
