import { announced, casesOpened, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { THEIRS } from '../rehearsal/stage.ts';
import { deploymentFailsAndOwnerConsents } from './acts.ts';

export const japanese: Scenario = {
  name: 'japanese',
  situation: 'AWS Support is asked, with `supportLanguage=ja` and `announcementLanguage=ja`.',
  whatHappens: 'The case is in Japanese, and so are the messages.',
  ends: ['moved by AWS Support'],
  overrides: { SUPPORT_LANGUAGE: 'ja', ANNOUNCEMENT_LANGUAGE: 'ja' },

  play: (theatre) => deploymentFailsAndOwnerConsents(theatre, { holderAccount: THEIRS }),

  verify: (ending) => {
    const [first] = ending.cases;
    return [
      ...casesOpened(ending, 1),
      ...announced(
        ending,
        'TXT レコードを作成してください',
        'ドメイン所有権を確認しました',
        'AWS サポートに移行を依頼しました',
        'で利用できるようになりました',
      ),
      ...unless(first?.language === 'ja', `the case is in ${first?.language}, not in ja`),
      ...unless(first?.body.startsWith('お世話になっております。') === true, 'the text is not in Japanese'),
      ...unless(first?.subject.includes('移行のお願い') === true, 'the subject is not in Japanese'),
    ];
  },
};
