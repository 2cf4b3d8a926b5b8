/** A step cannot go on, for a reason that waiting does not remove. */
import { TransientAwsError } from '../../../remediation/errors.ts';
import { failedUpdate } from '../../../test/doubles/documents.ts';
import { ALIAS, TARGET, World } from '../../../test/doubles/world.ts';
import { DAY, HOUR } from '../../../test/workflow/virtual-time.ts';
import type { Story } from '../chapter.ts';
import { play } from '../play.ts';

export const moveRefused: Story = {
  slug: 'move-refused',
  title: { en: 'CloudFront refuses the move', ja: 'CloudFront が移行を拒否する' },
  about: {
    en: 'The stack lacks a permission that only the owner of the account can give.',
    ja: 'アカウントの管理者だけが付与できる権限がスタックにありません。',
  },
  examples: [
    {
      slug: 'failed-move-refused',
      type: 'Remediation failed',
      variant: { en: 'the move was refused', ja: '移行が拒否された' },
    },
  ],
  play() {
    const world = new World();
    world.publish();
    const message =
      'User: arn:aws:sts::111122223333:assumed-role/cname-rescue-prod-move-alias/move-alias is not authorized to perform: cloudfront:UpdateDistribution on resource: arn:aws:cloudfront::111122223333:distribution/E2TARGETEXAMPLE with an explicit deny in a service control policy';
    world.refusals.set(ALIAS, [{ moved: false, code: 'AccessDenied', message }]);
    return play(
      { world, failedCall: failedUpdate('8f14e45f-ceea-4167-a5d1-000000000013', TARGET, ALIAS) },
      async ({ after, end }) => {
        await after(HOUR);
        await end();
      },
    );
  },
};

export const foughtOver: Story = {
  slug: 'fought-over',
  title: { en: 'Two stacks fight over the alias', ja: '2 つのスタックが代替ドメイン名を奪い合う' },
  about: {
    en: 'A day ago the alias was moved away from the target that asks for it now.',
    ja: '1 日前に、今回要求している移行先から別の移行先へ代替ドメイン名が移行されています。',
  },
  examples: [
    {
      slug: 'failed-fought-over',
      type: 'Remediation failed',
      variant: { en: 'two targets want it in turn', ja: '2 つの移行先が交互に要求している' },
    },
  ],
  play() {
    const world = new World();
    world.publish();
    const failedCall = failedUpdate('8f14e45f-ceea-4167-a5d1-000000000014', TARGET, ALIAS);
    const at = Date.parse(failedCall.detail.eventTime) - DAY;
    world.moves.set(ALIAS, { from: TARGET, to: 'E1HOLDEREXAMPLE', at, execution: 'another' });
    return play({ world, failedCall }, async ({ after, end }) => {
      await after(HOUR);
      await end();
    });
  },
};

export const closedTwice: Story = {
  slug: 'closed-twice',
  title: {
    en: 'AWS closes the case, and the alias is not there',
    ja: '移行されないままケースが解決済みになる',
  },
  about: {
    en: 'AWS Support resolves the case without moving the alias. It is told so, and resolves it again.',
    ja: 'AWS サポートが代替ドメイン名を移行しないままケースを解決済みにしました。指摘を受けた後も、再び解決済みにしました。',
  },
  examples: [
    {
      slug: 'case-reopened',
      type: 'Support case updated',
      variant: { en: 'closed without a move', ja: '移行されずに解決済みになった' },
    },
    {
      slug: 'failed-case-closed',
      type: 'Remediation failed',
      variant: { en: 'AWS Support closed the case', ja: 'AWS サポートがケースを解決済みにした' },
    },
  ],
  play() {
    const world = new World();
    world.publish();
    return play(
      { world, failedCall: failedUpdate('8f14e45f-ceea-4167-a5d1-000000000015', TARGET, ALIAS) },
      async ({ after, execution, end }) => {
        await after(HOUR);
        for (let times = 0; times < 2; times += 1) {
          for (const each of world.cases) each.status = 'resolved';
          execution.resume();
          await after(7 * HOUR);
        }
        await end();
      },
    );
  },
};

export const throttled: Story = {
  slug: 'throttled',
  title: { en: 'AWS does not answer', ja: 'AWS が応答しない' },
  about: {
    en: 'What is transient is tried again for nineteen minutes; after that the step fails.',
    ja: '一時的なエラーは 19 分間再試行され、その後ステップが失敗します。',
  },
  examples: [
    {
      slug: 'failed-throttled',
      type: 'Remediation failed',
      variant: { en: 'AWS throttled for too long', ja: 'AWS のスロットリングが続いた' },
    },
  ],
  play() {
    const rateExceeded = () => new TransientAwsError('ThrottlingException: Rate exceeded');
    return play(
      {
        world: new World(),
        failedCall: failedUpdate('8f14e45f-ceea-4167-a5d1-000000000016', TARGET, ALIAS),
        // Ten retries: statemachine/remediation.asl.json.
        faults: { DiagnoseConflict: Array.from({ length: 11 }, rateExceeded) },
      },
      async ({ after, end }) => {
        await after(HOUR);
        await end();
      },
    );
  },
};
