/** Runs the cuts, several at once: each in a lane that is free. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cut, cutsOf, nameOf, type StackCall } from '../cuts.ts';
import { added, type Incident, moved } from '../incidents.ts';
import { type Lane, openLane } from '../lane.ts';
import { differences, type Outcome } from '../outcome.ts';
import { Lanes } from './lanes.ts';

const NOTHING = { slack: [], sns: [] };

/**
 * How often a call is repeated depends on how fast things go, and what wakes the execution on who is quicker: not every run makes
 * each of these calls.
 */
const mayBeMissing = ({ nth, action }: Cut) => nth > 1 || action === 'SendTaskSuccess';
const TRIES = 3;

/** An incident that is cut, what comes of it uncut, and which of its calls are cut. */
export interface Uncut {
  name: string;
  incident: Incident;
  /** What fails besides, so that there is more to call. */
  besides: Cut[];
  outcome: Outcome;
  calls: StackCall[];
}

/** A step that fails for good: what announces that has calls, too. */
const STOPPED: Cut = {
  by: 'confirm-alias',
  service: 'cloudfront',
  action: 'GetDistribution',
  nth: 1,
  when: 'before',
  kind: 'access denied',
};

/** Each of the calls that the stack can make on its way once: those of the later ones that the earlier have not. */
export async function recordUncut(): Promise<Uncut[]> {
  const lane = await openLane();
  try {
    const known = new Set<string>();
    const recorded: Uncut[] = [];
    for (const [name, incident, besides] of [
      ['an incident with everything', moved, []],
      ['an alias that nobody has', added, []],
      ['an execution that stops', added, [STOPPED]],
    ] as const) {
      const outcome = await lane.play(incident, besides, NOTHING);
      const calls = outcome.calls.filter(({ by, action }) => !known.has(`${by} ${action}`));
      for (const { by, action } of calls) known.add(`${by} ${action}`);
      recorded.push({ name, incident, besides: [...besides], outcome, calls });
    }
    return recorded;
  } finally {
    await lane.close();
  }
}

/** @returns what came of it, from a run in which the call was made */
export async function cutOnce(lane: Lane, { incident, besides, outcome }: Uncut, cut: Cut): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    const cutOutcome = await lane.play(incident, [...besides, cut], outcome.told);
    if (cutOutcome.unmet === 0 || tries === TRIES) return cutOutcome;
  }
}

/** @param lanes how many incidents are played at once */
export async function cutEveryCall(when: Cut['when'], lanes: number): Promise<void> {
  // Before any test is known: their names come from it.
  const recorded = await recordUncut();
  const pool = new Lanes();
  const failures: string[] = [];
  let played = 0;

  beforeAll(() => pool.open(lanes));
  afterAll(async () => {
    await pool.close();
    console.log(
      `${played} runs cut ${when} a call took effect. ${failures.length} executions failed and were redriven.`,
    );
  });

  describe.each(recorded)('$name', (uncut) => {
    test.concurrent.for(cutsOf(uncut.calls, when).map((cut) => [nameOf(cut), cut] as const))(
      '%s',
      async ([, cut], { skip }) => {
        const outcome = await pool.with((lane) => cutOnce(lane, uncut, cut));
        played += 1;
        failures.push(...outcome.failures);
        skip(outcome.unmet > 0 && mayBeMissing(cut), 'The call was not made.');
        expect(differences(outcome, uncut.outcome)).toEqual([]);
      },
    );
  });
}
