/** Which functions an event or a schedule invokes: the rules of the deployed stack. */
import * as v from 'valibot';
import { compilePattern, type Pattern } from '../../sandbox/services/eventbridge/pattern.ts';
import { count, type Invocations, together } from './invocations.ts';
import { HOURS_A_MONTH } from './prices.ts';

/** As far as a pattern looks at it, and a price. */
export interface BusEvent {
  source: string;
  'detail-type': string;
  detail: unknown;
}

interface Target {
  rule: { EventBusName?: string | undefined; ScheduleExpression?: string | undefined };
  matches: Pattern;
  functionName: string;
}

const text = v.string();
const Rule = v.object({
  Name: text,
  EventBusName: v.optional(text),
  EventPattern: v.optional(text),
  ScheduleExpression: v.optional(text),
});
const Targets = v.object({ Rule: text, Targets: v.array(v.object({ Arn: text })) });

/**
 * @param created what an account notes that a template is deployed into
 * @param service with the stage: what the names of all functions begin with
 */
export function rulesOf(
  created: readonly (readonly [what: string, ...inputs: unknown[]])[],
  service: string,
) {
  const inputs = (wanted: string) => created.flatMap(([what, input]) => (what === wanted ? [input] : []));
  const rules = inputs('rule').map((input) => v.parse(Rule, input));
  const targets = inputs('targets').flatMap((input): Target[] => {
    const { Rule: name, Targets: arns } = v.parse(Targets, input);
    const rule = rules.find((each) => each.Name === name) ?? { Name: name };
    const matches = rule.EventPattern ? compilePattern(rule.EventPattern) : () => false;
    return arns.map(({ Arn }) => ({ rule, matches, functionName: nameIn(Arn, service) }));
  });

  return {
    /** By events on our bus, or on the account's own. */
    invocations(events: readonly BusEvent[], bus: 'ours' | 'default'): Invocations {
      const listening = targets.filter(
        ({ rule }) => (rule.EventBusName === undefined) === (bus === 'default'),
      );
      return count(
        events.flatMap((event) =>
          listening.filter(({ matches }) => matches(event)).map(({ functionName }) => functionName),
        ),
      );
    },

    /** By schedules, in a month. */
    scheduled(): Invocations {
      return together(
        targets.flatMap(({ rule: { ScheduleExpression: rate }, functionName }) =>
          rate === undefined ? [] : [{ [functionName]: HOURS_A_MONTH / hoursOf(rate) }],
        ),
      );
    },
  };
}

/** @throws Error for anything but a function of the stack: another target would have to be counted. */
function nameIn(arn: string, service: string): string {
  const [, name] = arn.split(`:function:${service}-`);
  if (name === undefined) throw new Error(`Nothing here counts what ${arn} costs as the target of a rule.`);
  return name;
}

const HOURS: Record<string, number> = { minute: 1 / 60, hour: 1, day: 24 };

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rate-expressions.html */
function hoursOf(rate: string): number {
  const [, value, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(rate) ?? [];
  const hours = HOURS[unit];
  if (value === undefined || hours === undefined) throw new Error(`Nothing here counts ${rate}.`);
  return Number(value) * hours;
}
