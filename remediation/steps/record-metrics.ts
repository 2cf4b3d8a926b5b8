/** Every announcement passes here; of some there is something to measure. */
import { parseAnnouncement } from '../announcements/announcement.ts';
import type { Measure } from '../metrics/metric.ts';
import { milestone } from '../metrics/milestones.ts';

/** @throws InvalidEvent when the event is none of ours. */
export function recordMetrics({ measure }: { measure: Measure }) {
  return async (event: unknown): Promise<void> => {
    const { type, detail, time } = parseAnnouncement(event);
    const measurement = milestone(type, detail, Date.parse(time));
    if (measurement) measure(measurement);
  };
}
