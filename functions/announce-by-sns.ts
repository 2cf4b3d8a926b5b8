/** Our bus -> here -> SNS: to one topic for people, and to one for programs. */
import { createTopic } from '../providers/announcements/topic.ts';
import { name, settings, telling } from '../providers/environment.ts';
import { parseAnnouncement } from '../remediation/announcements/announcement.ts';
import { email } from '../remediation/announcements/email.ts';
import { attributesOf } from '../remediation/announcements/machine/attributes.ts';
import { machineForm } from '../remediation/announcements/machine/form.ts';
import { messageFor } from '../remediation/announcements/messages.ts';
import { lambda } from './lambda.ts';

const { TOPIC_ARN, JSON_TOPIC_ARN } = settings({ TOPIC_ARN: name, JSON_TOPIC_ARN: name });
const toPeople = createTopic(TOPIC_ARN);
const toPrograms = createTopic(JSON_TOPIC_ARN);
const how = telling();

export const handler = lambda(async (event) => {
  const { type, detail } = parseAnnouncement(event);
  const message = messageFor(type, detail, how);
  const form = machineForm(event, message);
  const attributes = attributesOf(form);
  const { subject, body } = email(message);
  // Mail comes last: what is tried again is what programs get, who know it by its id, and no mailbox gets the same twice.
  await toPrograms({ text: JSON.stringify(form), attributes });
  await toPeople({ subject, text: body, attributes });
});
