/** What a month without incidents uses, what a remediation uses, and what a plain poll would use while that waits. */
import * as assumed from './assumptions.ts';
import { plus, type Usage } from './bill.ts';
import type { Invocations } from './invocations.ts';
import type { Course } from './play.ts';
import { HOURS_A_MONTH } from './prices.ts';
import type { BusEvent } from './rules.ts';
import type { DeployedFunction, Stack } from './stack.ts';

/** What EventBridge counts as one event: https://aws.amazon.com/eventbridge/pricing/ */
const EVENT_BYTES = 64 * 1024;
const GB = 1e9;
const DAYS_A_MONTH = HOURS_A_MONTH / 24;

/** In a month. */
export function idle(stack: Stack, scheduled: Invocations): Usage {
  return plus(invoked(stack, scheduled), {
    alarmMetric: stack.alarmMetrics,
    dashboard: stack.dashboards,
    key: stack.keys,
  });
}

/** @param invocations of all functions, also of those outside of the state machine */
export function remediation(stack: Stack, course: Course, invocations: Invocations): Usage {
  const messages = invocations['announce-by-sns'] ?? 0;
  const encrypted = stack.topics.filter((topic) => topic.encrypted).length;
  const ledgerGbMonths = (assumed.LEDGER_BYTES / GB) * (assumed.LEDGER_DAYS / DAYS_A_MONTH);
  return plus(
    invoked(stack, invocations),
    {
      stateTransition: course.transitions,
      customEvent: course.announced.reduce((sum, event) => sum + Math.ceil(bytes(event) / EVENT_BYTES), 0),
      snsPublish: messages * stack.topics.length,
      snsEmail: messages * stack.mailboxes,
      keyRequest:
        messages * encrypted * assumed.KEY_REQUESTS_A_PUBLISH +
        (invocations['announce-by-slack'] ?? 0) * assumed.KEY_REQUESTS_A_SLACK_MESSAGE,
      ledgerRead: course.ledger.reads,
      ledgerWrite: course.ledger.writes * assumed.UNITS_A_WRITE,
      ledgerGbMonth: ledgerGbMonths,
      backupGbMonth: ledgerGbMonths,
      trace: stack.stateMachine.traced ? 1 : 0,
    },
    stack.stateMachine.logged ? logged(stack, course.historyEvents * assumed.LOG_BYTES_AN_EVENT) : {},
  );
}

/** What a month uses more because remediations are open in all of its hours: one, or many. */
export function open(stack: Stack): Usage {
  return { customMetricHour: stack.customMetrics * HOURS_A_MONTH };
}

export const POLL_SECONDS = 60;
/** Wait, Task, Choice. */
const TRANSITIONS_A_PASS = 3;
/** Entered and exited each of them; and of the Task, scheduled, started and succeeded. */
export const EVENTS_A_PASS = 9;

/**
 * The plainest workflow that waits for as long: nothing but its loop is counted, its function stays warm, and Lambda's own lines
 * are all that it logs.
 */
export function poll(stack: Stack, seconds: number): Usage {
  const passes = Math.floor(seconds / POLL_SECONDS);
  const { memoryGb } = functionOf(stack, 'check-ownership-proof');
  return plus(
    {
      stateTransition: passes * TRANSITIONS_A_PASS,
      lambdaRequest: passes,
      lambdaGbSecond: passes * memoryGb * assumed.WORK_SECONDS,
    },
    logged(stack, passes * assumed.LOG_BYTES_OF_LAMBDA),
  );
}

/** GB-seconds, if each ran until its timeout. */
export function mostGbSeconds(stack: Stack, invocations: Invocations): number {
  return Object.entries(invocations).reduce((sum, [name, calls]) => {
    const { memoryGb, timeoutSeconds } = functionOf(stack, name);
    return sum + calls * memoryGb * timeoutSeconds;
  }, 0);
}

function invoked(stack: Stack, invocations: Invocations): Usage {
  return plus(
    ...Object.entries(invocations).map(([name, calls]) => {
      const { memoryGb, traced } = functionOf(stack, name);
      const seconds = assumed.START_SECONDS + assumed.WORK_SECONDS;
      const trace = traced ? calls : 0;
      return plus(
        { lambdaRequest: calls, lambdaGbSecond: calls * memoryGb * seconds, trace },
        logged(stack, calls * assumed.LOG_BYTES_AN_INVOCATION),
      );
    }),
  );
}

function logged({ logRetentionDays }: Stack, size: number): Usage {
  return { logGb: size / GB, logGbMonth: (size / GB) * (logRetentionDays / DAYS_A_MONTH) };
}

function functionOf({ functions }: Stack, name: string): DeployedFunction {
  const found = functions.get(name);
  if (!found) throw new Error(`The stack has no function ${name}.`);
  return found;
}

function bytes(event: BusEvent): number {
  return Buffer.byteLength(JSON.stringify(event));
}
