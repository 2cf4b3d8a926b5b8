/** The events on our own bus: what they are called and what they carry. */
import * as z from 'zod/mini';
import { Remediation } from '../document.ts';
import { InvalidEvent } from '../errors.ts';

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

const Announcement = z.object({
  source: z.literal(SOURCE),
  'detail-type': z.enum(ANNOUNCEMENTS),
  detail: z.object({
    /** That of the remediation; with `Alias claimed`, of the one that has the alias. */
    execution: z.object({ arn: z.string(), name: z.string() }),
    remediation: Remediation,
    /** Only with `Remediation failed`: the error's name, and its message for a person. */
    failure: z.optional(z.object({ error: z.string(), cause: z.string() })),
    /** Only with `Alias claimed`: which alias the execution has, and the target that it moves it to. */
    claim: z.optional(z.object({ alias: z.string(), target: z.string() })),
  }),
});

export type AnnouncementDetail = z.infer<typeof Announcement>['detail'];

/** Puts an announcement on our own bus. */
export type Announce = (type: AnnouncementType, detail: AnnouncementDetail) => Promise<void>;

/** @throws InvalidEvent when the event is none of ours. */
export function parseAnnouncement(event: unknown): { type: AnnouncementType; detail: AnnouncementDetail } {
  const parsed = Announcement.safeParse(event);
  if (!parsed.success) throw new InvalidEvent(z.prettifyError(parsed.error));
  return { type: parsed.data['detail-type'], detail: parsed.data.detail };
}
