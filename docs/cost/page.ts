/** What is written by a program in docs/cost.md, and in README.md. */
import { quantity, roughly } from './amount.ts';
import { assumptions } from './assumptions-list.ts';
import { beyondFreeTier, bill, dollars } from './bill.ts';
import type { Figures } from './figures.ts';
import { nameOf } from './prices.ts';
import { billTable, priceTable, summaryTable } from './tables.ts';
import { EVENTS_A_PASS, POLL_SECONDS } from './usage.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html: an execution with more ends for good. */
const MOST_EVENTS = 25_000;

export function costPage(figures: Figures): string {
  const { idle, open, cases, month } = figures;
  const hours = ((MOST_EVENTS / EVENTS_A_PASS) * POLL_SECONDS) / 3600;
  const many = `month with ${quantity(month.many)} usual remediations`;
  return paragraphs(
    summaryTable([
      { what: 'an idle month', usage: idle },
      ...(dollars(open) > 0
        ? [{ what: 'more, in a month in all of which something is open', usage: open }]
        : []),
      ...Object.entries(cases).map(([name, each]) => ({ what: `a ${name} remediation`, ...each })),
      { what: `a ${many}`, ...month },
    ]),
    `_The poll_ is the workflow that one would write first: wait ${POLL_SECONDS} s, call a function, choose. It waits for as long as the remediation, and nothing but its loop is counted. It would have to be started anew again and again: Step Functions ends an execution at ${quantity(MOST_EVENTS)} events, and at ${EVENTS_A_PASS} events a pass that is after ${quantity(hours)} hours.`,
    '## An idle month',
    billTable({ usage: idle, poll: {} }),
    ...Object.entries(cases).flatMap(([name, each]) => [
      `## A ${name} remediation`,
      `${each.about} That takes ${duration(each.seconds)}.`,
      billTable(each),
    ]),
    `## A ${many}`,
    billTable(month),
    '## Assumptions',
    assumptions(figures),
    '## Prices',
    "In us-east-1, before tax. Most of AWS's pages show theirs only in a browser; what could not be read there is second-hand.",
    priceTable(),
  );
}

/** The sentences of README.md that have figures in them. */
export function costInShort({ idle, open, cases: { fast, usual, slow } }: Figures): string {
  const costs = (kind: 'usage' | 'poll') => [fast, usual, slow].map((each) => roughly(dollars(each[kind])));
  const [fastCosts, usualCosts, slowCosts] = costs('usage');
  const most = bill(idle)
    .filter((line) => line.dollars >= 0.01)
    .map(({ price, quantity: many }) => `${nameOf(price)} (${quantity(many)})`);
  const more =
    dollars(open) > 0
      ? `; its own metrics cost at most ${roughly(dollars(open))} more, in a month in all of which something is open`
      : '';
  return [
    `Idle, the stack costs ${roughly(dollars(idle))} a month, or ${roughly(dollars(beyondFreeTier(idle)))} where nothing else uses up AWS's free tier: ${list(most)}${more}.`,
    `A remediation costs ${fastCosts} where the same account has the alias and the record comes within minutes, ${usualCosts} where the record takes a day and AWS Support two, and ${slowCosts} where both take as long as they may; a workflow that polls every ${POLL_SECONDS} s would cost ${list(costs('poll'))} for the same waits ([what is counted](docs/cost.md)).\n`,
  ].join('\n');
}

function duration(seconds: number): string {
  const [value, unit] = seconds < 2 * 3600 ? [seconds / 60, 'minutes'] : [seconds / 86_400, 'days'];
  return `${quantity(Math.round(value * 10) / 10)} ${unit}`;
}

function list(parts: readonly string[]): string {
  return new Intl.ListFormat('en').format(parts);
}

function paragraphs(...all: string[]): string {
  return `${all.join('\n\n')}\n`;
}
