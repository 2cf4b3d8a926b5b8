/** A number or a text, however a template writes it: CloudFormation takes `'30'` for 30, and 30 for `'30'`. */
import * as v from 'valibot';

export const number = v.pipe(v.union([v.string(), v.number()]), v.toNumber());

export const text = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.toString());
