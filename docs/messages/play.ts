/** A remediation played on the shipped state machine under a clock that is turned: what people are told of it. */
import { vi } from 'vitest';
import { failedState } from '../../providers/failed-state.ts';
import type { Announce, AnnouncementType } from '../../remediation/announcements/announcement.ts';
import { executionName } from '../../remediation/execution-name.ts';
import { parseIncident } from '../../remediation/incident.ts';
import { announceFailure } from '../../remediation/steps/announce-failure.ts';
import type { CloudTrailEvent } from '../../test/doubles/documents.ts';
import { ExecutionsDouble } from '../../test/doubles/executions.ts';
import type { SETTINGS } from '../../test/doubles/steps.ts';
import type { World } from '../../test/doubles/world.ts';
import { type Run, run } from '../../test/workflow/run.ts';
import type { Stage, Told } from './chapter.ts';

/** CloudTrail's record is there a while after the call: AWS names no number. */
const REPORTED_AFTER_MS = 30_000;

export interface Scene {
  world: World;
  failedCall: CloudTrailEvent;
  parameters?: Partial<typeof SETTINGS>;
  /** As `run` takes them. */
  faults?: Record<string, Error[]>;
}

export async function play(scene: Scene, script: (stage: Stage) => Promise<void>): Promise<Told[]> {
  return at(scene.failedCall.detail.eventTime, async () => {
    const { world, failedCall, parameters, faults } = scene;
    const incident = parseIncident(failedCall);
    const execution = run(world, incident, faults, parameters);
    await script({ after, execution, end: () => announceEnd(world, executionName(incident), execution) });
    return world.announced.map(({ at: time, type, detail }) => told(type, time, { detail }));
  });
}

/** Under a clock that stands shortly after the failed call, and without chance, by which retries wait longer or shorter. */
export async function at<Result>(eventTime: string, play: () => Promise<Result>): Promise<Result> {
  vi.useFakeTimers({ now: Date.parse(eventTime) + REPORTED_AFTER_MS });
  const chance = vi.spyOn(Math, 'random').mockReturnValue(0.5);
  try {
    return await play();
  } finally {
    chance.mockRestore();
    vi.useRealTimers();
  }
}

/** EventBridge's own times have no milliseconds. */
export function told(type: AnnouncementType, time: number, rest: { detail: unknown }): Told {
  const second = new Date(time).toISOString().replace(/\.\d+/, '');
  return { source: 'cname-rescue', 'detail-type': type, time: second, ...rest };
}

async function after(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

async function announceEnd(world: World, name: string, execution: Run): Promise<void> {
  const { status, error = '', cause = '' } = execution.outcome();
  const history = execution.history();
  const { name: state, input } = failedState(history.toReversed())?.stateEnteredEventDetails ?? {};
  const remediation: unknown = JSON.parse(input ?? '{}');
  const executions = { failure: async () => ({ ...(state && { state }), error, cause, remediation }) };
  const announce: Announce = async (type, detail) => {
    world.announced.push({ at: history.at(-1)?.timestamp?.getTime() ?? Date.now(), type, detail });
  };
  const detail = { executionArn: new ExecutionsDouble().arnOf(name), name, status };
  await announceFailure({ executions, announce })({ source: 'aws.states', detail });
}
