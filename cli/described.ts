/** Fields of facts, with what they are: docs/schemas/ is made of these, for whoever reads `--json`. */
import * as v from 'valibot';

export const text = (description: string) => v.pipe(v.string(), v.description(description));
export const instant = (description: string) =>
  v.pipe(v.string(), v.isoTimestamp(), v.description(`${description} ISO 8601 in UTC.`));
export const count = (description: string) => v.pipe(v.number(), v.integer(), v.description(description));
export const flag = (description: string) => v.pipe(v.boolean(), v.description(description));
export const oneOf = <const Values extends readonly string[]>(values: Values, description: string) =>
  v.pipe(v.picklist(values), v.description(description));
export const list = <const Item extends v.GenericSchema>(item: Item, description: string) =>
  v.pipe(v.array(item), v.description(description));

export const next = v.optional(text('The command to go on with.'));
