/** There is nothing to wait for. */
import { failedUpdate, fixture } from '../../../test/doubles/documents.ts';
import { ALIAS, TARGET, World } from '../../../test/doubles/world.ts';
import type { Story } from '../chapter.ts';
import { play, type Scene } from '../play.ts';

const played = (scene: Scene) => play(scene, ({ after }) => after(1000));

export const settledAlready: Story = {
  slug: 'settled-already',
  title: { en: 'The alias is there already', ja: '代替ドメイン名はすでに移行済み' },
  about: {
    en: 'By the time the failed call is reported, the target has the alias.',
    ja: '失敗した API コールが報告された時点で、代替ドメイン名はすでに移行先に関連付けられています。',
  },
  examples: [{ slug: 'nothing-to-do', type: 'Nothing to do' }],
  play() {
    const world = new World();
    world.arrive();
    return played({ world, failedCall: failedUpdate('8f14e45f-ceea-4167-a5d1-000000000012', TARGET, ALIAS) });
  },
};

export const noTarget: Story = {
  slug: 'no-target',
  title: { en: 'The failed call was to create the target', ja: '移行先の作成が失敗した' },
  about: {
    en: 'There is no distribution yet that could have the alias.',
    ja: '代替ドメイン名を関連付けられるディストリビューションがまだありません。',
  },
  examples: [{ slug: 'no-target', type: 'No target' }],
  play: () => played({ world: new World(), failedCall: fixture('create-distribution') }),
};

export const detailsOmitted: Story = {
  slug: 'details-omitted',
  title: { en: 'CloudTrail left the request out', ja: 'CloudTrail がリクエストの内容を省略した' },
  about: {
    en: 'The request was larger than CloudTrail records.',
    ja: 'リクエストが CloudTrail の記録できるサイズを超えていました。',
  },
  examples: [{ slug: 'details-omitted', type: 'Details omitted' }],
  play: () => played({ world: new World(), failedCall: fixture('update-distribution-details-omitted') }),
};
