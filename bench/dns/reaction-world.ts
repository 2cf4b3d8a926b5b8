/**
 * The worlds of REACTION: a zone, a moment at which the owner publishes, servers that follow one after the other, and
 * resolvers that asked each of them at the worst moment and keep what they were told. Times in seconds from the first look.
 */
import { has, miss, old, survey } from '../../test/remediation/proof-world.ts';
import { longestCheckSeconds, type Survey } from './product.ts';

export interface Before {
  negativeTtl: number;
  /** TTL of another value that the record has until then; `undefined`: there is no record. */
  oldTtl: number | undefined;
}

export interface World extends Before {
  /** Between the first server to have it and the last. */
  lag: number;
  /** Which row of the table it belongs to. */
  about: number;
  /** When the first server has it. */
  publishedAt: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const ABOUT = [2 * MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 2 * DAY, 6 * DAY];
const NEGATIVE_TTLS = [60, 300, 900, 3600];
const OLD_TTLS = [undefined, 300, 3600];
const LAGS = [0, 30, 300];
const SERVERS = 4;
/** Spread over one interval between looks, and over the minute of a fixed poll besides: not in step with either. */
const OFFSETS = 24;

export const BEFORES: Before[] = NEGATIVE_TTLS.flatMap((negativeTtl) =>
  OLD_TTLS.map((oldTtl) => ({ negativeTtl, oldTtl })),
);

export const WORLDS: World[] = BEFORES.flatMap((before) =>
  LAGS.flatMap((lag) =>
    ABOUT.flatMap((about) =>
      offsets(about).map((offset) => ({ ...before, lag, about, publishedAt: about + offset })),
    ),
  ),
);

function offsets(about: number): number[] {
  const interval = Math.min(Math.max(about / 4, MINUTE), longestCheckSeconds);
  return Array.from({ length: OFFSETS }, (_, i) => ((i + 0.5) * interval) / OFFSETS);
}

/** From when on every server has it. */
export const trulyPublished = ({ publishedAt, lag }: World): number => publishedAt + lag;

/** When the last resolver forgets what it was told by the last server, asked just before that had the record. */
export const trulySettled = (world: World): number =>
  trulyPublished(world) + (world.oldTtl ?? world.negativeTtl);

export function before({ negativeTtl, oldTtl }: Before): Survey {
  return surveyOf(negativeTtl, () => (oldTtl === undefined ? miss : old(oldTtl)));
}

export function lookAt(world: World, time: number): Survey {
  const { negativeTtl, oldTtl, publishedAt, lag } = world;
  return surveyOf(negativeTtl, (server) => {
    if (time >= publishedAt + (lag * server) / (SERVERS - 1)) return has();
    return oldTtl === undefined ? miss : old(oldTtl);
  });
}

function surveyOf(negativeTtl: number, says: (server: number) => ReturnType<typeof has>): Survey {
  const servers = Array.from({ length: SERVERS }, (_, i) => [`ns${i}`, [says(i)]]);
  return survey(Object.fromEntries(servers), negativeTtl);
}
