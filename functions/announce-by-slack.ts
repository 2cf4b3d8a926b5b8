/** Our bus, and the stack's alarms -> here -> Slack. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createSlackWebhook } from '../providers/announcements/slack-webhook.ts';
import { name, settings, telling } from '../providers/environment.ts';
import { slackMessage } from '../remediation/announcements/slack.ts';
import { told } from '../remediation/announcements/told.ts';
import { lambda } from './lambda.ts';

const post = createSlackWebhook(settings({ SLACK_WEBHOOK_PARAMETER: name }).SLACK_WEBHOOK_PARAMETER);

const how = telling();

export const handler = lambda((event, { leftMs }) => post(slackMessage(told(event, how)), { leftMs, sleep }));
