/** EventBridge: event buses, rules and their targets, and the events that go through them. */
import { randomUUID } from 'node:crypto';
import * as sdk from '@aws-sdk/client-eventbridge';
import { isRecord } from '../../is-record.ts';
import type { AwsEvent, EventBuses, Functions, Queues } from '../../parts.ts';
import { AwsError, type Service } from '../../wire/service.ts';
import { type Bus, Buses, type Place, type Rule } from './buses.ts';
import { Delivery, type Undelivered } from './delivery.ts';
import { listed } from './lists.ts';
import { compilePattern } from './pattern.ts';
import { putEvents } from './put-events.ts';
import * as rules from './rules.ts';
import { Schedules } from './schedules.ts';
import * as targets from './targets.ts';

/** An event that arrived, with the rules it set off. `bus` is the name as given when there is no such bus. */
export interface SeenEvent {
  bus: string;
  event: AwsEvent;
  rules: string[];
}

export interface EventBridgeOptions {
  /** Where services put their events: `us-east-1`. */
  region: string;
  functions: Pick<Functions, 'invokeLater'>;
  queues: Queues;
  onEvent?: (seen: SeenEvent) => void;
  onUndelivered?: (undelivered: Undelivered) => void;
}

export type EventBridge = ReturnType<typeof createEventBridge>;

/**
 * Who may send what is not enforced: neither resource policies of buses, queues and functions, nor roles of targets.
 *
 * `put` is for the other parts of the sandbox: it takes `aws.*` sources, answers the names of the rules that the event set
 * off, and throws ResourceNotFoundException when there is no such bus. An account's events stay on its own buses.
 */
export function createEventBridge(options: EventBridgeOptions) {
  const { region, functions, queues, onEvent, onUndelivered } = options;
  const buses = new Buses();
  const schedules = new Schedules();
  const delivery = new Delivery({
    functions,
    queues,
    forward: (event, busArn) => receive(buses.get(busArn, { account: event.account, region }), event),
    onUndelivered,
  });

  function receive(bus: Bus, event: AwsEvent): string[] {
    return deliver(bus.name, event, rules.matchingRules(bus, event));
  }

  function deliver(bus: string, event: AwsEvent, matching: Rule[]): string[] {
    const names = matching.map((rule) => rule.name);
    onEvent?.({ bus, event, rules: names });
    const ingestionTime = new Date().toISOString();
    for (const rule of matching) {
      const origin = { event, ruleArn: rule.arn, ruleName: rule.name, ingestionTime };
      for (const target of rule.targets.values()) delivery.send(target, origin);
    }
    return names;
  }

  /** That a scheduled event passes by every rule but its own is an assumption. */
  function run(rule: Rule, { account }: Place): void {
    if (rule.state === 'DISABLED') return;
    const event = complete(
      { source: 'aws.events', 'detail-type': 'Scheduled Event', account, resources: [rule.arn], detail: {} },
      region,
    );
    deliver('default', event, [rule]);
  }

  function putRule(input: sdk.PutRuleCommandInput, place: Place): { RuleArn: string } {
    const rule = rules.putRule(buses, input, place);
    // That putting a rule again starts its rate anew is an assumption.
    if (rule.everyMs === undefined) schedules.stop(rule.arn);
    else schedules.start(rule.arn, rule.everyMs, () => run(rule, place));
    return { RuleArn: rule.arn };
  }

  const put = (...[event, busName]: Parameters<EventBuses['put']>): string[] => {
    const whole = complete(event, region);
    return receive(buses.get(busName, { account: whole.account, region: whole.region }), whole);
  };

  const operations = {
    PutEvents: (input: sdk.PutEventsCommandInput, place: Place) =>
      putEvents(input, ({ bus, time, ...given }) => {
        const event = complete(
          { ...given, account: place.account, ...(time === undefined ? {} : { time: isoSeconds(time) }) },
          place.region,
        );
        const found = buses.find(bus, place);
        // AWS answers success and drops the event (github.com/aws/aws-sdk issue 186); here it can at least be seen.
        if (found === undefined) onEvent?.({ bus: bus ?? 'default', event, rules: [] });
        else receive(found, event);
        return event.id;
      }),
    PutRule: putRule,
    PutTargets: (input: sdk.PutTargetsCommandInput, place: Place) => targets.putTargets(buses, input, place),
    RemoveTargets: (input: sdk.RemoveTargetsCommandInput, place: Place) =>
      targets.removeTargets(buses, input, place),
    ListTargetsByRule: (input: sdk.ListTargetsByRuleCommandInput, place: Place) =>
      targets.listTargetsByRule(buses, input, place),
    ListRules: (input: sdk.ListRulesCommandInput, place: Place) => rules.listRules(buses, input, place),
    DescribeRule: (input: sdk.DescribeRuleCommandInput, place: Place) =>
      rules.describeRule(buses, input, place),
    EnableRule: (input: sdk.EnableRuleCommandInput, place: Place) =>
      rules.setState(buses, input, place, 'ENABLED'),
    DisableRule: (input: sdk.DisableRuleCommandInput, place: Place) =>
      rules.setState(buses, input, place, 'DISABLED'),
    DeleteRule: (input: sdk.DeleteRuleCommandInput, place: Place) => {
      const deleted = rules.deleteRule(buses, input, place);
      if (deleted) schedules.stop(deleted.arn);
      return {};
    },
    CreateEventBus: (input: sdk.CreateEventBusCommandInput, place: Place) => {
      const { arn, description } = buses.create(input, place);
      return { EventBusArn: arn, Description: description };
    },
    DescribeEventBus: ({ Name }: sdk.DescribeEventBusCommandInput, place: Place) =>
      describe(buses.get(Name, place)),
    ListEventBuses: (input: sdk.ListEventBusesCommandInput, place: Place) => {
      const named = buses.list(place).filter(({ name }) => name.startsWith(input.NamePrefix ?? ''));
      const { items, ...next } = listed(named, (bus) => bus.name, input);
      return { EventBuses: items.map(describe), ...next };
    },
    TestEventPattern: ({ EventPattern = '', Event = '' }: sdk.TestEventPatternCommandInput) => ({
      Result: compilePattern(EventPattern)(parseWholeEvent(Event)),
    }),
  };

  const service: Service = { sdk, client: 'EventBridgeClient', operations };
  const close = () => {
    schedules.close();
    delivery.close();
  };
  return { service, operations, put, close };
}

function complete(given: Parameters<EventBuses['put']>[0], region: string): AwsEvent {
  return {
    version: '0',
    id: given.id ?? randomUUID(),
    'detail-type': given['detail-type'],
    source: given.source,
    account: given.account,
    time: given.time ?? isoSeconds(new Date()),
    region: given.region ?? region,
    resources: given.resources ?? [],
    detail: given.detail,
  };
}

function isoSeconds(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}

function describe({ name, arn, description, createdAt }: Bus) {
  return {
    Name: name,
    Arn: arn,
    Description: description,
    CreationTime: createdAt,
    LastModifiedTime: createdAt,
  };
}

/** The fields that TestEventPattern asks for, as its API page lists them. */
const required = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'];

function parseWholeEvent(json: string): unknown {
  let event: unknown;
  try {
    event = JSON.parse(json);
  } catch {
    throw new AwsError('ValidationException', 'Parameter Event is not valid. Reason: it is not JSON.');
  }
  const missing = isRecord(event) ? required.filter((name) => !Object.hasOwn(event, name)) : required;
  if (missing.length > 0) {
    throw new AwsError(
      'ValidationException',
      `Parameter Event is not valid. Reason: it must have ${missing.join(', ')}.`,
    );
  }
  return event;
}
