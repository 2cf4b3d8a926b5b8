/** Announcements as the bus delivers them. */
import type { AnnouncementDetail, AnnouncementType } from '../../remediation/announcements/announcement.ts';
import { machineForm } from '../../remediation/announcements/machine/form.ts';
import type { MachineForm } from '../../remediation/announcements/machine/schema.ts';
import { messageFor } from '../../remediation/announcements/messages.ts';
import { EXECUTION, EXECUTION_ARN, remediation } from './documents.ts';

const execution = { arn: EXECUTION_ARN, name: EXECUTION, startedAt: '2026-11-20T01:00:00.000Z' };

export function announced(type: AnnouncementType, detail: Partial<AnnouncementDetail> = {}) {
  return {
    id: '8f14e45f-ceea-4167-a5d1-0000000000aa',
    source: 'cname-rescue',
    'detail-type': type,
    time: '2026-11-20T01:00:01Z',
    detail: { execution, remediation: remediation(), ...detail },
  };
}

export function formOf(type: AnnouncementType, detail: Partial<AnnouncementDetail> = {}): MachineForm {
  const event = announced(type, detail);
  return machineForm(event, messageFor(type, event.detail));
}
