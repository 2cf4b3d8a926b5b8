/** What the product uses of valibot, by zod as one usually imports it: as the handlers would be if nobody had looked at their size. */
// biome-ignore lint/style/noRestrictedImports: this is what the product is compared with
import { z } from 'zod';

type Schema = z.ZodType;
// Each knows which schema it comes behind, as valibot's types say where the product is compiled.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Action = (schema: any) => Schema;

export const string = () => z.string();
export const number = () => z.number();
export const boolean = () => z.boolean();
export const unknown = () => z.unknown();
export const literal = (value: string | boolean) => z.literal(value);
export const picklist = (options: readonly string[]) => Object.assign(z.enum(options), { options });
export const optional = (schema: Schema) => z.optional(schema);
export const nullish = (schema: Schema) => z.nullish(schema);
export const array = (schema: Schema) => z.array(schema);
export const record = (key: z.ZodString, value: Schema) => z.record(key, value);
export const object = (entries: Record<string, Schema>) => Object.assign(z.object(entries), { entries });
export const variant = (key: string, options: [z.ZodObject, ...z.ZodObject[]]) =>
  z.discriminatedUnion(key, options);
// The mask's type is that of the object's own keys, which nothing here knows.
// biome-ignore lint/suspicious/noExplicitAny: see above
export const omit = (schema: any, keys: string[]): z.ZodObject =>
  schema.omit(Object.fromEntries(keys.map((key) => [key, true])));

export const pipe = (first: Schema, ...rest: (Action | Schema)[]) => {
  return rest.reduce<Schema>(
    (schema, next) => (typeof next === 'function' ? next(schema) : schema.pipe(next)),
    first,
  );
};
export const transform =
  (by: (value: unknown) => unknown): Action =>
  (schema) =>
    schema.transform(by);
export const check =
  (holds: (value: unknown) => boolean, error: string): Action =>
  (schema) =>
    schema.refine(holds, { error });
export const toNumber = (): Action => (schema) => schema.pipe(z.coerce.number());
export const integer = (): Action => (schema) => schema.pipe(z.int());
export const minValue =
  (least: number): Action =>
  (schema) =>
    schema.pipe(z.number().min(least));
export const minLength =
  (least: number): Action =>
  (schema) =>
    schema.min(least);
export const regex =
  (pattern: RegExp): Action =>
  (schema) =>
    schema.regex(pattern);
export const startsWith =
  (start: string): Action =>
  (schema) =>
    schema.startsWith(start);

export const parse = (schema: Schema, value: unknown) => schema.parse(value);
export const safeParse = (schema: Schema, value: unknown) => {
  const { success, data, error } = schema.safeParse(value);
  return { success, output: data, issues: error };
};
export const summarize = (error: z.ZodError) => z.prettifyError(error);
