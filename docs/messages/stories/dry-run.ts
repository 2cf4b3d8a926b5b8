/** A stack that only says what it would do. */
import { failedUpdate } from '../../../test/doubles/documents.ts';
import { ALIAS, TARGET, World } from '../../../test/doubles/world.ts';
import { HOUR } from '../../../test/workflow/virtual-time.ts';
import type { Story } from '../chapter.ts';
import { play } from '../play.ts';

export const dryRun: Story = {
  slug: 'dry-run',
  title: { en: 'A dry run', ja: 'ドライラン' },
  about: {
    en: 'With `dryRun=true` the record is asked for all the same, and nothing is moved by it.',
    ja: '`dryRun=true` でも TXT レコードの作成は依頼されますが、それによって何も移行されません。',
  },
  examples: [
    { slug: 'dry-run-opened', type: 'Remediation opened', variant: { en: 'a dry run', ja: 'ドライラン' } },
    { slug: 'dry-run-finished', type: 'Dry run finished' },
  ],
  play() {
    const world = new World();
    return play(
      {
        world,
        failedCall: failedUpdate('8f14e45f-ceea-4167-a5d1-000000000011', TARGET, ALIAS),
        parameters: { dryRun: true },
      },
      async ({ after }) => {
        await after(HOUR);
        world.publish();
        await after(HOUR);
      },
    );
  },
};
