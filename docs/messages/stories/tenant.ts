/** The target is a distribution tenant. */
import { fixture } from '../../../test/doubles/documents.ts';
import { tenantResource } from '../../../test/doubles/tenant.ts';
import { World } from '../../../test/doubles/world.ts';
import { HOUR } from '../../../test/workflow/virtual-time.ts';
import type { Story } from '../chapter.ts';
import { play } from '../play.ts';

export const tenant: Story = {
  slug: 'tenant',
  title: { en: 'A distribution tenant', ja: 'ディストリビューションテナント' },
  about: {
    en: 'The target is a distribution tenant; the holder is in the same account, so the alias is moved at once.',
    ja: '移行先はディストリビューションテナントです。現在の関連付け先が同じアカウントにあるため、すぐに移行されます。',
  },
  examples: [
    { slug: 'tenant-opened', type: 'Remediation opened', variant: { en: 'a tenant', ja: 'テナント' } },
    { slug: 'tenant-moved', type: 'Alias moved', variant: { en: 'a tenant', ja: 'テナント' } },
  ],
  play() {
    const world = new World();
    world.target = tenantResource({ aliases: ['placeholder.example.com'] });
    if (world.holder) world.holder.sameAccount = true;
    return play({ world, failedCall: fixture('update-distribution-tenant') }, async ({ after }) => {
      await after(HOUR);
      world.publish();
      await after(HOUR);
    });
  },
};
