/** The TXT record is not as it has to be, and nobody mends it. */
import { failedUpdate } from '../../../test/doubles/documents.ts';
import { ALIAS, TARGET, World } from '../../../test/doubles/world.ts';
import { DAY, HOUR } from '../../../test/workflow/virtual-time.ts';
import type { Story } from '../chapter.ts';
import { play } from '../play.ts';

export const missingRecord: Story = {
  slug: 'missing-record',
  title: { en: 'The record does not come', ja: 'TXT レコードが公開されない' },
  about: {
    en: 'One name server has another value, one does not answer. Nobody mends it for ten days, and in the end the remediation is stopped.',
    ja: 'あるネームサーバーは別の値を返し、別のネームサーバーは応答しません。10 日間誰も修正せず、最後に修復が停止されます。',
  },
  examples: [
    { slug: 'proof-incomplete', type: 'Ownership proof incomplete' },
    {
      slug: 'failed-proof',
      type: 'Remediation failed',
      variant: { en: 'nobody created the record', ja: 'TXT レコードが作成されなかった' },
    },
    { slug: 'stopped', type: 'Remediation stopped' },
  ],
  play() {
    const world = new World();
    world.servers = {
      'ns-1.dns.example': 'missing',
      'ns-2.dns.example': 'missing',
      'ns-3.dns.example': 'unreachable',
    };
    return play(
      { world, failedCall: failedUpdate('8f14e45f-ceea-4167-a5d1-000000000002', TARGET, ALIAS) },
      async ({ after, execution, end }) => {
        await after(HOUR);
        world.publish('ns-1.dns.example');
        world.servers['ns-2.dns.example'] = { values: ['d222222abcdef8.cloudfront.net'], ttl: 300 };
        await after(11 * DAY);
        await end();
        execution.redrive();
        await after(HOUR);
        execution.stop();
        await after(1000);
        await end();
      },
    );
  },
};
