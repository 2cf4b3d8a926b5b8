/** Our bus -> here -> SNS. */
import { createTopic } from '../providers/announcements/topic.ts';
import { name, settings, telling } from '../providers/environment.ts';
import { parseAnnouncement } from '../remediation/announcements/announcement.ts';
import { email } from '../remediation/announcements/email.ts';
import { messageFor } from '../remediation/announcements/messages.ts';
import { lambda } from './lambda.ts';

const publish = createTopic(settings({ TOPIC_ARN: name }).TOPIC_ARN);

const how = telling();

export const handler = lambda(async (event) => {
  const { type, detail } = parseAnnouncement(event);
  await publish(type, email(messageFor(type, detail, how)));
});
