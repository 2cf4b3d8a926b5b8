/** Others do what is waited for: the holder lets the alias go, or somebody brings it to the target. */
import { failedUpdate } from '../../../test/doubles/documents.ts';
import { ALIAS, TARGET, World } from '../../../test/doubles/world.ts';
import { DAY, HOUR } from '../../../test/workflow/virtual-time.ts';
import type { Story } from '../chapter.ts';
import { play } from '../play.ts';

export const released: Story = {
  slug: 'released',
  title: { en: 'The holder lets the alias go', ja: '現在の関連付け先から代替ドメイン名が外される' },
  about: {
    en: 'While AWS Support is asked, the holder takes the alias off. Its DNS record still leads there.',
    ja: 'AWS サポートに依頼している間に、現在の関連付け先から代替ドメイン名が外されました。DNS レコードはまだその関連付け先を参照しています。',
  },
  examples: [{ slug: 'free', type: 'Alias free' }],
  play() {
    const world = new World();
    world.publish();
    return play(
      { world, failedCall: failedUpdate('8f14e45f-ceea-4167-a5d1-000000000005', TARGET, ALIAS) },
      async ({ after }) => {
        await after(HOUR);
        world.leadsTo = { name: 'd222222abcdef8.cloudfront.net', ttl: 3600 };
        world.holder = undefined;
        await after(DAY);
      },
    );
  },
};

export const broughtByOthers: Story = {
  slug: 'brought-by-others',
  title: { en: 'Others bring the alias to the target', ja: 'ほかの人が代替ドメイン名を移行する' },
  about: {
    en: 'Nobody creates the record; somebody moves the alias by hand.',
    ja: 'TXT レコードは作成されず、誰かが手作業で代替ドメイン名を移行しました。',
  },
  examples: [
    { slug: 'moved-by-others', type: 'Alias moved', variant: { en: 'by other hands', ja: 'ほかの人の手で' } },
  ],
  play() {
    const world = new World();
    return play(
      { world, failedCall: failedUpdate('8f14e45f-ceea-4167-a5d1-000000000006', TARGET, ALIAS) },
      async ({ after }) => {
        await after(HOUR);
        world.arrive();
        await after(DAY);
      },
    );
  },
};
