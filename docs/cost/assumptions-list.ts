/** Under what assumptions the figures hold, as a list of Markdown. */
import { price, quantity, usd } from './amount.ts';
import * as assumed from './assumptions.ts';
import { beyondFreeTier, dollars } from './bill.ts';
import type { Figures } from './figures.ts';
import { HOURS_A_MONTH, nameOf, PRICES, type Price } from './prices.ts';

export function assumptions({ stack, idle, cases: { slow } }: Figures): string {
  const { customMetrics, keys, logRetentionDays } = stack;
  const longer = dollars({ lambdaGbSecond: slow.mostGbSeconds - (slow.usage.lambdaGbSecond ?? 0) });
  const traced = slow.usage.trace !== undefined && slow.usage.trace > 0;
  return [
    `No free tier is taken off. Each month AWS gives every account ${freeTier()}. That leaves ${usd(dollars(beyondFreeTier(idle)))} of the idle month to an account that uses nothing else.`,
    'State transitions, invocations, events and requests are counted in remediations that are played on the shipped state machine, with the shipped parameters, under a clock that is turned. A state transition is a state that is entered, or a retry, as [AWS counts](https://aws.amazon.com/step-functions/pricing/); nothing fails in these remediations, so nothing is retried.',
    'Functions, memory sizes, rules, schedules, alarms, dashboards and keys are those of the packaged template, with a webhook of Slack and with one mailbox.',
    `An invocation is billed ${assumed.START_SECONDS} s for the start of a new instance, [as nine in ten of such a size took at the most](https://gist.github.com/adriantanasa/06a9cbc36744ef0bf946255e9e75efbe), and ${assumed.WORK_SECONDS} s of work, which nobody has measured. If all of a slow remediation's ran until their timeouts, it would cost ${usd(longer)} more. The poll's function stays warm.`,
    `An invocation logs ${quantity(assumed.LOG_BYTES_AN_INVOCATION)} bytes, the poll's ${assumed.LOG_BYTES_OF_LAMBDA}, an event of the state machine ${assumed.LOG_BYTES_AN_EVENT}. Logs are kept for ${logRetentionDays} days.`,
    `A remediation leaves ${quantity(assumed.LEDGER_BYTES)} bytes in the ledger for ${assumed.LEDGER_DAYS} days, and as many in its backup. A write counts as ${assumed.UNITS_A_WRITE} units.`,
    ...(traced
      ? ['Each invocation counts as a trace, though those of one execution are one, and X-Ray samples.']
      : []),
    ...(customMetrics > 0
      ? [
          `There are ${quantity(customMetrics)} custom metrics, as many as alarms and dashboards show. They are sent only in hours in which a remediation is open, some of them not in each; all that are open share them, so they are no part of a single one.`,
        ]
      : []),
    ...(keys > 0
      ? [
          'The key rotates every year. AWS asks another $1 a month after the first rotation, and after the second.',
        ]
      : []),
    `A month has ${quantity(HOURS_A_MONTH)} hours. CloudFront deploys in five minutes.`,
    `Not counted: the plan of AWS Support; the trail, of which the first copy of management events is free; the bucket of the bundles; what the functions send to name servers and to Slack, which is below a cent; and what a bot of Slack needs more than a webhook, two writes in the ledger an announcement, which is less than $0.0001 a remediation. Queues cost nothing while nothing falls into them (${price(PRICES.sqsRequest.dollars)} for ${quantity(PRICES.sqsRequest.per)} requests).`,
  ]
    .map((sentence) => `- ${sentence}`)
    .join('\n');
}

function freeTier(): string {
  const prices: Price[] = Object.values(PRICES);
  const given = prices.flatMap((each) => (each.free ? [`${quantity(each.free)} ${nameOf(each)}`] : []));
  return new Intl.ListFormat('en').format(given);
}
