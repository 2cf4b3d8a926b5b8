/** One call asked for several aliases, an apex and a wildcard among them, and each goes its own way. */
import { failedUpdate } from '../../../test/doubles/documents.ts';
import { ALIAS, TARGET, World } from '../../../test/doubles/world.ts';
import { HOUR } from '../../../test/workflow/virtual-time.ts';
import type { Story } from '../chapter.ts';
import { play } from '../play.ts';

const APEX = 'example.com';
const WILDCARD = '*.example.com';
const FREE = 'new.example.com';

const several = { en: 'several aliases', ja: '複数の代替ドメイン名' };

export const severalAliases: Story = {
  slug: 'several-aliases',
  title: { en: 'Several aliases of one call', ja: '1 回の API コールに複数の代替ドメイン名' },
  about: {
    en: 'The call asked for a name, the apex of its zone, a wildcard, and a name that nobody holds. Two are moved at once, one only by AWS Support, and the free one is added at the end.',
    ja: 'API コールは、通常の名前、ゾーン頂点 (Zone Apex)、ワイルドカード、どのリソースにも関連付けられていない名前を要求しました。2 つはすぐに移行され、1 つは AWS サポートが移行し、空いている名前は最後に追加されます。',
  },
  examples: [
    { slug: 'several-opened', type: 'Remediation opened', variant: several },
    { slug: 'several-proof-seen', type: 'Ownership proof seen', variant: several },
    {
      slug: 'several-moved-so-far',
      type: 'Alias moved',
      variant: { en: 'some of several aliases', ja: '複数のうち一部' },
    },
    { slug: 'several-case-opened', type: 'Support case opened', variant: several },
    { slug: 'several-free', type: 'Alias free', variant: several },
    { slug: 'several-confirmed', type: 'Alias confirmed', variant: several },
  ],
  play() {
    const world = new World();
    world.holder = world.holder && { ...world.holder, sameAccount: true };
    world.certificate = world.certificate && { ...world.certificate, names: [APEX, WILDCARD] };
    world.free.add(FREE);
    const enabled = {
      moved: false as const,
      code: 'IllegalUpdate',
      message: 'Alias move is not allowed since the source distribution is enabled',
    };
    // Tried when the record is published, and once more when it is settled.
    world.refusals.set(ALIAS, [enabled, enabled]);
    const failedCall = failedUpdate(
      '8f14e45f-ceea-4167-a5d1-000000000003',
      TARGET,
      ALIAS,
      APEX,
      WILDCARD,
      FREE,
    );
    return play({ world, failedCall }, async ({ after, execution }) => {
      await after(2 * HOUR);
      world.publish();
      await after(HOUR);
      world.arrive(ALIAS);
      execution.resume();
      await after(HOUR);
      world.target = { ...world.target, status: 'Deployed' };
      await after(HOUR);
    });
  },
};
