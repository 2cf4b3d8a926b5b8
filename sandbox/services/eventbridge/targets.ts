/** Targets of a rule: who gets the event, in which form, and what happens when that fails. */
import type {
  ListTargetsByRuleCommandInput,
  ListTargetsByRuleCommandOutput,
  PutTargetsCommandInput,
  PutTargetsCommandOutput,
  RemoveTargetsCommandInput,
  RemoveTargetsCommandOutput,
  Target,
} from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../wire/service.ts';
import type { Buses, Place, Rule, RuleTarget } from './buses.ts';
import { listed } from './lists.ts';
import { findRule } from './rules.ts';
import { compileTargetInput } from './target-input.ts';

/** Targets per rule: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html, not adjustable. */
const mostTargets = 5;

/** Bounds of RetryPolicy in the API model. */
const mostRetries = 185;
const eventAge = { least: 60, most: 86_400 };

export function putTargets(
  buses: Buses,
  { Rule: ruleName, EventBusName, Targets = [] }: PutTargetsCommandInput,
  place: Place,
): Omit<PutTargetsCommandOutput, '$metadata'> {
  const rule = findRule(buses.get(EventBusName, place), ruleName);
  const targets = Targets.map(compileTarget);
  if (new Set([...rule.targets.keys(), ...targets.map(({ given }) => given.Id)]).size > mostTargets) {
    throw new AwsError(
      'LimitExceededException',
      `The requested resource exceeds the maximum number allowed: a rule has at most ${mostTargets} targets.`,
    );
  }
  for (const target of targets) rule.targets.set(target.given.Id, target);
  return { FailedEntryCount: 0, FailedEntries: [] };
}

export function removeTargets(
  buses: Buses,
  { Rule: ruleName, EventBusName, Ids = [] }: RemoveTargetsCommandInput,
  place: Place,
): Omit<RemoveTargetsCommandOutput, '$metadata'> {
  const rule = findRule(buses.get(EventBusName, place), ruleName);
  for (const id of Ids) rule.targets.delete(id);
  return { FailedEntryCount: 0, FailedEntries: [] };
}

export function listTargetsByRule(
  buses: Buses,
  { Rule: ruleName, EventBusName, Limit, NextToken }: ListTargetsByRuleCommandInput,
  place: Place,
): Omit<ListTargetsByRuleCommandOutput, '$metadata'> {
  const rule: Rule = findRule(buses.get(EventBusName, place), ruleName);
  const given = [...rule.targets.values()].map((target) => target.given);
  const { items, ...next } = listed(given, (target) => target.Id, { Limit, NextToken });
  return { Targets: items, ...next };
}

/** @throws AwsError ValidationException for a target that the sandbox cannot reach, or that AWS would refuse */
function compileTarget(target: Target): RuleTarget {
  const { Id, Arn, RetryPolicy: retry, DeadLetterConfig: deadLetters } = target;
  if (Id === undefined || !/^[.\-_A-Za-z0-9]{1,64}$/.test(Id)) {
    throw new AwsError('ValidationException', `Target id ${Id} is not valid.`);
  }
  if (Arn === undefined) throw new AwsError('ValidationException', `Target ${Id} has no Arn.`);
  const kind = kindOf(Arn);
  if (kind === undefined) {
    throw new AwsError(
      'ValidationException',
      `Target ${Id}: the sandbox delivers to Lambda functions, standard SQS queues and event buses, not to ${Arn}.`,
    );
  }
  const reshaped = target.Input ?? target.InputPath ?? target.InputTransformer;
  if (kind === 'bus' && reshaped !== undefined) {
    throw new AwsError('ValidationException', `Target ${Id}: an event bus receives events unchanged.`);
  }
  checkBetween(Id, 'MaximumRetryAttempts', retry?.MaximumRetryAttempts, 0, mostRetries);
  checkBetween(
    Id,
    'MaximumEventAgeInSeconds',
    retry?.MaximumEventAgeInSeconds,
    eventAge.least,
    eventAge.most,
  );
  if (deadLetters?.Arn !== undefined && kindOf(deadLetters.Arn) !== 'sqs') {
    throw new AwsError(
      'ValidationException',
      `Target ${Id}: the dead-letter queue must be a standard SQS queue, not ${deadLetters.Arn}.`,
    );
  }
  return { given: { ...target, Id, Arn }, kind, input: compileTargetInput(target) };
}

function kindOf(arn: string): RuleTarget['kind'] | undefined {
  if (/^arn:aws:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/.test(arn)) return 'lambda';
  if (/^arn:aws:sqs:[\w-]+:\d{12}:[\w-]+$/.test(arn)) return 'sqs';
  if (/^arn:aws:events:[\w-]+:\d{12}:event-bus\/[\w./-]+$/.test(arn)) return 'bus';
  return undefined;
}

function checkBetween(id: string, what: string, value: number | undefined, least: number, most: number) {
  if (value !== undefined && (value < least || value > most)) {
    throw new AwsError('ValidationException', `Target ${id}: ${what} must be between ${least} and ${most}.`);
  }
}
