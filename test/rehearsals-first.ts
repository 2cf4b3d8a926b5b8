/**
 * The order of the test files. Rehearsals mostly wait, so what computes runs beside them: the scenarios from the start, the
 * other whole runs soon after them, and the rest at the end, where no long file is left to wait for alone.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const SCENARIOS = /\/test\/rehearsal\/scenarios-/;
/** Not beside all scenarios from the start: so many sandboxes at once are too many for two cores. */
const WHOLE_RUNS =
  /\/test\/(rehearsal|commands|faults|infra\/commands|cli\/(check|doctor|remediations|replay|start-retry-stop))[./]/;

export class RehearsalsFirst extends BaseSequencer {
  /** Vitest itself knows only from an earlier run which files take long, and CI has none: there it goes by their size. */
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const scenarios = sorted.filter(({ moduleId }) => SCENARIOS.test(moduleId));
    const wholeRuns = sorted.filter(({ moduleId }) => WHOLE_RUNS.test(moduleId) && !SCENARIOS.test(moduleId));
    const rest = sorted.filter(({ moduleId }) => !WHOLE_RUNS.test(moduleId));
    const some = Math.ceil(rest.length / 8);
    return [...scenarios, ...rest.slice(0, some), ...wholeRuns, ...rest.slice(some)];
  }
}
