/**
 * A remediation played on the shipped state machine, with the shipped settings, under a clock that is turned: what it used of
 * that for which AWS asks money.
 */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import * as v from 'valibot';
import { vi } from 'vitest';
import { parseIncident } from '../../remediation/incident.ts';
import type { Ledger } from '../../remediation/ports.ts';
import { receiveFailure } from '../../remediation/steps/receive-failure.ts';
import { receiveSupportUpdate } from '../../remediation/steps/receive-support-update.ts';
import { failedUpdate } from '../../test/doubles/documents.ts';
import { ExecutionsDouble } from '../../test/doubles/executions.ts';
import { SETTINGS } from '../../test/doubles/steps.ts';
import { ALIAS, TARGET, type World } from '../../test/doubles/world.ts';
import { run } from '../../test/workflow/run.ts';
import { transitions } from '../../test/workflow/transitions.ts';
import { START } from '../../test/workflow/virtual-time.ts';
import { count, type Invocations } from './invocations.ts';
import type { BusEvent } from './rules.ts';

/** AWS names no number; it takes minutes. */
const DEPLOYED_AFTER_MS = 5 * 60_000;

export interface Course {
  seconds: number;
  transitions: number;
  historyEvents: number;
  /** Of the functions that the state machine calls. */
  invocations: Invocations;
  /** On the account's own bus. */
  fromAws: BusEvent[];
  /** On ours. */
  announced: BusEvent[];
  ledger: { reads: number; writes: number };
}

export interface Stage {
  after(ms: number): Promise<void>;
  /** An event about the one case: https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-support.html */
  supportUpdate(eventName: string): Promise<void>;
}

/** @throws Error when the remediation does not end well. */
export async function play(world: World, script: (stage: Stage) => Promise<void>): Promise<Course> {
  vi.useFakeTimers({ now: START });
  try {
    return await played(world, script);
  } finally {
    vi.useRealTimers();
  }
}

async function played(world: World, script: (stage: Stage) => Promise<void>): Promise<Course> {
  const requests = countRequests(world.ledger);
  const failedCall = failedUpdate('1', TARGET, ALIAS);
  const fromAws: BusEvent[] = [failedCall];
  const ports = { ledger: world.ledger, executions: new ExecutionsDouble(), now: Date.now };
  await receiveFailure({ ...ports, announce: async () => {} }, SETTINGS)(failedCall);
  const execution = run(world, parseIncident(failedCall));

  const after = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
  };
  await script({
    after,
    async supportUpdate(eventName) {
      const detail = { 'case-id': world.cases[0]?.caseId, 'event-name': eventName };
      const update = { source: 'aws.support', 'detail-type': 'Support Case Update', detail };
      fromAws.push(update);
      if ((await receiveSupportUpdate(ports)(update)) === 'woken') execution.resume();
    },
  });
  while (execution.outcome().status === 'RUNNING') {
    await after(DEPLOYED_AFTER_MS);
    if (world.target.aliases.includes(ALIAS)) world.target = { ...world.target, status: 'Deployed' };
  }

  const { status, cause } = execution.outcome();
  if (status !== 'SUCCEEDED') throw new Error(`The remediation ends as ${status}: ${cause}`);
  const history = execution.history();
  return {
    seconds: secondsOf(history),
    transitions: transitions(history),
    historyEvents: history.length,
    invocations: invocationsIn(history),
    fromAws,
    announced: world.announced.map(({ type, detail }) => ({
      source: 'cname-rescue',
      'detail-type': type,
      detail,
    })),
    ledger: requests(),
  };
}

/** What a method of the ledger asks of DynamoDB, at most: a claim, and a filing, that stands already is read besides. */
const REQUESTS: Record<keyof Ledger, ('reads' | 'writes')[]> = {
  claimOf: ['reads'],
  lastMove: ['reads'],
  filingOf: ['reads'],
  claim: ['writes', 'reads'],
  intendCase: ['writes', 'reads'],
  recordMove: ['writes'],
  caseFiled: ['writes'],
  withdrawCase: ['writes'],
  recordCase: ['writes'],
  parkToken: ['writes'],
  caseUpdated: ['writes'],
};

/** @returns how often it was asked until then */
function countRequests(ledger: Ledger): () => Course['ledger'] {
  const asked = Object.entries(REQUESTS).flatMap(([method, requests]) => {
    // The keys of REQUESTS are those of the ledger.
    const { mock } = vi.spyOn(ledger, method as keyof Ledger);
    return requests.map((request) => ({ request, mock }));
  });
  const total = (kind: 'reads' | 'writes') =>
    asked.reduce((sum, { request, mock }) => sum + (request === kind ? mock.calls.length : 0), 0);
  return () => ({ reads: total('reads'), writes: total('writes') });
}

function secondsOf(history: readonly HistoryEvent[]): number {
  const [begun, ended] = [history.at(0), history.at(-1)].map((event) => event?.timestamp?.getTime() ?? 0);
  return ((ended ?? 0) - (begun ?? 0)) / 1000;
}

const Parameters = v.object({ FunctionName: v.string() });

function invocationsIn(history: readonly HistoryEvent[]): Invocations {
  return count(
    history.flatMap(({ lambdaFunctionScheduledEventDetails: lambda, taskScheduledEventDetails: task }) => {
      if (lambda) return nameIn(lambda.resource);
      if (task?.resourceType !== 'lambda') return [];
      return nameIn(v.parse(Parameters, JSON.parse(task.parameters ?? '')).FunctionName);
    }),
  );
}

/** Substitutions of the state machine are named as functions are: test/names.test.ts. */
function nameIn(arn = ''): string {
  const [substitution = ''] = arn.split(':').slice(-1);
  return substitution.replaceAll(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
}
