/** From what was used to what it costs. */
import { type Counted, PRICES, type Price } from './prices.ts';

/** How many of what. */
export type Usage = Partial<Record<Counted, number>>;

export interface Line {
  counted: Counted;
  price: Price;
  quantity: number;
  dollars: number;
}

/** In the order of the price list. What was not used has no line. */
export function bill(usage: Usage): Line[] {
  return counts(PRICES).flatMap((counted) => {
    const price: Price = PRICES[counted];
    const quantity = usage[counted] ?? 0;
    return quantity > 0
      ? [{ counted, price, quantity, dollars: (quantity / price.per) * price.dollars }]
      : [];
  });
}

export function dollars(usage: Usage): number {
  return bill(usage).reduce((sum, line) => sum + line.dollars, 0);
}

export function plus(...usages: readonly Usage[]): Usage {
  const sum: Usage = {};
  for (const usage of usages) {
    for (const counted of counts(usage)) sum[counted] = (sum[counted] ?? 0) + (usage[counted] ?? 0);
  }
  return sum;
}

export function times(factor: number, usage: Usage): Usage {
  return Object.fromEntries(counts(usage).map((counted) => [counted, factor * (usage[counted] ?? 0)]));
}

/** What is left to pay of a month in an account that uses nothing else. */
export function beyondFreeTier(usage: Usage): Usage {
  return Object.fromEntries(
    bill(usage).map(({ counted, quantity, price }) => [counted, Math.max(0, quantity - (price.free ?? 0))]),
  );
}

/** The keys of either are nothing but what is counted. */
function counts(of: Usage | typeof PRICES): Counted[] {
  return Object.keys(of) as Counted[];
}
