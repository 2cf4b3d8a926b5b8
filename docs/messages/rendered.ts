/** An example as people get it: by mail, and in Slack. */
import { isOfAlarm } from '../../remediation/announcements/alarm.ts';
import { type Email, email } from '../../remediation/announcements/email.ts';
import type { Message } from '../../remediation/announcements/message.ts';
import { slackMessage } from '../../remediation/announcements/slack.ts';
import { AS_SHIPPED } from '../../remediation/announcements/telling.ts';
import { told } from '../../remediation/announcements/told.ts';
import type { Language, Told } from './chapter.ts';
import { page } from './page.ts';

/** None of an alarm: that one CloudWatch writes. */
export function mailOf(event: Told, language: Language): Email | undefined {
  return isOfAlarm(event) ? undefined : email(messageIn(language, event));
}

export function pageOf(event: Told, language: Language): string {
  return page(language, { time: event.time, blocks: slackMessage(messageIn(language, event)).blocks });
}

function messageIn(language: Language, event: Told): Message {
  return told(event, { ...AS_SHIPPED, language });
}
