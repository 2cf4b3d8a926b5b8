/** Another account has the alias, and its distribution is enabled. */
import { failedUpdate } from '../../../test/doubles/documents.ts';
import { ALIAS, TARGET, World } from '../../../test/doubles/world.ts';
import { DAY, HOUR } from '../../../test/workflow/virtual-time.ts';
import type { Story } from '../chapter.ts';
import { play } from '../play.ts';

export const awsSupport: Story = {
  slug: 'aws-support',
  title: { en: 'AWS Support moves the alias', ja: 'AWS サポートが代替ドメイン名を移行する' },
  about: {
    en: 'Another account has the alias on an enabled distribution. The record is published after a day; AWS Support asks something, then moves the alias.',
    ja: '別のアカウントの有効なディストリビューションに代替ドメイン名が関連付けられています。1 日後に TXT レコードが公開され、AWS サポートが質問をしたうえで移行します。',
  },
  examples: [
    { slug: 'opened', type: 'Remediation opened' },
    { slug: 'proof-seen', type: 'Ownership proof seen' },
    { slug: 'case-opened', type: 'Support case opened' },
    {
      slug: 'case-answer-wanted',
      type: 'Support case updated',
      variant: { en: 'AWS waits for an answer', ja: 'AWS が回答を待っている' },
    },
    {
      slug: 'case-updated',
      type: 'Support case updated',
      variant: { en: 'AWS replied', ja: 'AWS から返信があった' },
    },
    { slug: 'moved-by-support', type: 'Alias moved' },
    { slug: 'confirmed', type: 'Alias confirmed' },
  ],
  play() {
    const world = new World();
    // The name still leads to where it was.
    world.leadsTo = { name: 'd222222abcdef8.cloudfront.net', ttl: 300 };
    const said = (body: string, status: string) => {
      const [opened] = world.cases;
      opened?.communications.unshift({ body, at: Date.now(), byAws: true });
      if (opened) opened.status = status;
    };
    return play(
      { world, failedCall: failedUpdate('8f14e45f-ceea-4167-a5d1-000000000001', TARGET, ALIAS) },
      async ({ after, execution }) => {
        await after(DAY);
        world.publish();
        await after(HOUR);
        said(
          'Hello,\n\nThank you for contacting AWS Support. Before we move the domain name, please confirm that the distribution E2TARGETEXAMPLE is to have it from now on, and that its current holder may lose it.\n\nBest regards,\nAWS Support',
          'pending-customer-action',
        );
        execution.resume();
        await after(4 * HOUR);
        said(
          'Hello,\n\nThank you for the confirmation. The CloudFront team is moving the domain name now.\n\nBest regards,\nAWS Support',
          'work-in-progress',
        );
        execution.resume();
        await after(20 * HOUR);
        world.arrive();
        execution.resume();
        await after(HOUR / 6);
        world.target = { ...world.target, status: 'Deployed' };
        await after(HOUR);
      },
    );
  },
};
