/** When each says what: ours, a fixed poll, and cert-manager. In virtual time, seconds from the first look. */
import { judged, type Proof } from './product.ts';
import { type Before, before, lookAt, trulyPublished, type World } from './reaction-world.ts';

export interface Said {
  published: number;
  settled: number;
}

export const POLL_SECONDS = 60;

/**
 * cert-manager v1, `pkg/issuer/acme/dns`: asks all authoritative servers every 10 s, and when all have the record, sleeps for a
 * minute before it says ready.
 */
const CERT_MANAGER_POLL_SECONDS = 10;
const CERT_MANAGER_SLEEP_SECONDS = 60;

interface Look {
  time: number;
  proof: Proof;
}

/** Looks whenever the rules ask for it, up to `until`. */
export function silence(zone: Before, until: number): Look[] {
  const survey = before(zone);
  const looks: Look[] = [];
  let previous: Proof | undefined;
  for (let time = 0; time < until; time += waitOf(previous)) {
    previous = judged(time, survey, previous);
    looks.push({ time, proof: previous });
  }
  return looks;
}

/** `looks`: of the silence before, which is the same however long it lasts. */
export function saidByUs(world: World, looks: readonly Look[]): Said {
  const last = looks.findLast(({ time }) => time < world.publishedAt);
  let time = last?.time ?? 0;
  let previous = last?.proof;
  let published: number | undefined;
  for (;;) {
    time += waitOf(previous);
    const proof = judged(time, lookAt(world, time), previous);
    if (proof.verdict !== 'missing') published ??= time;
    if (proof.verdict === 'settled') return { published: published ?? time, settled: time };
    previous = proof;
  }
}

/** Both know one word only. */
export const readyByPoll = (world: World): number => nextLook(trulyPublished(world), POLL_SECONDS);

export const readyByCertManager = (world: World): number =>
  nextLook(trulyPublished(world), CERT_MANAGER_POLL_SECONDS) + CERT_MANAGER_SLEEP_SECONDS;

function nextLook(from: number, interval: number): number {
  return Math.ceil(from / interval) * interval;
}

function waitOf(proof: Proof | undefined): number {
  return proof?.waitSeconds ?? 0;
}
