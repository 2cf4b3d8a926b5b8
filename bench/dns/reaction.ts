/** REACTION: from the instant at which something is true to its being said, and whether it is ever said before. */
import { type Figure, figure, type Section, type Value } from '../figure.ts';
import { median } from '../median.ts';
import { longestCheckSeconds, shortestCheckSeconds } from './product.ts';
import { ABOUT, BEFORES, trulyPublished, trulySettled, WORLDS, type World } from './reaction-world.ts';
import { POLL_SECONDS, readyByCertManager, readyByPoll, saidByUs, silence } from './said.ts';

const POLL = `${POLL_SECONDS} s poll`;
const CERT_MANAGER = 'cert-manager';

/** README.md promises it: a quarter of the time waited, and never longer than the longest pause between two looks. */
const SHARE_OF_THE_WAIT = 1 / 4;

interface Outcome {
  world: World;
  published: number;
  settled: number;
  poll: number;
  certManager: number;
}

export async function reaction(): Promise<Section> {
  const outcomes = play();
  const points = outcomes.length.toLocaleString('en');
  return {
    title: 'REACTION',
    others: [POLL, CERT_MANAGER],
    figures: [
      ...ABOUT.map((about) =>
        noticed(
          about,
          outcomes.filter(({ world }) => world.about === about),
        ),
      ),
      ...tooEarly(outcomes),
      ...late(outcomes),
    ],
    notes: [
      `Virtual time, ${points} worlds: negative TTLs of 60 to 3,600 s, an old value or none, servers up to 300 s apart. Median / worst. The ratio is to the ${POLL}.`,
      'Noticed: after the last server has it. The goal is a quarter of the time waited, within the pauses that are shipped.',
      'Early: a resolver that asked just before the record was there can still hold a miss or the old value. Neither of the others knows a second word for that: what counts is when they say ready.',
      'Late: beyond the moment when no cache holds anything older. Where an old value is replaced, ours also waits for a miss that nobody has seen, since an edit may delete and create; the goal allows for that.',
    ],
  };
}

function play(): Outcome[] {
  const longest = Math.max(...WORLDS.map(({ publishedAt }) => publishedAt));
  return BEFORES.flatMap((before) => {
    const looks = silence(before, longest);
    const worlds = WORLDS.filter(
      ({ negativeTtl, oldTtl }) => negativeTtl === before.negativeTtl && oldTtl === before.oldTtl,
    );
    return worlds.map((world) => ({
      world,
      ...saidByUs(world, looks),
      poll: readyByPoll(world),
      certManager: readyByCertManager(world),
    }));
  });
}

/** The longest pause between two looks by then. */
function longestPause(world: World): number {
  const share = SHARE_OF_THE_WAIT * trulyPublished(world);
  return Math.min(Math.max(share, shortestCheckSeconds), longestCheckSeconds);
}

function noticed(about: number, outcomes: readonly Outcome[]): Figure {
  const since = (said: (outcome: Outcome) => number) =>
    spread(outcomes.map((outcome) => said(outcome) - trulyPublished(outcome.world)));
  const ours = since(({ published }) => published);
  const poll = since(({ poll }) => poll);
  return figure({
    what: `noticed, published after ${duration(about)}`,
    unit: 's',
    ours,
    others: { [POLL]: poll, [CERT_MANAGER]: since(({ certManager }) => certManager) },
    ratio: ours.is / poll.is,
    goal: { of: 'ours', atMost: Math.max(...outcomes.map(({ world }) => longestPause(world))) },
  });
}

function tooEarly(outcomes: readonly Outcome[]): Figure[] {
  const early = (said: (outcome: Outcome) => number) =>
    outcomes.map((outcome) => Math.max(0, trulySettled(outcome.world) - said(outcome)));
  const ours = early(({ settled }) => settled);
  const poll = early(({ poll }) => poll);
  const certManager = early(({ certManager }) => certManager);
  return [
    figure({
      what: 'settled too early, share',
      unit: '%',
      ours: { is: share(ours) },
      others: { [POLL]: { is: share(poll) }, [CERT_MANAGER]: { is: share(certManager) } },
      goal: { of: 'ours', atMost: 0 },
    }),
    figure({
      what: 'settled too early, by',
      unit: 's',
      ours: spread(ours),
      others: { [POLL]: spread(poll), [CERT_MANAGER]: spread(certManager) },
      goal: { of: 'ours', atMost: 0 },
    }),
  ];
}

function late(outcomes: readonly Outcome[]): Figure[] {
  return [false, true].map((replaced) => {
    const some = outcomes.filter(({ world }) => (world.oldTtl !== undefined) === replaced);
    const allowed = some.map(({ world }) => longestPause(world) + unseenMiss(world));
    return figure({
      what: `settled late, ${replaced ? 'old value replaced' : 'new name'}`,
      unit: 's',
      ours: spread(some.map(({ world, settled }) => settled - trulySettled(world))),
      goal: { of: 'ours', atMost: Math.max(...allowed) },
    });
  });
}

/** How much longer than the old value a miss would be kept. */
function unseenMiss({ negativeTtl, oldTtl }: World): number {
  return oldTtl === undefined ? 0 : Math.max(0, negativeTtl - oldTtl);
}

function spread(values: readonly number[]): Value {
  return { is: median(values), worst: Math.max(...values) };
}

/** Percent of those that are not 0. */
function share(values: readonly number[]): number {
  return (100 * values.filter((value) => value > 0).length) / values.length;
}

function duration(seconds: number): string {
  if (seconds < 3600) return `${seconds / 60} min`;
  return seconds < 86_400 ? `${seconds / 3600} h` : `${seconds / 86_400} days`;
}
