import { describe, expect, it } from 'vitest';
import { gateClock } from '../../remediation/deadline.ts';

describe('gateClock', () => {
  const now = Date.parse('2026-11-05T12:00:00.000Z');
  const earlier = '2026-11-05T11:00:00.000Z';

  it('starts when nothing waited before', () => {
    const clock = {
      waitingSince: '2026-11-05T12:00:00.000Z',
      deadlineAt: '2026-11-05T14:00:00.000Z',
      exceeded: false,
    };
    expect(gateClock(undefined, 0, now, 7200)).toEqual(clock);
    expect(gateClock({}, 0, now, 7200)).toEqual(clock);
    expect(gateClock({ waitingSince: 'unreadable' }, 0, now, 7200)).toEqual(clock);
  });

  it('goes on while it is the same run', () => {
    for (const redriveCount of [0, 2]) {
      expect(gateClock({ waitingSince: earlier, redriveCount }, redriveCount, now, 7200)).toEqual({
        waitingSince: earlier,
        deadlineAt: '2026-11-05T13:00:00.000Z',
        exceeded: false,
      });
    }
  });

  it('is over at the deadline itself', () => {
    expect(gateClock({ waitingSince: earlier, redriveCount: 0 }, 0, now - 1, 3600).exceeded).toBe(false);
    expect(gateClock({ waitingSince: earlier, redriveCount: 0 }, 0, now, 3600).exceeded).toBe(true);
  });

  it('starts anew by a redrive, and only once by the same one', () => {
    const redriven = gateClock({ waitingSince: earlier, redriveCount: 0 }, 1, now, 60);
    expect(redriven).toMatchObject({ waitingSince: '2026-11-05T12:00:00.000Z', exceeded: false });
    const later = gateClock({ waitingSince: redriven.waitingSince, redriveCount: 1 }, 1, now + 60_000, 60);
    expect(later.exceeded).toBe(true);
  });
});
