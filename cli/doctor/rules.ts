/** Whether events go where they are to go: each rule of the stack, its target, and that the function lets it in. */
import { invokingRules } from '../../providers/operator/deployed-functions.ts';
import { matchesPattern, type Rule, readRule } from '../../providers/operator/rules.ts';
import { REGION, type Stack } from '../stack.ts';
import type { Check, Patient } from './check.ts';
import { revertDrift } from './drift.ts';
import { allOr, type Judgement, problem } from './finding.ts';
import { RULES, type RuleOf } from './parts.ts';

export const rules: Check = {
  name: 'rules',
  async look(patient) {
    const there = await Promise.all(RULES.map(async (each) => (await patient.fn(each.fn)) && each));
    const rules = there.filter((each) => each !== undefined);
    const looks = await Promise.all(rules.map((each) => lookAt(each, patient)));
    const problems = looks.flatMap((look) => judgeRule(look, patient.stack) ?? []);
    return allOr(problems, `All ${looks.length} rules are on, and reach their functions.`);
  },
};

export interface RuleLook {
  listener: RuleOf;
  name: string;
  functionArn: string;
  rule?: Rule | undefined;
  /** It matches the event that it is there for, or has its schedule. */
  hears?: boolean;
  /** As the function says whom it lets in. */
  letsIn: (string | undefined)[];
}

async function lookAt(listener: RuleOf, { stack, fn }: Patient): Promise<RuleLook> {
  const name = stack.functionName(listener.rule ?? listener.fn);
  const [rule, letsIn, deployed] = await Promise.all([
    readRule(name, listener.own && stack.name),
    invokingRules(stack.functionName(listener.fn)),
    fn(listener.fn),
  ]);
  const hears = rule && (await isHeard(rule, listener, stack));
  return {
    listener,
    name,
    functionArn: deployed?.arn ?? '',
    rule,
    letsIn,
    ...(hears !== undefined && { hears }),
  };
}

async function isHeard({ pattern, schedule }: Rule, { event }: RuleOf, stack: Stack): Promise<boolean> {
  if (!event) return schedule !== undefined;
  const { account } = stack;
  // What TestEventPattern wants of an event, besides what says what it is.
  const whole = {
    ...event(stack),
    id: '00000000-0000-0000-0000-000000000000',
    account,
    region: REGION,
    time: '2026-01-01T00:00:00Z',
    resources: [],
  };
  return pattern !== undefined && matchesPattern(pattern, whole);
}

export function judgeRule(look: RuleLook, stack: Stack): Judgement | undefined {
  const { listener, name, functionArn, rule, hears, letsIn } = look;
  const drifted = (says: string) => problem(`${says}: ${listener.without}.`, revertDrift(stack));
  if (!rule) return drifted(`The rule ${name} is gone`);
  if (!rule.isEnabled) {
    const bus = listener.own ? ` --event-bus-name ${stack.name}` : '';
    return problem(`The rule ${name} is disabled: ${listener.without}.`, {
      fix: 'Enable it:',
      command: `aws events enable-rule --region ${REGION} --name ${name}${bus}`,
    });
  }
  if (!hears) return drifted(`The rule ${name} does not match the events any more that it is there for`);
  const target = rule.targets.find(({ arn }) => arn === functionArn);
  if (!target) return drifted(`The rule ${name} does not lead to its function any more`);
  if (!letsIn.some((source) => source === undefined || like(rule.arn, source)))
    return drifted(`The function ${stack.functionName(listener.fn)} does not let the rule ${name} invoke it`);
  if (!target.hasDeadLetterQueue)
    return problem(
      `The rule ${name} has no dead-letter queue: an event that cannot be delivered is lost.`,
      revertDrift(stack),
    );
  return undefined;
}

/** ArnLike: `*` is any run of characters, `?` any one. */
function like(arn: string, pattern: string): boolean {
  const expression = pattern
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`).test(arn);
}
