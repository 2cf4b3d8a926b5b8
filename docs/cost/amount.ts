/** Quantities and dollars, as people read them. */

/** Large ones whole, small ones with as many digits as say something. */
export function quantity(value: number): string {
  return value.toLocaleString(
    'en',
    value < 100 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 },
  );
}

const SMALLEST = 0.0001;

/** As a table shows them: to a hundredth of a cent below a dollar. */
export function usd(value: number): string {
  if (value > 0 && value < SMALLEST) return `<$${SMALLEST}`;
  const digits = value < 1 ? 4 : 2;
  return `$${value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** As a sentence says them: to the cent, or two digits of what is less. */
export function roughly(value: number): string {
  return `$${value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2, minimumSignificantDigits: 2, maximumSignificantDigits: 2, roundingPriority: 'morePrecision' })}`;
}

/** All digits of a price. */
export function price(value: number): string {
  return `$${value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 12 })}`;
}
