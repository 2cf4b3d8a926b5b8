/** SPEED: one look at many aliases, beside the round trips that it cannot do without, and beside a loop of dig. */
import { type Figure, figure, type Section } from '../figure.ts';
import { median, medianRatio } from '../median.ts';
import { type DelayedServers, startDelayedServers } from './delayed-servers.ts';
import { DIG_MISSING, digLoop, hasDig } from './dig-loop.ts';
import { ownershipCheck, PROOF_VALUE, type Proof, proofName } from './product.ts';
import { roundTrips } from './round-trips.ts';

const ZONE = 'example.com';
const ALIASES = Array.from({ length: 50 }, (_, i) => `www-${i + 1}.${ZONE}`);
/** Milliseconds to each server: between neighbouring continents, and far above what a timer or a process costs. */
const DELAY_MS = 40;
/** As many as fit into half a minute with dig beside them; an odd number, so that the median is one of them. */
const ROUNDS = 7;
/** They compile the code, and do not count. */
const WARM_UPS = 3;
/** The loop takes as long for each alias as for the next: five are measured, and the rest is multiplied. */
const SAMPLE = ALIASES.slice(0, 5);

const ROUND_TRIPS = 'round trips';
const DIG = 'dig loop';

/** Our own code and sockets cost something. A fifth round trip would be 1.25 by itself, and leave next to nothing for them. */
const MOST_OF_ROUND_TRIPS = 1.3;
/** 50 aliases at 4 servers are 200 questions one after the other, against 4: a twentieth leaves room for our own cost. */
const MOST_OF_DIG = 1 / 20;

interface State {
  name: string;
  published: boolean;
  kind: 'A' | 'CNAME';
  /** Whether the loop of dig is run beside: it asks for the record only, so what stands at the alias is all the same to it. */
  dig: boolean;
}
const STATES: State[] = [
  { name: 'none published', published: false, kind: 'A', dig: true },
  { name: 'all published', published: true, kind: 'A', dig: true },
  // A CNAME hides the zone from whoever asks for the SOA at the alias.
  { name: 'none published, CNAMEs', published: false, kind: 'CNAME', dig: false },
];

export async function speed(): Promise<Section> {
  const dig = await hasDig();
  const figures: Figure[] = [];
  for (const state of STATES) figures.push(...(await speedIn(state, dig)));
  return {
    title: 'SPEED',
    others: [ROUND_TRIPS, DIG],
    figures,
    notes: [
      `${ALIASES.length} aliases of one zone, 4 name servers and a resolver on loopback, each answering after ${DELAY_MS} ms. Medians of ${ROUNDS} rounds, interleaved, after ${WARM_UPS} that compile the code; ratios are taken round by round.`,
      'Round trips: zone, name servers, address, record, one after the other, bare.',
      dig
        ? `The loop of dig was run for ${SAMPLE.length} aliases and multiplied by ${ALIASES.length / SAMPLE.length}.`
        : DIG_MISSING,
    ],
  };
}

interface Round {
  ours: number;
  roundTrips: number;
  /** `undefined` without dig. */
  dig: number | undefined;
}

async function speedIn(state: State, hasDig: boolean): Promise<Figure[]> {
  const texts = Object.fromEntries(ALIASES.map((alias) => [proofName(alias), PROOF_VALUE]));
  const servers = await startDelayedServers({
    delayMs: DELAY_MS,
    zone: ZONE,
    aliases: ALIASES,
    kind: state.kind,
    texts: state.published ? texts : {},
  });
  try {
    const rounds = await playRounds(servers, state.published, state.dig && hasDig);
    const floor = againstRoundTrips(state, rounds);
    return state.dig ? [floor, againstDig(state, rounds)] : [floor];
  } finally {
    await servers.close();
  }
}

async function playRounds(servers: DelayedServers, published: boolean, dig: boolean): Promise<Round[]> {
  const check = ownershipCheck(servers.resolver, servers.port, ALIASES);
  const [alias = ''] = ALIASES;
  const bare = await roundTrips(servers, { zone: ZONE, alias, proof: proofName(alias) });
  const pair = async () => ({
    ours: await timed(async () => expectProof(await check(), published)),
    roundTrips: await timed(bare.ask),
  });
  const loop = async () => expectDug(await digLoop(servers, SAMPLE.map(proofName)), servers, published);
  const rounds: Round[] = [];
  try {
    for (let round = 0; round < WARM_UPS; round += 1) await pair();
    for (let round = 0; round < ROUNDS; round += 1) {
      const { ours, roundTrips } = await pair();
      const whole = dig ? ((await timed(loop)) * ALIASES.length) / SAMPLE.length : undefined;
      rounds.push({ ours, roundTrips, dig: whole });
    }
  } finally {
    bare.close();
  }
  return rounds;
}

function againstRoundTrips({ name }: State, rounds: readonly Round[]): Figure {
  const pairs = rounds.map(({ ours, roundTrips }) => ({ ours, other: roundTrips }));
  return figure({
    what: `${name}: against the floor`,
    unit: 'ms',
    ours: { is: median(pairs.map(({ ours }) => ours)) },
    others: { [ROUND_TRIPS]: { is: median(pairs.map(({ other }) => other)) } },
    ratio: medianRatio(pairs),
    goal: { of: 'ratio', atMost: MOST_OF_ROUND_TRIPS },
  });
}

function againstDig({ name }: State, rounds: readonly Round[]): Figure {
  const pairs = rounds.flatMap(({ ours, dig }) => (dig === undefined ? [] : [{ ours, other: dig }]));
  const measured = pairs.length > 0 && {
    others: { [DIG]: { is: median(pairs.map(({ other }) => other)) } },
    ratio: medianRatio(pairs),
  };
  return figure({
    what: `${name}: against a loop by hand`,
    unit: 'ms',
    ours: { is: median(rounds.map(({ ours }) => ours)) },
    ...measured,
    goal: { of: 'ratio', atMost: MOST_OF_DIG },
  });
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** A quick answer that is wrong is worth nothing. */
function expectProof({ verdict, aliases }: Proof, published: boolean): void {
  const wanted = published ? 'match' : 'missing';
  // Of many aliases the tables are cut, the odd answers first.
  const complete = aliases.every(
    ({ servers, serversLeftOut = 0 }) =>
      servers.length + serversLeftOut >= 4 && servers.every((server) => server.verdict === wanted),
  );
  if (verdict === (published ? 'published' : 'missing') && complete && aliases.length === ALIASES.length)
    return;
  throw new Error(
    `The check says ${verdict} of ${aliases.length} aliases, and not ${wanted} at every server.`,
  );
}

function expectDug(lines: readonly string[], { nameServers }: DelayedServers, published: boolean): void {
  const wanted = published ? SAMPLE.length * nameServers.length : 0;
  const right = lines.every((line) => line === `"${PROOF_VALUE}"`);
  if (lines.length !== wanted || !right) throw new Error(`dig printed: ${lines.join(', ')}`);
}
