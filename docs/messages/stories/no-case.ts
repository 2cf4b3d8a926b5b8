/** Only AWS Support could move the alias, and no case can be opened. */
import { failedUpdate } from '../../../test/doubles/documents.ts';
import { ALIAS, TARGET, World } from '../../../test/doubles/world.ts';
import { HOUR } from '../../../test/workflow/virtual-time.ts';
import type { Story } from '../chapter.ts';
import { play } from '../play.ts';

const worldThat = (stuck: Partial<World>) => {
  const world = Object.assign(new World(), stuck);
  world.publish();
  return world;
};

export const noSupportPlan: Story = {
  slug: 'no-support-plan',
  title: { en: 'No Support plan with an API', ja: 'API を使えるサポートプランがない' },
  about: {
    en: 'Only AWS Support can move the alias, and the account cannot open a case by API.',
    ja: '代替ドメイン名を移行できるのは AWS サポートだけですが、アカウントは API でケースを作成できません。',
  },
  examples: [{ slug: 'case-by-hand', type: 'Open the case by hand' }],
  play: () =>
    play(
      {
        world: worldThat({ supportPlan: false }),
        failedCall: failedUpdate('8f14e45f-ceea-4167-a5d1-000000000009', TARGET, ALIAS),
      },
      ({ after }) => after(HOUR),
    ),
};

export const tooManyCases: Story = {
  slug: 'too-many-cases',
  title: { en: 'Too many open cases', ja: '未解決のケースが多すぎる' },
  about: {
    en: 'The account has as many open cases as AWS allows.',
    ja: 'アカウントの未解決のケースが AWS の上限に達しています。',
  },
  examples: [{ slug: 'too-many-cases', type: 'Too many Support cases' }],
  play: () =>
    play(
      {
        world: worldThat({ caseLimitReached: true }),
        failedCall: failedUpdate('8f14e45f-ceea-4167-a5d1-000000000010', TARGET, ALIAS),
      },
      ({ after }) => after(HOUR),
    ),
};
