/** JSON values, as states hand them on. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A copy that shares nothing with the original. What JSON has no word for becomes null. */
export function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value) ?? 'null');
}

export function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
