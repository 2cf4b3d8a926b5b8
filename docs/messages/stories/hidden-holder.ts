/** What holds the alias is in no console: a service of AWS keeps it. */
import { failedUpdate } from '../../../test/doubles/documents.ts';
import { ALIAS, TARGET, World } from '../../../test/doubles/world.ts';
import type { Story } from '../chapter.ts';
import { play } from '../play.ts';

export const hiddenHolder: Story = {
  slug: 'hidden-holder',
  title: { en: 'API Gateway keeps the alias', ja: 'API Gateway が代替ドメイン名を保持している' },
  about: {
    en: 'The alias is a custom domain name of API Gateway, which has its distribution in an account of AWS.',
    ja: '代替ドメイン名は API Gateway のカスタムドメイン名で、そのディストリビューションは AWS のアカウントにあります。',
  },
  examples: [
    {
      slug: 'hidden-holder-opened',
      type: 'Remediation opened',
      variant: { en: 'a service of AWS keeps it', ja: 'AWS のサービスが保持している' },
    },
  ],
  play() {
    const world = new World();
    // As CloudFront masks the account in which API Gateway keeps them for us-east-1.
    if (world.holder) world.holder.accountId = '******576650';
    return play(
      { world, failedCall: failedUpdate('8f14e45f-ceea-4167-a5d1-000000000019', TARGET, ALIAS) },
      ({ after }) => after(1000),
    );
  },
};
