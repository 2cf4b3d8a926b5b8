/** While an alias is moved to one target, a call fails that wants it on another. */
import type {
  AnnouncementDetail,
  AnnouncementType,
} from '../../../remediation/announcements/announcement.ts';
import { receiveFailure } from '../../../remediation/steps/receive-failure.ts';
import { failedUpdate } from '../../../test/doubles/documents.ts';
import { ExecutionsDouble } from '../../../test/doubles/executions.ts';
import { LedgerDouble } from '../../../test/doubles/ledger.ts';
import { ALIAS, TARGET } from '../../../test/doubles/world.ts';
import type { Story, Told } from '../chapter.ts';
import { at, told } from '../play.ts';

export const claimed: Story = {
  slug: 'claimed',
  title: { en: 'Another target wants the alias, too', ja: '別の移行先も代替ドメイン名を要求する' },
  about: {
    en: 'A remediation moves the alias to one target when a call fails that asks for it on another.',
    ja: 'ある移行先への移行中に、別の移行先で同じ代替ドメイン名を要求する API コールが失敗しました。',
  },
  examples: [{ slug: 'claimed', type: 'Alias claimed' }],
  async play() {
    const first = failedUpdate('8f14e45f-ceea-4167-a5d1-000000000017', TARGET, ALIAS);
    const second = failedUpdate('8f14e45f-ceea-4167-a5d1-000000000018', 'E1OTHEREXAMPLE', ALIAS);
    const events: Told[] = [];
    const announce = async (type: AnnouncementType, detail: AnnouncementDetail) => {
      events.push(told(type, Date.now(), { detail }));
    };
    return at(second.detail.eventTime, async () => {
      const { ledger } = new LedgerDouble();
      const ports = { ledger, executions: new ExecutionsDouble(), announce, now: Date.now };
      const receive = receiveFailure(ports, { dryRun: false });
      await receive(first);
      await receive(second);
      return events;
    });
  },
};
