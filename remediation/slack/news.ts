/** An event as Slack is told of it: an announcement in the thread of its remediation, or an alarm of the stack by itself. */
import { isOfAlarm } from '../announcements/alarm.ts';
import { parseAnnouncement } from '../announcements/announcement.ts';
import { slackMessage } from '../announcements/slack.ts';
import { summaryFor } from '../announcements/summary.ts';
import { AS_SHIPPED, type Telling } from '../announcements/telling.ts';
import { told } from '../announcements/told.ts';
import type { News } from './thread.ts';

/** @throws InvalidEvent when it is neither. */
export function newsOf(event: unknown, telling: Telling = AS_SHIPPED): News {
  const said = told(event, telling);
  const message = slackMessage(said);
  if (isOfAlarm(event)) return { message };
  const { type, detail, time } = parseAnnouncement(event);
  return {
    message,
    remediation: {
      execution: detail.execution.name,
      at: time,
      isLoud: said.attention === 'action' || said.attention === 'failed',
      // With `Alias claimed` comes the document of another call, for which nothing was started.
      ...(type !== 'Alias claimed' && { summary: slackMessage(summaryFor(type, detail, telling)) }),
    },
  };
}
