/** Judgements over what the stack is made of. */
import { describe, expect, test } from 'vitest';
import { judgeAlarms } from '../../../cli/doctor/alarms.ts';
import { judgeQueues } from '../../../cli/doctor/dead-letters.ts';
import { judgeFunctions } from '../../../cli/doctor/functions.ts';
import { RULES } from '../../../cli/doctor/parts.ts';
import { judgeRemediations } from '../../../cli/doctor/remediations.ts';
import { judgeRole, type RoleLook } from '../../../cli/doctor/roles.ts';
import { judgeRule, type RuleLook } from '../../../cli/doctor/rules.ts';
import type { Whereabouts } from '../../../cli/standing/summary.ts';
import type { DeployedFunction } from '../../../providers/operator/deployed-functions.ts';
import { stack } from './stack.ts';

const revert = expect.stringContaining('--stack-name cname-rescue-prod');

describe('a rule', () => {
  const [listener, ...others] = RULES;
  if (!listener) throw new Error('there are no rules');
  const name = 'cname-rescue-prod-receive-failure';
  const arn = `arn:aws:events:us-east-1:111122223333:rule/${name}`;
  const functionArn = `arn:aws:lambda:us-east-1:111122223333:function:${name}`;
  const rule = { arn, isEnabled: true, targets: [{ arn: functionArn, hasDeadLetterQueue: true }] };
  const sound: RuleLook = { listener, name, functionArn, rule, hears: true, letsIn: [arn] };

  test.for<[string, Partial<RuleLook>]>([
    ['that leads to its function', {}],
    ['among others that it lets in', { letsIn: ['arn:aws:events:us-east-1:111122223333:rule/x', arn] }],
    ['of a kind that it lets in', { letsIn: ['arn:aws:events:*:111122223333:rule/cname-rescue-*'] }],
    ['where any may come in', { letsIn: [undefined] }],
  ])('%s is sound', ([, more]) => {
    expect(judgeRule({ ...sound, ...more }, stack)).toBeUndefined();
  });

  test.for<[Partial<RuleLook>, RegExp]>([
    [{ rule: undefined }, /^The rule cname-rescue-prod-receive-failure is gone: no failed call starts/],
    [{ hears: false }, /does not match the events any more/],
    [{ rule: { ...rule, targets: [] } }, /does not lead to its function any more/],
    [{ letsIn: [] }, /does not let the rule \S+ invoke it/],
    [{ letsIn: [`${arn}-2`] }, /does not let the rule \S+ invoke it/],
    [
      { rule: { ...rule, targets: [{ arn: functionArn, hasDeadLetterQueue: false }] } },
      /has no dead-letter queue/,
    ],
  ])('%j is brought back to the template', ([more, says]) => {
    expect(judgeRule({ ...sound, ...more }, stack)).toEqual({
      state: 'problem',
      says: expect.stringMatching(says),
      fix: expect.any(String),
      command: revert,
    });
  });

  test('that is disabled is enabled, on its bus', () => {
    const disabled = { ...sound, rule: { ...rule, isEnabled: false } };
    const enable = `aws events enable-rule --region us-east-1 --name ${name}`;
    expect(judgeRule(disabled, stack)).toMatchObject({ command: enable });
    const own = others.find((each) => each.own);
    expect(judgeRule({ ...disabled, listener: own ?? listener }, stack)).toMatchObject({
      command: `${enable} --event-bus-name cname-rescue-prod`,
    });
  });
});

describe('functions and the state machine', () => {
  const deployed: DeployedFunction = { arn: 'arn', roleArn: 'role', environment: {} };
  const judged = (
    functions: Record<string, DeployedFunction | undefined>,
    status: string | undefined = 'ACTIVE',
  ) => judgeFunctions(new Map(Object.entries(functions)), status, stack);

  test('all are there, and Slack where it is configured', () => {
    const functions = { 'move-alias': deployed, 'announce-by-slack': undefined };
    expect(judged(functions)).toEqual([
      { state: 'ok', says: 'The state machine is active, and all 1 functions can run.' },
    ]);
  });

  test('one is gone, one cannot run, and the machine is being deleted', () => {
    const trouble = 'The function could not be updated.';
    const functions = { 'move-alias': undefined, 'add-alias': { ...deployed, trouble } };
    expect(judged(functions, 'DELETING').map(({ state, says }) => [state, says])).toEqual([
      ['problem', 'The state machine cname-rescue-prod is DELETING: nothing is started.'],
      ['problem', 'The function cname-rescue-prod-move-alias is gone.'],
      ['problem', `The function cname-rescue-prod-add-alias cannot run as deployed: ${trouble}`],
    ]);
    expect(judgeFunctions(new Map(), undefined, stack)).toMatchObject([{ says: /is gone/ }]);
  });
});

describe('a role', () => {
  const roleArn = 'arn:aws:iam::111122223333:role/cname-rescue-prod-move-alias';
  const sound: RoleLook = { fn: 'move-alias', roleArn, exists: true, refused: [] };
  const action = 'cloudfront:UpdateDomainAssociation';

  test('that may do what its function is there for', () => {
    expect(judgeRole(sound, stack)).toEqual([]);
  });

  test.for<[Partial<RoleLook>, says: RegExp, remedy: RegExp]>([
    [{ roleArn: 'arn:aws:iam::111122223333:role/admin' }, /has another role than its own/, /REVERT_DRIFT/],
    [{ exists: false }, /The role cname-rescue-prod-move-alias is gone/, /REVERT_DRIFT/],
    [
      { refused: [{ action, by: 'organization' }] },
      /a policy of the organization forbids cloudfront:UpdateDomainAssociation/,
      /arn:aws:iam::111122223333:role\/cname-rescue-prod-\*/,
    ],
    [
      { refused: [{ action, by: 'boundary' }] },
      /permissions boundary forbids/,
      /delete-role-permissions-boundary/,
    ],
    [{ refused: [{ action, by: 'policies' }] }, /policies of the role \S+ do not allow/, /REVERT_DRIFT/],
  ])('%j', ([more, says, remedy]) => {
    const [judged, ...others] = judgeRole({ ...sound, ...more }, stack);
    expect(judged).toMatchObject({ state: 'problem', says: expect.stringMatching(says) });
    expect(`${judged?.fix} ${judged?.command}`).toMatch(remedy);
    expect(others).toEqual([]);
  });
});

describe('dead letters', () => {
  test('none', () => {
    expect(judgeQueues([{ listener: 'announce-by-sns', letters: 0 }], stack)).toEqual([
      { state: 'ok', says: 'None of the queues holds any.' },
    ]);
  });

  test('some, and a queue that is gone', () => {
    const looks = [
      { listener: 'announce-by-sns', letters: 1 },
      { listener: 'record-metrics', letters: 3 },
      { listener: 'receive-failure', letters: undefined },
    ] as const;
    expect(judgeQueues(looks, stack)).toMatchObject([
      {
        says: 'One event lies in the dead-letter queue cname-rescue-prod-announce-by-sns-dead-letters.',
        command: 'cname-rescue replay',
      },
      { says: '3 events lie in the dead-letter queue cname-rescue-prod-record-metrics-dead-letters.' },
      {
        says: 'The dead-letter queue cname-rescue-prod-receive-failure-dead-letters is gone.',
        command: revert,
      },
    ]);
  });
});

describe('alarms', () => {
  const quiet = { name: 'cname-rescue-prod-a', isInAlarm: false, tells: true, description: '' };

  test('none is on', () => {
    expect(judgeAlarms([quiet], stack)).toEqual([{ state: 'ok', says: 'None of the 1 alarms is on.' }]);
  });

  test('one is on, one is mute, and none is there', () => {
    const description = 'An event was not delivered. See docs/runbook/events-lost.md.';
    const on = { ...quiet, name: 'cname-rescue-prod-events-lost', isInAlarm: true, description };
    expect(judgeAlarms([on, { ...quiet, tells: false }], stack)).toEqual([
      {
        state: 'problem',
        says: 'The alarm cname-rescue-prod-events-lost is on. An event was not delivered.',
        fix: 'See docs/runbook/events-lost.md.',
      },
      {
        state: 'problem',
        says: 'Nobody hears of 1 of 2 alarms: their actions are off.',
        fix: 'Turn them on:',
        command: 'aws cloudwatch enable-alarm-actions --region us-east-1 --alarm-names cname-rescue-prod-a',
      },
    ]);
    expect(judgeAlarms([], stack)).toMatchObject([{ state: 'problem', command: revert }]);
  });
});

describe('remediations', () => {
  const summary = (name: string, status: string, standing: Whereabouts, needsPerson = false) => ({
    name,
    status,
    standing,
    needsPerson,
  });
  const running = summary('b.example.com_E2_00000003', 'RUNNING', 'waiting-for-dns', true);
  const judged = (...summaries: ReturnType<typeof summary>[]) => judgeRemediations(summaries, stack);

  test.for<[string, ReturnType<typeof summary>[]]>([
    ['nothing happened', []],
    ['people stopped it', [summary('a_E1_1', 'ABORTED', 'stopped')]],
    [
      'another one has taken its place',
      [summary('a_E1_2', 'SUCCEEDED', 'arrived'), summary('a_E1_1', 'FAILED', 'failed')],
    ],
  ])('none waits: %s', ([, summaries]) => {
    expect(judged(...summaries)).toEqual([{ state: 'ok', says: 'None is open.' }]);
  });

  test('one runs, and none waits', () => {
    expect(judged(running)).toEqual([{ state: 'ok', says: 'One is open, none waits for a retry.' }]);
  });

  test('each that waits is named, with where to see what to do', () => {
    const name = 'a.example.com_E1_00000001';
    const failed = summary(name, 'FAILED', 'failed', true);
    expect(judged(running, failed, summary('c_E1_1', 'TIMED_OUT', 'failed', true))).toEqual([
      {
        state: 'problem',
        says: `${name} failed, and waits for somebody.`,
        fix: 'See why, and what to do:',
        command: `cname-rescue status ${name}`,
      },
      expect.objectContaining({ says: 'c_E1_1 failed, and waits for somebody.' }),
    ]);
  });
});
