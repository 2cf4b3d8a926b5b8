/** What Slack is told of: announcements, and alarms of the stack, which the topic has from CloudWatch itself. */
import { alarmMessage, isOfAlarm } from './alarm.ts';
import { parseAnnouncement } from './announcement.ts';
import type { Message } from './message.ts';
import { messageFor } from './messages.ts';
import { AS_SHIPPED, type Telling } from './telling.ts';

/** @throws InvalidEvent when the event is neither. */
export function told(event: unknown, telling: Telling = AS_SHIPPED): Message {
  if (isOfAlarm(event)) return alarmMessage(event, telling);
  const { type, detail } = parseAnnouncement(event);
  return messageFor(type, detail, telling);
}
