/** An announcement as programs get it: facts. What its fields mean is in schema.ts, from where it is published. */
import * as v from 'valibot';
import { isStartedByHand } from '../../by-hand.ts';
import { chainOf, type Link } from '../../chain.ts';
import { parseEvent } from '../../parse-event.ts';
import { type AnnouncementDetail, parseAnnouncement } from '../announcement.ts';
import { endedBy } from '../ended-by.ts';
import { fittingList, fittingText } from '../fitting.ts';
import type { Message } from '../message.ts';
import { runbookPage } from '../runbook-page.ts';
import { aliasesOf } from './aliases.ts';
import { recordsAskedFor } from './records.ts';
import type { MachineForm } from './schema.ts';

/** With the attributes, which repeat the aliases, below the 256 KiB that SNS takes: test/remediation/announcements/machine.test.ts */
const MOST_BYTES_OF_ALIASES = 60_000;
const MOST_BYTES_OF_RECORDS = 60_000;
const MOST_BYTES_OF_A_TEXT = 16_000;

const Delivered = v.object({ id: v.string() });

/** @throws InvalidEvent when the event is none of ours. */
export function machineForm(event: unknown, message: Message): MachineForm {
  const { id } = parseEvent(Delivered, event);
  const { type, detail, time } = parseAnnouncement(event);
  const { execution, remediation, failure, claim } = detail;
  const { incident, dryRun = false, case: opened } = remediation;
  const chain = type === 'Alias claimed' ? [] : chainOf(remediation, endedBy(type, failure));
  return fitting({
    schemaVersion: '1',
    id,
    type,
    time,
    attention: message.attention,
    remediation: {
      name: execution.name,
      arn: execution.arn,
      account: incident.account,
      ...(execution.startedAt !== undefined && { startedAt: execution.startedAt }),
      dryRun,
      startedByHand: isStartedByHand(incident),
    },
    failedCall: {
      eventId: incident.id,
      requestId: incident.requestId,
      action: incident.action,
      time: incident.time,
    },
    aliases: aliasesOf(remediation),
    ...targetOf(detail),
    records: recordsAskedFor(type, remediation),
    chain: chain.map(({ name, state }) => ({ name, state })),
    ...waitOf(chain),
    ...(opened?.caseId !== undefined && { case: caseOf(opened.caseId, opened) }),
    ...(type === 'Remediation failed' &&
      failure && { failure: { ...failure, runbook: runbookPage(failure.error) } }),
    ...(claim && { claim }),
    message: { title: message.title, text: message.text, links: message.links },
    omitted: [],
  });
}

function targetOf({ remediation }: AnnouncementDetail): Pick<MachineForm, 'target'> {
  const { diagnosis, incident } = remediation;
  if (diagnosis?.target) {
    const { kind, id, domainName } = diagnosis.target;
    return { target: { kind, id, domainName } };
  }
  return 'id' in incident.target ? { target: incident.target } : {};
}

/** Of several that are waited for, what comes first. */
function waitOf(chain: readonly Link[]): Pick<MachineForm, 'nextLookAt' | 'deadlineAt'> {
  const [nextLookAt] = chain.flatMap(({ nextCheckAt }) => nextCheckAt ?? []).toSorted();
  const [deadlineAt] = chain.flatMap(({ deadlineAt: at }) => at ?? []).toSorted();
  return { ...(nextLookAt !== undefined && { nextLookAt }), ...(deadlineAt !== undefined && { deadlineAt }) };
}

type Opened = NonNullable<AnnouncementDetail['remediation']['case']>;

function caseOf(id: string, { displayId, status, url }: Opened): MachineForm['case'] {
  return {
    id,
    ...(displayId !== undefined && { number: displayId }),
    ...(status !== undefined && { status }),
    ...(url !== undefined && { url }),
  };
}

/** Cut where it has to be, and saying so. */
function fitting(form: MachineForm): MachineForm {
  const { message, failure } = form;
  const aliases = fittingList(form.aliases, MOST_BYTES_OF_ALIASES);
  const records = fittingList(form.records, MOST_BYTES_OF_RECORDS);
  const title = fittingText(message.title, MOST_BYTES_OF_A_TEXT);
  const text = fittingText(message.text, MOST_BYTES_OF_A_TEXT);
  const cause = failure && fittingText(failure.cause, MOST_BYTES_OF_A_TEXT);
  const cut: [field: string, isCut: boolean][] = [
    ['aliases', aliases.length < form.aliases.length],
    ['records', records.length < form.records.length],
    ['failure.cause', cause !== failure?.cause],
    ['message.title', title !== message.title],
    ['message.text', text !== message.text],
  ];
  return {
    ...form,
    aliases,
    records,
    ...(failure && cause !== undefined && { failure: { ...failure, cause } }),
    message: { ...message, title, text },
    omitted: cut.flatMap(([field, isCut]) => (isCut ? [field] : [])),
  };
}
