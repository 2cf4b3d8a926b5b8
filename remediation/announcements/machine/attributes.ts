/**
 * What subscribers filter by. Ten at most: a message with more is not delivered to a queue that wants it raw.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html
 */
import type { MachineForm } from './schema.ts';

/** A list matches a filter when one of its values does. */
export type Attributes = Record<string, string | string[]>;

/** No value is empty: SNS refuses those. Half a surrogate pair could not even be sent. */
export function attributesOf({
  type,
  attention,
  remediation,
  aliases,
  target,
  failure,
}: MachineForm): Attributes {
  const names = aliases.map(({ name }) => name);
  return {
    announcement: type,
    attention,
    dryRun: String(remediation.dryRun),
    ...(names.length > 0 && { alias: names }),
    ...(target && { target: target.id }),
    ...(failure?.error && { error: failure.error.toWellFormed() }),
  };
}
