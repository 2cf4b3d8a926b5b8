/** Nothing that SNS would refuse each time anew, whatever was put into an announcement. */
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ANNOUNCEMENTS, type AnnouncementDetail } from '../../../remediation/announcements/announcement.ts';
import { email } from '../../../remediation/announcements/email.ts';
import { attributesOf } from '../../../remediation/announcements/machine/attributes.ts';
import { MachineForm } from '../../../remediation/announcements/machine/schema.ts';
import { messageFor } from '../../../remediation/announcements/messages.ts';
import { formOf } from '../../doubles/announced-events.ts';
import { EXECUTION, EXECUTION_ARN, remediation } from '../../doubles/documents.ts';
import { asked } from '../../doubles/sections.ts';
import { ALIAS } from '../../doubles/world.ts';

/** Publish counts name, type and value of each attribute with the message. */
const bytesOf = (text: string, attributes: object) =>
  Buffer.byteLength(text) + Buffer.byteLength(JSON.stringify(attributes)) + 200;

test('of too much there is as much as has room, and what was left out is said', () => {
  const names = Array.from(
    { length: 2000 },
    (_, i) => `${String(i).padStart(60, 'x')}.${'y'.repeat(60)}.example.com`,
  );
  const form = formOf('Remediation opened', { remediation: remediation({}, ...names) });
  // The double's reason names all of them.
  expect(form.omitted).toEqual(['aliases', 'records', 'message.text']);
  expect(form.aliases.length).toBeGreaterThan(100);
  expect(form.aliases.map(({ name }) => name)).toEqual(names.slice(0, form.aliases.length));
  expect(bytesOf(JSON.stringify(form), attributesOf(form))).toBeLessThanOrEqual(262_144);
});

test('a hundred aliases are all there', () => {
  const names = Array.from({ length: 100 }, (_, i) => `${String(i).padStart(50, 'x')}.example.com`);
  const form = formOf('Remediation opened', { remediation: remediation({}, ...names) });
  expect(form).toMatchObject({ omitted: [], records: { length: 100 }, aliases: { length: 100 } });
});

test('SNS takes it, and it is what the schema says, whatever was put into it', () => {
  const hostile = fc
    .array(fc.constantFrom('\u0000', '"', '\\', '値', '\ud83d\ude00', '\ud83d', 'a', '\n'), {
      minLength: 1,
      maxLength: 4,
    })
    .chain((parts) => fc.constantFrom(1, 300, 30_000).map((times) => parts.join('').repeat(times)));
  const properties = fc.record({
    type: fc.constantFrom(...ANNOUNCEMENTS),
    cause: hostile,
    reason: hostile,
    names: fc.array(fc.domain(), { maxLength: 20 }),
    times: fc.constantFrom(1, 100),
  });
  fc.assert(
    fc.property(properties, ({ type, cause, reason, names, times }) => {
      const many = Array.from({ length: times }, (_, i) => names.map((name) => `n${i}.${name}`)).flat();
      const document = remediation({ case: asked('open', { reason, reply: reason }) }, ...many, ALIAS);
      if (document.diagnosis) document.diagnosis.reason = reason;
      const detail: AnnouncementDetail = {
        execution: { arn: EXECUTION_ARN, name: EXECUTION },
        remediation: document,
        failure: { error: 'ProofDeadlineExceeded', cause },
      };
      const form = formOf(type, detail);
      const published = JSON.stringify(form);
      expect(v.is(MachineForm, JSON.parse(published))).toBe(true);
      expect(published.isWellFormed()).toBe(true);
      expect(bytesOf(published, attributesOf(form))).toBeLessThanOrEqual(262_144);
      const { body } = email(messageFor(type, detail));
      expect(bytesOf(body, attributesOf(form))).toBeLessThanOrEqual(262_144);
    }),
    { numRuns: 60 },
  );
});
