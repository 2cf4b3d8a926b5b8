/** Each rule of the packaged stack is for its own events, and for no others that reach its bus. */
import { globSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ANNOUNCEMENTS } from '../../remediation/announcements/announcement.ts';
import { parseTemplate } from '../../sandbox/cloudformation/template.ts';
import { compilePattern } from '../../sandbox/services/eventbridge/pattern.ts';
import { deployedSandbox } from './sandbox-stage.ts';

const { account, stack, template } = await deployedSandbox();

const Rule = v.object({
  Name: v.string(),
  EventBusName: v.optional(v.string(), 'default'),
  // A rule with a schedule has none.
  EventPattern: v.optional(v.string()),
});
const nameOf = (id: string) => stack.physicalIds[id]?.ref.split('|').at(-1);
const ids = new Map(
  Object.entries(parseTemplate(template).Resources).flatMap(([id, { Type }]) =>
    Type === 'AWS::Events::Rule' ? [[nameOf(id), id]] : [],
  ),
);
const rules = account.created.flatMap(([what, input]) => {
  if (what !== 'rule') return [];
  const { Name, EventBusName, EventPattern } = v.parse(Rule, input);
  return EventPattern === undefined
    ? []
    : [{ id: ids.get(Name) ?? Name, bus: EventBusName, matches: compilePattern(EventPattern) }];
});
const OURS = 'cname-rescue-sandbox';
const onOurBus = rules.filter(({ bus }) => bus === OURS).map(({ id }) => id);

type Case = [what: string, bus: string, event: unknown, ...rules: string[]];

const from = (source: string, type: string, detail: object) => ({
  version: '0',
  id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
  source,
  'detail-type': type,
  account: '111122223333',
  time: '2026-05-01T12:00:00Z',
  region: 'us-east-1',
  resources: [],
  detail,
});

const recorded = (pattern: string, ...expected: string[]) =>
  globSync(pattern).map(
    (file): Case => [file, 'default', JSON.parse(readFileSync(file, 'utf8')), ...expected],
  );

/** https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-support.html */
const caseUpdate = (name: string, ...expected: string[]): Case => [
  `a case: ${name}`,
  'default',
  from('aws.support', 'Support Case Update', {
    'case-id': 'case-111122223333-muen-2026-7118885805350839',
    'display-id': '1234563851',
    'communication-id': '',
    'event-name': name,
  }),
  ...expected,
];

/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
const statusChange = (status: string, machine: string, ...expected: string[]): Case => [
  `an execution of ${machine}: ${status}`,
  'default',
  from('aws.states', 'Step Functions Execution Status Change', {
    executionArn: `arn:aws:states:us-east-1:111122223333:execution:${machine}:www.example.com_E2TARGETEXAMPL_e186a2dd`,
    stateMachineArn: `arn:aws:states:us-east-1:111122223333:stateMachine:${machine}`,
    status,
  }),
  ...expected,
];

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
const alarm = (alarmName: string, value: string, ...expected: string[]): Case => [
  `the alarm ${alarmName}: ${value}`,
  'default',
  from('aws.cloudwatch', 'CloudWatch Alarm State Change', { alarmName, state: { value } }),
  ...expected,
];

const announced = (type: string, bus: string, ...expected: string[]): Case => [
  `${type}, on the bus ${bus}`,
  bus,
  from('cname-rescue', type, {}),
  ...expected,
];

const cases: Case[] = [
  ...recorded('test/fixtures/cloudtrail/*.json', 'FailedCalls'),
  ...recorded('test/fixtures/cloudtrail/ignored/*.json'),
  ...['CreateCase', 'AddCommunicationToCase', 'ResolveCase', 'ReopenCase'].map((name) =>
    caseUpdate(name, 'SupportUpdates'),
  ),
  [
    'a call of the Support API',
    'default',
    from('aws.support', 'AWS API Call via CloudTrail', { eventName: 'CreateCase' }),
  ],
  ...['FAILED', 'TIMED_OUT', 'ABORTED'].map((status) => statusChange(status, OURS, 'FailedRemediations')),
  ...['RUNNING', 'SUCCEEDED', 'PENDING_REDRIVE'].map((status) => statusChange(status, OURS)),
  ...['cname-rescue-prod', `${OURS}-2`, 'orders'].map((machine) => statusChange('FAILED', machine)),
  alarm(`${OURS}-old-remediation`, 'ALARM', 'AlarmsToSlack'),
  ...['OK', 'INSUFFICIENT_DATA'].map((value) => alarm(`${OURS}-old-remediation`, value)),
  alarm('cname-rescue-prod-old-remediation', 'ALARM'),
  alarm('orders-failed', 'ALARM'),
  ...ANNOUNCEMENTS.map((type) => announced(type, OURS, ...onOurBus)),
  announced('Alias moved', 'default'),
  ['somebody else on our bus', OURS, from('orders', 'Alias moved', {})],
];

test.for(cases)('%s', ([, bus, event, ...expected]) => {
  const matching = rules.filter((rule) => rule.bus === bus && rule.matches(event)).map(({ id }) => id);
  expect(matching.toSorted()).toEqual(expected.toSorted());
});

test('every rule is there, and has events of its own', () => {
  const expected = new Set(cases.flatMap(([, , , ...ofThis]) => ofThis));
  expect(rules.map(({ id }) => id).toSorted()).toEqual([...expected].toSorted());
  expect(onOurBus).toEqual(expect.arrayContaining(['AnnouncementsToSns', 'AnnouncementsToSlack']));
});
