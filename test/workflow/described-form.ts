/** What holds of every announcement that a remediation ever makes: programs get what the schema says, and nothing besides. */
import * as v from 'valibot';
import { expect } from 'vitest';
import { parseAnnouncement } from '../../remediation/announcements/announcement.ts';
import { machineForm } from '../../remediation/announcements/machine/form.ts';
import { MachineForm } from '../../remediation/announcements/machine/schema.ts';
import { messageFor } from '../../remediation/announcements/messages.ts';

export function expectDescribedForm(event: object): void {
  const delivered = { id: 'an id', time: '2026-11-20T01:00:00Z', ...event };
  const { type, detail } = parseAnnouncement(delivered);
  const form = JSON.parse(JSON.stringify(machineForm(delivered, messageFor(type, detail))));
  expect(v.parse(MachineForm, form)).toEqual(form);
  // All that a remediation is about is among the aliases, whatever it has come to.
  const names = form.aliases.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(detail.remediation.incident.aliases));
  expect(new Set(names).size).toBe(names.length);
}
