/** Our bus -> here -> Slack. */
import { createSlackWebhook } from '../providers/announcements/slack-webhook.ts';
import { name, settings } from '../providers/environment.ts';
import { parseAnnouncement } from '../remediation/announcements/announcement.ts';
import { messageFor } from '../remediation/announcements/messages.ts';
import { slackMessage } from '../remediation/announcements/slack.ts';
import { lambda } from './lambda.ts';

const post = createSlackWebhook(settings({ SLACK_WEBHOOK_PARAMETER: name }).SLACK_WEBHOOK_PARAMETER);

export const handler = lambda(async (event) => {
  const { type, detail } = parseAnnouncement(event);
  await post(slackMessage(messageFor(type, detail)));
});
