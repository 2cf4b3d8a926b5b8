/** The remediations of which docs/cost.md says what they cost. */
import { SETTINGS } from '../../test/doubles/steps.ts';
import { World } from '../../test/doubles/world.ts';
import { DAY, HOUR } from '../../test/workflow/virtual-time.ts';
import { type Course, play } from './play.ts';

export interface Case {
  /** What happens, as part of a table. */
  about: string;
  play(): Promise<Course>;
}

export const CASES = {
  fast: {
    about: 'The same account has the alias; the record is published after five minutes.',
    play() {
      const world = new World();
      if (world.holder) world.holder.sameAccount = true;
      return play(world, async ({ after }) => {
        await after(HOUR / 12);
        world.publish();
      });
    },
  },
  usual: {
    about:
      'Another account has it; the record is published after a day; AWS Support answers a day later and moves it another day later.',
    play() {
      const world = new World();
      return play(world, async ({ after, supportUpdate }) => {
        await after(DAY);
        world.publish();
        await after(HOUR);
        await supportUpdate('CreateCase');
        await after(DAY);
        world.cases[0]?.communications.unshift({ body: 'We look into it.', at: Date.now(), byAws: true });
        await supportUpdate('AddCommunicationToCase');
        await after(DAY);
        world.arrive();
        await supportUpdate('ResolveCase');
      });
    },
  },
  slow: {
    about:
      'Another account has it; the record is published in the last hour of `proofDeadlineSeconds`; AWS Support says nothing until the last day of `caseDeadlineSeconds`.',
    play() {
      const world = new World();
      return play(world, async ({ after, supportUpdate }) => {
        await after(SETTINGS.proofDeadlineSeconds * 1000 - HOUR);
        world.publish();
        await after(HOUR);
        await supportUpdate('CreateCase');
        await after(SETTINGS.caseDeadlineSeconds * 1000 - DAY);
        world.arrive();
      });
    },
  },
} satisfies Record<string, Case>;
