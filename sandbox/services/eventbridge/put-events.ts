/** PutEvents: what a caller may put, entry by entry. */
import type {
  PutEventsCommandInput,
  PutEventsCommandOutput,
  PutEventsRequestEntry,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { isRecord } from '../../is-record.ts';
import type { AwsEvent } from '../../parts.ts';
import { AwsError } from '../../wire/service.ts';

/** Entries per request (API model), and bytes over all of them (1 MB: eb-putevent-size of the user guide). */
const mostEntries = 10;
const mostBytes = 1024 * 1024;

export type AcceptedEvent = Pick<AwsEvent, 'source' | 'detail-type' | 'detail' | 'resources'> & {
  time?: Date;
  bus?: string;
};

/**
 * @param accept puts one event on its bus and answers its id
 * @throws AwsError ValidationException for the request as a whole; what is wrong with one entry is in its result
 */
export function putEvents(
  { Entries = [] }: PutEventsCommandInput,
  accept: (event: AcceptedEvent) => string,
): Omit<PutEventsCommandOutput, '$metadata'> {
  if (Entries.length < 1 || Entries.length > mostEntries) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length between 1 and ${mostEntries}`,
    );
  }
  if (Entries.reduce((sum, entry) => sum + size(entry), 0) > mostBytes) {
    throw new AwsError('ValidationException', 'Total size of the entries in the request is over the limit.');
  }
  const results = Entries.map((entry): PutEventsResultEntry => {
    const checked = check(entry);
    return 'refusal' in checked ? checked.refusal : { EventId: accept(checked.event) };
  });
  return { FailedEntryCount: results.filter((result) => result.ErrorCode).length, Entries: results };
}

function check(entry: PutEventsRequestEntry): { event: AcceptedEvent } | { refusal: PutEventsResultEntry } {
  const { Source: source, DetailType: type, Detail: json, Resources: resources = [] } = entry;
  if (!source) return missing('Source');
  if (!type) return missing('DetailType');
  if (!json) return missing('Detail');
  if (source.startsWith('aws.')) {
    return refuse('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  const detail = parse(json);
  if (!isRecord(detail)) return refuse('MalformedDetail', 'Detail is malformed.');
  const { Time: time, EventBusName: bus } = entry;
  return {
    event: {
      source,
      'detail-type': type,
      detail,
      resources,
      ...(time === undefined ? {} : { time }),
      ...(bus === undefined ? {} : { bus }),
    },
  };
}

function missing(parameter: string) {
  return refuse(
    'InvalidArgument',
    `Parameter ${parameter} is not valid. Reason: ${parameter} is a required argument.`,
  );
}

function refuse(ErrorCode: string, ErrorMessage: string): { refusal: PutEventsResultEntry } {
  return { refusal: { ErrorCode, ErrorMessage } };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Bytes as EventBridge counts them: a Time is 14, everything else as long as its UTF-8. */
function size({
  Time,
  Source = '',
  DetailType = '',
  Detail = '',
  Resources = [],
}: PutEventsRequestEntry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Time === undefined ? 0 : 14);
}
