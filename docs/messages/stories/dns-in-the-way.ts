/** Nobody holds the alias; its own DNS record leads to another distribution. */
import { failedUpdate } from '../../../test/doubles/documents.ts';
import { ALIAS, MISDIRECTED, TARGET, World } from '../../../test/doubles/world.ts';
import { HOUR } from '../../../test/workflow/virtual-time.ts';
import type { Story } from '../chapter.ts';
import { play } from '../play.ts';

export const dnsInTheWay: Story = {
  slug: 'dns-in-the-way',
  title: { en: 'Only a DNS record is in the way', ja: 'DNS レコードだけが妨げになっている' },
  about: {
    en: 'Nobody holds the alias, but its DNS record leads to another distribution. Once it is changed, the alias is added.',
    ja: '代替ドメイン名はどのリソースにも関連付けられていませんが、DNS レコードが別のディストリビューションを参照しています。DNS レコードが変更されると、代替ドメイン名が追加されます。',
  },
  examples: [
    { slug: 'record-in-the-way', type: 'DNS record in the way' },
    { slug: 'added', type: 'Alias added' },
    {
      slug: 'confirmed-added',
      type: 'Alias confirmed',
      variant: { en: 'added, not moved', ja: '移行ではなく追加' },
    },
  ],
  play() {
    const world = new World();
    world.holder = undefined;
    world.leadsTo = { name: 'd222222abcdef8.cloudfront.net', ttl: 300 };
    const failed = failedUpdate('8f14e45f-ceea-4167-a5d1-000000000004', TARGET, ALIAS);
    const failedCall = { ...failed, detail: { ...failed.detail, errorMessage: MISDIRECTED } };
    return play({ world, failedCall }, async ({ after }) => {
      await after(HOUR);
      world.leadsTo = { name: world.target.domainName, ttl: 300 };
      await after(HOUR);
      world.target = { ...world.target, status: 'Deployed' };
      await after(HOUR);
    });
  },
};
