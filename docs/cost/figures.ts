/** Everything that docs/cost.md says in figures: the packaged stack, and the cases played. Runs in Vitest, whose clock it turns. */
import { readFileSync } from 'node:fs';
import { TEMPLATE } from '../../sandbox/deployment.ts';
import { emptyAccount } from '../../test/sandbox/cloudformation/account.ts';
import { plus, times, type Usage } from './bill.ts';
import { CASES, type Case } from './cases.ts';
import { together } from './invocations.ts';
import { rulesOf } from './rules.ts';
import { type Stack, stackOf } from './stack.ts';
import { idle, mostGbSeconds, open, poll, remediation } from './usage.ts';

/** Remediations in the month that is not idle. */
const MANY = 1000;

export interface Figure {
  usage: Usage;
  /** What a plain poll would use meanwhile. */
  poll: Usage;
}

export interface CaseFigure extends Figure {
  about: string;
  seconds: number;
  /** If each invocation ran until its timeout. */
  mostGbSeconds: number;
}

export interface Figures {
  stack: Stack;
  idle: Usage;
  /** More than idle, in a month in all of which something is open. */
  open: Usage;
  cases: Record<keyof typeof CASES, CaseFigure>;
  /** With so many of the usual ones. */
  month: Figure & { many: number };
}

/** Of the stack as the sandbox deploys it: with both channels, and otherwise as an operator does (test/package). */
export async function measureFigures(): Promise<Figures> {
  const template = JSON.parse(readFileSync(TEMPLATE, 'utf8'));
  const account = emptyAccount();
  await account.deploy(template);
  const stack = stackOf(template);
  const rules = rulesOf(account.created, stack.service);
  const measure = async ({ about, play }: Case): Promise<CaseFigure> => {
    const course = await play();
    const invocations = together([
      course.invocations,
      rules.invocations(course.fromAws, 'default'),
      rules.invocations(course.announced, 'ours'),
    ]);
    return {
      about,
      seconds: course.seconds,
      usage: remediation(stack, course, invocations),
      poll: poll(stack, course.seconds),
      mostGbSeconds: mostGbSeconds(stack, invocations),
    };
  };
  // One after the other: there is one clock.
  const fast = await measure(CASES.fast);
  const usual = await measure(CASES.usual);
  const slow = await measure(CASES.slow);
  const still = idle(stack, rules.scheduled());
  const inUse = open(stack);
  return {
    stack,
    idle: still,
    open: inUse,
    cases: { fast, usual, slow },
    month: {
      many: MANY,
      usage: plus(still, inUse, times(MANY, usual.usage)),
      poll: times(MANY, usual.poll),
    },
  };
}
