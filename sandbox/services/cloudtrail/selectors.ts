/**
 * Which management events a trail logs, by its event selectors. An event is logged that any one of them matches:
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html
 */
import type { AdvancedEventSelector, AdvancedFieldSelector, EventSelector } from '@aws-sdk/client-cloudtrail';

export type Selectors =
  | { basic: readonly EventSelector[]; advanced?: never }
  | { advanced: readonly AdvancedEventSelector[]; basic?: never };

/** What selectors look at, of a record. */
export type SelectedBy = Record<string, unknown>;

/** "By default, trails created without specific event selectors will be configured to log all read and write management events". */
export const EVERY_MANAGEMENT_EVENT: Selectors = {
  basic: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
};

/** @param record a management event */
export function areSelected({ basic = [], advanced = [] }: Selectors, record: SelectedBy): boolean {
  return (
    basic.some((selector) => matchesBasic(selector, record)) ||
    advanced.some(({ FieldSelectors = [] }) => FieldSelectors.every((field) => matchesField(field, record)))
  );
}

function matchesBasic(
  {
    ReadWriteType = 'All',
    IncludeManagementEvents = true,
    ExcludeManagementEventSources = [],
  }: EventSelector,
  { readOnly, eventSource }: SelectedBy,
): boolean {
  return (
    IncludeManagementEvents &&
    (ReadWriteType === 'All' || (ReadWriteType === 'ReadOnly') === readOnly) &&
    !ExcludeManagementEventSources.includes(String(eventSource))
  );
}

function matchesField({ Field = '', ...operators }: AdvancedFieldSelector, record: SelectedBy): boolean {
  const value = String(record[Field]);
  const { Equals, StartsWith, EndsWith, NotEquals = [], NotStartsWith = [], NotEndsWith = [] } = operators;
  const starts = (text: string) => value.startsWith(text);
  const ends = (text: string) => value.endsWith(text);
  return (
    (Equals?.includes(value) ?? true) &&
    (StartsWith?.some(starts) ?? true) &&
    (EndsWith?.some(ends) ?? true) &&
    !NotEquals.includes(value) &&
    !NotStartsWith.some(starts) &&
    !NotEndsWith.some(ends)
  );
}
