/** What is told in Japanese from the move to the end. */
import { isStartedByHand } from '../../by-hand.ts';
import type { Move, Remediation, SupportCase } from '../../document.ts';
import type { Language } from '../language.ts';
import { awaitedNames, movedOnes, namesNow, namesOf, when } from '../names.ts';
import { whereabouts } from '../whereabouts.ts';
import { caseName, NO_PLAN, statusOf } from './case.ts';
import { conflictOf } from './conflict.ts';
import { finished } from './dry-run.ts';
import { listed, naming } from './naming.ts';

type Progress =
  | 'Alias moved'
  | 'Alias added'
  | 'Support case opened'
  | 'Support case updated'
  | 'Open the case by hand'
  | 'Too many Support cases'
  | 'Alias confirmed'
  | 'Dry run finished';

const SPREADING = '新しい設定がすべてのエッジロケーションに反映されるまでお待ちください。';

export const progress: Pick<Language['announcements'], Progress> = {
  'Alias moved': {
    title: ({ remediation }) => {
      const names = naming.inTitle(namesOf(movedOnes(remediation)));
      return remediation.diagnosis?.verdict === 'arrived'
        ? `${names}: ${targetIn(remediation)} に追加されていました`
        : `${names} を ${targetIn(remediation)} に移行しました`;
    },
    text: ({ remediation }) => {
      const { diagnosis, case: asked, move, incident } = remediation;
      if (diagnosis?.verdict === 'arrived') {
        const closing = asked?.caseId ? `${caseName(asked)}は解決済みにしてかまいません。` : '';
        return `${conflictOf(diagnosis, incident)}ほかの方または AWS サポートによって追加されたため、移行は行っていません。${closing}`;
      }
      const free = namesOf(diagnosis?.free);
      return [
        `トラフィックは移行と同時に切り替わりました。${SPREADING}`,
        move?.partly ? `${listed(awaitedNames(remediation))} はまだ移行されていません。${moveOf(move)}` : '',
        free.length > 0 ? `最後に、どのリソースにも関連付けられていない ${listed(free)} を追加します。` : '',
      ].join('');
    },
  },

  'Alias added': {
    title: ({ remediation }) =>
      `${naming.inTitle(namesNow(remediation))} を ${targetIn(remediation)} に追加しました`,
    text: ({ remediation: { addition, incident } }) => {
      const made = `${isStartedByHand(incident) ? '更新を行いました' : '失敗した更新を再度行いました'}。代替ドメイン名以外の設定は変更していません。`;
      return `${addition?.found ? 'すでに追加されていたため、設定は変更していません。' : made}${SPREADING}`;
    },
  },

  'Support case opened': {
    title: ({ remediation }) =>
      `${naming.inTitle(awaitedNames(remediation))}: AWS サポートに移行を依頼しました`,
    text: ({ remediation: { move, case: asked } }) =>
      `対応は必要ありません。ケースで AWS サポートから返信があれば、お知らせします。${move ? moveOf(move) : ''}${asked?.caseId ? `${caseName(asked)}で移行を依頼しています。` : ''}`,
    details: ({ remediation }) => remarkOf(remediation.case),
  },

  'Support case updated': {
    title: ({ remediation }) =>
      remediation.case?.status === 'pending-customer-action'
        ? `${naming.inTitle(awaitedNames(remediation))}: AWS サポートが回答を待っています`
        : `${naming.inTitle(awaitedNames(remediation))}: サポートケースが更新されました`,
    text: ({ remediation }) => {
      const { case: asked } = remediation;
      if (!asked) return '';
      const answer =
        asked.status === 'pending-customer-action'
          ? 'ケース (下のリンク) で回答してください。回答すると、AWS サポートの対応が再開されます。'
          : '';
      return `${answer}${caseName(asked)}のステータスは「${statusOf(asked.status)}」です。${listed(awaitedNames(remediation))} はまだ移行されていません。${asked.status === 'resolved' ? 'そのことは、ケースで AWS サポートに伝えてあります。' : ''}`;
    },
  },

  'Open the case by hand': {
    title: ({ remediation }) =>
      `${naming.inTitle(awaitedNames(remediation))}: サポートケースを${remediation.case?.caseId ? 'ご自身で確認' : '手動で作成'}してください`,
    text: ({ remediation }) => unopenedOf(remediation.case, awaitedNames(remediation)),
  },

  'Too many Support cases': {
    title: ({ remediation }) =>
      `${naming.inTitle(awaitedNames(remediation))}: 未解決のサポートケースが多すぎます`,
    text: ({ remediation }) => unopenedOf(remediation.case, awaitedNames(remediation)),
  },

  'Alias confirmed': {
    title: ({ remediation }) =>
      `${naming.inTitle(remediation.confirmation?.aliases ?? remediation.incident.aliases)} は ${targetIn(remediation)} で利用できるようになりました`,
    text: ({ remediation }) => whatRemains(remediation),
  },

  'Dry run finished': finished,
};

/** What the section says besides its first sentence: what could not be had. No name has a space after a dot. */
function remarkOf(asked: SupportCase | undefined): string {
  const [, remark = ''] = /\. (.+)$/s.exec(asked?.reason ?? '') ?? [];
  return remark;
}

function targetIn({ diagnosis, incident }: Remediation): string {
  if (diagnosis?.target) return naming.target(diagnosis.target);
  return 'id' in incident.target ? incident.target.id : naming.unknownTarget;
}

/** Why those that have not moved have not, and what comes next. CloudFront's own words are in the execution. */
export function moveOf({ aliases, verdict, nextCheckAt }: Move): string {
  const names = (...wanted: Move['aliases'][number]['verdict'][]) =>
    listed(namesOf(aliases.filter((move) => wanted.includes(move.verdict))));
  const again = verdict === 'wait' ? when(nextCheckAt) : '';
  return [
    names('holder-enabled') &&
      `${names('holder-enabled')} の関連付け先は別のアカウントで有効になっているため、AWS サポートだけが移行できます。TXT レコードと証明書は CloudFront が確認済みです。`,
    names('plain-proof') &&
      `${names('plain-proof')} は、TXT レコードがアンダースコアなしの形式のため、AWS サポートだけが移行できます。`,
    names('self-service-off') &&
      `${names('self-service-off')} は、このスタックの設定 (selfService=false) により、AWS サポートに移行を依頼します。`,
    again &&
      names('holder-enabled', 'plain-proof', 'self-service-off') &&
      `ケースは、古い応答がキャッシュに残らなくなる ${again} 以降に作成します。`,
    names('txt-not-seen') &&
      `${names('txt-not-seen')} は、CloudFront がまだ TXT レコードを確認できていません。${again && `${again} に移行を再度要求します。`}${verdict === 'support' ? 'AWS サポートに調査を依頼します。' : ''}`,
    names('certificate-missing') &&
      `${names('certificate-missing')} は、CloudFront によると移行先の証明書の対象外です。`,
    names('released') && `${names('released')} は、どのリソースにも関連付けられていません。`,
  ]
    .filter(Boolean)
    .join('');
}

export function unopenedOf(asked: SupportCase | undefined, names: readonly string[]): string {
  if (!asked) return '';
  if (asked.verdict === 'limit') {
    return `このアカウントの未解決のサポートケースが上限に達しているため、${listed(names)} に関するケースを作成できません。完了したケースを解決済みにしてください。作成は自動的に再試行されます。`;
  }
  return asked.caseId
    ? `このアカウントのサポートプランでは API を利用できなくなったため、${listed(names)} に関する${caseName(asked)}はご自身で確認してください。代替ドメイン名が移行されたかどうかは引き続き確認します。`
    : `${NO_PLAN}、${listed(names)} に関するケースを手動で作成してください。代替ドメイン名が移行されたかどうかは引き続き確認します。プランが変更された場合は、ケースを自動的に作成します。`;
}

/** The DNS record where it does not lead to the target yet, and what the infrastructure code says. */
function whatRemains(remediation: Remediation): string {
  const { all, moved, lost, others } = whereabouts(remediation);
  const { confirmation, diagnosis, incident, proof } = remediation;
  const there = confirmation?.aliases ?? incident.aliases;
  const leftOut = incident.aliases.filter((alias) => !there.includes(alias) && !all.includes(alias));
  return [
    `${listed(there) || naming.inTitle(there)} は ${diagnosis?.target?.id ?? naming.unknownTarget} に追加され、デプロイも完了しています。`,
    moved.length > 0
      ? `${listed(moved)} のトラフィックは、DNS の設定にかかわらず、移行と同時に切り替わりました。`
      : '',
    leftOut.length > 0 && confirmation
      ? `${listed(leftOut)} も要求されていましたが、移行先に追加されていません。${isStartedByHand(incident) ? '修復を再度開始してください。' : '失敗した更新を再度行ってください。'}`
      : '',
    others.length > 0
      ? '残りの作業をお願いします。下記のとおりに DNS レコードを設定してください。'
      : 'DNS レコードはすでに移行先を参照しています。残りの作業をお願いします。',
    '移行先のインフラストラクチャコードに代替ドメイン名を記述してください。',
    lost.length > 0
      ? `また、${listed(namesOf(lost))} を以前の関連付け先のインフラストラクチャコードから取り除いてください。どちらかのコードが以前のままだと、次回のデプロイで${moved.length > 0 ? '移行' : '追加'}が取り消されます。`
      : '',
    (proof?.aliases.length ?? 0) > 0
      ? 'TXT レコードは削除してかまいません。残っている間は、移行への同意とみなされます。'
      : '',
  ].join('');
}
