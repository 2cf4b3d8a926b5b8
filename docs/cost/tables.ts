/** The figures as tables of Markdown. */
import { price, quantity, usd } from './amount.ts';
import { bill, dollars, plus, type Usage } from './bill.ts';
import type { Figure } from './figures.ts';
import { type Counted, PRICES, type Price } from './prices.ts';

const NOTHING = '–';

export function summaryTable(rows: readonly { what: string; usage: Usage; poll?: Usage }[]): string {
  const figures = (usage: Usage | undefined) =>
    usage ? [quantity(usage.stateTransition ?? 0), usd(dollars(usage))] : [NOTHING, NOTHING];
  return [
    line(['', 'state transitions', 'costs', 'the poll: state transitions', 'costs']),
    line(['---', '---:', '---:', '---:', '---:']),
    ...rows.map(({ what, usage, poll }) => line([what, ...figures(usage), ...figures(poll)])),
  ].join('\n');
}

/** What each thing costs, and all of them; beside the poll, where there is one. */
export function billTable({ usage, poll }: Figure): string {
  const columns = dollars(poll) > 0 ? [usage, poll] : [usage];
  const figures = (counted: Counted) => columns.flatMap((each) => figuresOf(each, counted));
  return [
    line(['', 'price', 'quantity', 'costs', 'the poll: quantity', 'costs'].slice(0, 2 + 2 * columns.length)),
    line(['---', '---:', ...columns.flatMap(() => ['---:', '---:'])]),
    ...bill(plus(usage, poll)).map(({ counted, price: of }) =>
      line([of.what, rate(of), ...figures(counted)]),
    ),
    line(['**sum**', '', ...columns.flatMap((each) => ['', `**${usd(dollars(each))}**`])]),
  ].join('\n');
}

function figuresOf(usage: Usage, counted: Counted): string[] {
  const found = bill(usage).find((each) => each.counted === counted);
  return found ? [quantity(found.quantity), usd(found.dollars)] : [NOTHING, NOTHING];
}

export function priceTable(): string {
  const prices: Price[] = Object.values(PRICES);
  return [
    line(['', 'price', 'read']),
    line(['---', '---:', '---']),
    ...prices.map((each) => line([`[${each.what}](${each.page})`, rate(each), readAt(each)])),
  ].join('\n');
}

function readAt({ secondHand }: Price): string {
  if (!secondHand) return "on AWS's page";
  return `second-hand, [${new URL(secondHand.source).host}](${secondHand.source}), ${secondHand.asOf}`;
}

function rate({ dollars: asked, per }: Price): string {
  return per === 1 ? price(asked) : `${price(asked)} per ${quantity(per)}`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
