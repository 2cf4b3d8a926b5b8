/** Rules: which events on a bus go to which targets. */
import type {
  DeleteRuleCommandInput,
  DescribeRuleCommandInput,
  DescribeRuleCommandOutput,
  DisableRuleCommandInput,
  ListRulesCommandInput,
  ListRulesCommandOutput,
  PutRuleCommandInput,
  Rule as RuleShape,
  RuleState,
} from '@aws-sdk/client-eventbridge';
import { isRecord } from '../../is-record.ts';
import type { AwsEvent } from '../../parts.ts';
import { AwsError } from '../../wire/service.ts';
import type { Bus, Buses, Place, Rule } from './buses.ts';
import { listed } from './lists.ts';
import { compilePattern } from './pattern.ts';
import { parseRate } from './schedules.ts';

/** @throws AwsError ResourceNotFoundException */
export function findRule(bus: Bus, name: string | undefined): Rule {
  const rule = bus.rules.get(name ?? '');
  if (rule === undefined) {
    throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus ${bus.name}.`);
  }
  return rule;
}

/** Creates the rule, or replaces all but its targets. */
export function putRule(buses: Buses, input: PutRuleCommandInput, place: Place): Rule {
  const bus = buses.get(input.EventBusName, place);
  const name = input.Name ?? '';
  // RuleName in the API model.
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(name)) {
    throw new AwsError('ValidationException', `Rule name ${name} is not valid.`);
  }
  const { EventPattern, ScheduleExpression } = input;
  if (EventPattern === undefined && ScheduleExpression === undefined) {
    throw new AwsError(
      'ValidationException',
      'Parameter(s) EventPattern or ScheduleExpression must be specified.',
    );
  }
  // PutRule of the API Reference: a schedule is for the default bus only.
  if (ScheduleExpression !== undefined && bus.name !== 'default') {
    throw new AwsError(
      'ValidationException',
      'ScheduleExpression is supported only on the default event bus.',
    );
  }
  const rule: Rule = {
    name,
    arn: ruleArn(bus, name),
    given: input,
    state: input.State ?? 'ENABLED',
    matches: EventPattern === undefined ? () => false : compilePattern(EventPattern),
    ...(ScheduleExpression === undefined ? {} : { everyMs: parseRate(name, ScheduleExpression) }),
    targets: bus.rules.get(name)?.targets ?? new Map(),
  };
  bus.rules.set(name, rule);
  return rule;
}

export function setState(
  buses: Buses,
  { Name, EventBusName }: DisableRuleCommandInput,
  place: Place,
  state: RuleState,
): object {
  findRule(buses.get(EventBusName, place), Name).state = state;
  return {};
}

/** Deleting what is not there is no error. @returns what was deleted */
export function deleteRule(
  buses: Buses,
  { Name, EventBusName }: DeleteRuleCommandInput,
  place: Place,
): Rule | undefined {
  const { rules } = buses.get(EventBusName, place);
  const rule = rules.get(Name ?? '');
  if (rule !== undefined && rule.targets.size > 0) {
    throw new AwsError('ValidationException', "Rule can't be deleted since it has targets.");
  }
  rules.delete(Name ?? '');
  return rule;
}

export function describeRule(
  buses: Buses,
  { Name, EventBusName }: DescribeRuleCommandInput,
  place: Place,
): Omit<DescribeRuleCommandOutput, '$metadata'> {
  const bus = buses.get(EventBusName, place);
  return { ...shape(bus, findRule(bus, Name)), CreatedBy: bus.account };
}

export function listRules(
  buses: Buses,
  { EventBusName, NamePrefix = '', Limit, NextToken }: ListRulesCommandInput,
  place: Place,
): Omit<ListRulesCommandOutput, '$metadata'> {
  const bus = buses.get(EventBusName, place);
  const rules = [...bus.rules.values()]
    .filter((rule) => rule.name.startsWith(NamePrefix))
    .sort((a, b) => a.name.localeCompare(b.name));
  const { items, ...next } = listed(rules, (rule) => rule.name, { Limit, NextToken });
  return { Rules: items.map((rule) => shape(bus, rule)), ...next };
}

/** The rules of a bus that an event sets off. */
export function matchingRules(bus: Bus, event: AwsEvent): Rule[] {
  return [...bus.rules.values()].filter(
    (rule) => rule.state !== 'DISABLED' && seen(rule, event) && rule.matches(event),
  );
}

/** Read-only management calls reach only the rules that ask for them: eb-service-event-cloudtrail of the user guide. */
function seen(rule: Rule, event: AwsEvent): boolean {
  const readOnlyCall =
    event['detail-type'] === 'AWS API Call via CloudTrail' &&
    isRecord(event.detail) &&
    event.detail.readOnly === true;
  return !readOnlyCall || rule.state === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
}

function shape(bus: Bus, { name, arn, given, state }: Rule): RuleShape {
  const { EventPattern, ScheduleExpression, Description, RoleArn } = given;
  return {
    Name: name,
    Arn: arn,
    EventPattern,
    ScheduleExpression,
    State: state,
    Description,
    RoleArn,
    EventBusName: bus.name,
  };
}

function ruleArn(bus: Bus, name: string): string {
  const path = bus.name === 'default' ? name : `${bus.name}/${name}`;
  return `arn:aws:events:${bus.region}:${bus.account}:rule/${path}`;
}
