/** A failed call in a stack of dry runs: whatever comes of it is told that it is one. */
import { expect, test } from 'vitest';
import type {
  AnnouncementDetail,
  AnnouncementType,
} from '../../../remediation/announcements/announcement.ts';
import { messageFor } from '../../../remediation/announcements/messages.ts';
import { parseIncident } from '../../../remediation/incident.ts';
import { receiveFailure } from '../../../remediation/steps/receive-failure.ts';
import { failedUpdate, fixture } from '../../doubles/documents.ts';
import { ExecutionsDouble } from '../../doubles/executions.ts';
import { ALIAS, World } from '../../doubles/world.ts';

function desk() {
  const executions = new ExecutionsDouble();
  const titles: string[] = [];
  const announce = async (type: AnnouncementType, detail: AnnouncementDetail) =>
    void titles.push(messageFor(type, detail).title);
  const { ledger } = new World();
  const receive = receiveFailure({ ledger, executions, announce, now: Date.now }, { dryRun: true });
  return { executions, titles, receive };
}

test('the execution, which is one however often it is reported', async () => {
  const { executions, receive } = desk();
  const event = fixture('update-distribution');
  const { execution } = await receive(event);
  const { input } = executions.byName.get(execution) ?? {};
  expect(input).toEqual({ incident: parseIncident(event), dryRun: true });
  expect(await receive(event)).toEqual({ outcome: 'exists', execution });
});

test('the message about an alias that another dry run has', async () => {
  const { titles, receive } = desk();
  await receive(failedUpdate('1', 'E1', ALIAS));
  expect(await receive(failedUpdate('2', 'E2', ALIAS))).toMatchObject({ outcome: 'refused' });
  expect(titles).toEqual([expect.stringMatching(/^\[dry run\] /)]);
});
