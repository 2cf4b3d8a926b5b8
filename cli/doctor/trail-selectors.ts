/**
 * Whether a trail's event selectors take a failed UpdateDistribution. An event is logged that any one of them matches.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html
 */
import type { AdvancedFieldSelector } from '@aws-sdk/client-cloudtrail';
import type { Trail } from '../../providers/operator/trails.ts';

/** What is the same for whoever calls. */
const FAILED_UPDATE = new Map([
  ['eventCategory', 'Management'],
  ['readOnly', 'false'],
  ['eventSource', 'cloudfront.amazonaws.com'],
  ['eventName', 'UpdateDistribution'],
  ['eventType', 'AwsApiCall'],
]);

/** `some`: it depends on who calls, and how. */
export type Taken = 'all' | 'some' | 'none';

export function taken({ basic, advanced }: NonNullable<Trail['selectors']>): Taken {
  const byBasic = basic.some(
    ({ IncludeManagementEvents = true, ReadWriteType = 'All', ExcludeManagementEventSources = [] }) =>
      IncludeManagementEvents &&
      ReadWriteType !== 'ReadOnly' &&
      !ExcludeManagementEventSources.includes('cloudfront.amazonaws.com'),
  );
  if (byBasic) return 'all';
  const byAdvanced = advanced.map(({ FieldSelectors = [] }) => {
    const matches = FieldSelectors.map(takenBy);
    return matches.includes('none') ? 'none' : matches.includes('some') ? 'some' : 'all';
  });
  return byAdvanced.includes('all') ? 'all' : byAdvanced.includes('some') ? 'some' : 'none';
}

function takenBy({ Field = '', ...operators }: AdvancedFieldSelector): Taken {
  const value = FAILED_UPDATE.get(Field);
  if (value === undefined) return 'some';
  const { Equals, StartsWith, EndsWith, NotEquals = [], NotStartsWith = [], NotEndsWith = [] } = operators;
  const starts = (text: string) => value.startsWith(text);
  const ends = (text: string) => value.endsWith(text);
  const matches =
    (Equals?.includes(value) ?? true) &&
    (StartsWith?.some(starts) ?? true) &&
    (EndsWith?.some(ends) ?? true) &&
    !NotEquals.includes(value) &&
    !NotStartsWith.some(starts) &&
    !NotEndsWith.some(ends);
  return matches ? 'all' : 'none';
}
