/** The events on our own bus: what they are called and what they carry. */
import * as v from 'valibot';
import { Remediation } from '../document.ts';
import { parseEvent } from '../parse-event.ts';
import { instant } from '../section.ts';

/** EventBridge source of every announcement. */
export const SOURCE = 'cname-rescue';

/** Detail-types: one for each thing that happens. */
export const ANNOUNCEMENTS = [
  'Remediation opened',
  'DNS record in the way',
  'Certificate missing',
  'Certificate attached',
  'Ownership proof incomplete',
  'Ownership proof seen',
  'Alias moved',
  'Alias added',
  'Alias free',
  'Support case opened',
  'Support case updated',
  'Open the case by hand',
  'Too many Support cases',
  'Alias confirmed',
  'Nothing to do',
  'No target',
  'Details omitted',
  'Dry run finished',
  'Alias claimed',
  'Remediation failed',
  'Remediation stopped',
] as const;
export type AnnouncementType = (typeof ANNOUNCEMENTS)[number];

const Announcement = v.object({
  source: v.literal(SOURCE),
  'detail-type': v.picklist(ANNOUNCEMENTS),
  /** When it was put on the bus. */
  time: instant,
  detail: v.object({
    /** That of the remediation; with `Alias claimed`, of the one that has the alias. */
    execution: v.object({
      arn: v.string(),
      name: v.string(),
      /** Only from the execution itself; a redrive leaves it as it is. */
      startedAt: v.optional(instant),
    }),
    remediation: Remediation,
    /** Only when it has failed or was stopped: the state by its name, the error's name, and its message for a person. */
    failure: v.optional(v.object({ state: v.optional(v.string()), error: v.string(), cause: v.string() })),
    /** Only with `Alias claimed`: which alias the execution has, and the target that it moves it to. */
    claim: v.optional(v.object({ alias: v.string(), target: v.string() })),
  }),
});

export type AnnouncementDetail = v.InferOutput<typeof Announcement>['detail'];

/** Puts an announcement on our own bus. */
export type Announce = (type: AnnouncementType, detail: AnnouncementDetail) => Promise<void>;

/** @throws InvalidEvent when the event is none of ours. */
export function parseAnnouncement(event: unknown): {
  type: AnnouncementType;
  detail: AnnouncementDetail;
  time: string;
} {
  const { 'detail-type': type, detail, time } = parseEvent(Announcement, event);
  return { type, detail, time };
}
