/** What is told in Japanese by a dry run: that it is one, in every message, and at the end what would be done. */
import { isStartedByHand } from '../../by-hand.ts';
import type { AliasMove, Draft, Remediation } from '../../document.ts';
import { wouldBeDone } from '../dry-run.ts';
import type { Language, Sentences } from '../language.ts';
import { namesNow, namesOf, when } from '../names.ts';
import { certificateOf } from './gates.ts';
import { listed, naming } from './naming.ts';

export const dryRun: Language['dryRun'] = {
  mark: '[ドライラン]',
  sentence: 'これはドライランです。CloudFront の設定は変更されず、AWS サポートへの依頼も行われません。',
};

/** Why somebody should create a record by which nothing moves. */
export const CREATE_IT_ALL_THE_SAME =
  '下記の TXT レコードを作成しても移行は行われません。すべてのネームサーバーに反映されるかどうかを確認し、次に何が行われるはずかをお知らせします。レコードが残っている間は、実際に移行を行うスタックに対しても同意を示します。同意しない場合は、ドライランの終了後に削除してください。';

export const ADD_IT_YOURSELF =
  'ただし、ドライランでは更新を行いません。妨げとなるレコードがなくなり、古い TTL が経過した時点でお知らせしますので、更新をご自身で再度行ってください。行わない場合、その名前に応答するディストリビューションがない状態になります。';

export const finished: Sentences = {
  title: ({ remediation }) => `${naming.inTitle(namesNow(remediation))}: ${inShort(remediation)}`,
  text: ({ remediation }) => {
    const { certificate, draft, addition, proof } = remediation;
    return [
      certificate?.verdict === 'would-be-attached' ? certificateOf(certificate, remediation) : '',
      addition ? additionOf(addition.aliases) : moves(remediation),
      draft ? DRAFTS[draft.verdict] : '',
      draft && proof?.verdict === 'published'
        ? `AWS サポートへの依頼は、キャッシュが失効する ${when(proof.settledAt)} 以降に行われるはずです。`
        : '',
      wouldBeDone(remediation)
        ? `実際に行うには、dryRun=false でスタックをデプロイし、${isStartedByHand(remediation.incident) ? '修復を再度開始してください' : '失敗した API コールを再度行ってください'}。${addition ? '' : 'その時点で TXT レコードが残っていれば有効です。'}`
        : '',
    ].join('');
  },
  details: ({ remediation: { certificate, draft } }) =>
    [certificate?.verdict === 'would-be-attached' && certificate.reason, draft?.reason]
      .filter(Boolean)
      .join(' '),
};

function inShort({ move, addition }: Remediation): string {
  if (addition && addition.aliases.length > 0) return '追加されるはずです';
  const verdicts = (move?.aliases ?? []).map(({ verdict }) => verdict);
  if (verdicts.includes('would-be-tried')) return '移行を試みるはずです';
  if (verdicts.includes('would-be-moved')) return '移行されるはずです';
  return move?.verdict === 'would-need-support'
    ? 'AWS サポートに移行を依頼するはずです'
    : 'すでに移行先に追加されています';
}

const MOVES: [verdict: AliasMove['verdict'], sentence: (names: string) => string][] = [
  ['moved', (names) => `${names} はすでに移行先に追加されているため、何も行われません。`],
  [
    'would-be-moved',
    (names) =>
      `${names} に対して UpdateDomainAssociation が呼び出されるはずです。関連付け先はこのアカウントのものなので、CloudFront が直ちに移行します。`,
  ],
  [
    'would-be-tried',
    (names) =>
      `${names} に対して UpdateDomainAssociation が呼び出されるはずです。関連付け先が無効であれば移行されます。別のアカウントで有効になっている場合は、AWS サポートに依頼します。`,
  ],
  [
    'plain-proof',
    (names) =>
      `${names} は、TXT レコードがアンダースコアなしの形式で移行用の API を利用できないため、AWS サポートに移行を依頼するはずです。`,
  ],
  [
    'self-service-off',
    (names) =>
      `${names} は、このスタックの設定 (selfService=false) により、AWS サポートに移行を依頼するはずです。`,
  ],
];

function moves({ move, diagnosis }: Remediation): string {
  const said = MOVES.map(([wanted, sentence]) => {
    const names = namesOf((move?.aliases ?? []).filter(({ verdict }) => verdict === wanted));
    return names.length > 0 ? sentence(listed(names)) : '';
  });
  const free = namesOf(diagnosis?.free);
  return [...said, free.length > 0 ? `その後、${additionOf(free)}` : ''].join('');
}

function additionOf(names: readonly string[]): string {
  return names.length > 0
    ? `${listed(names)} はどのリソースにも関連付けられていないため、更新を行って追加するはずです。ほかの設定は変更されません。`
    : 'すでに移行先に追加されているため、何も行われません。';
}

const DRAFTS: Record<Draft['verdict'], string> = {
  possible: 'AWS サポートへのケースは、API で起票できます。',
  filed: 'この件に関するケースはすでに起票されているため、新たには起票されません。',
  'by-hand':
    'このアカウントのサポートプランでは API を利用できないため、ケースの起票をお願いすることになります。',
  'not-possible': 'AWS サポートには、この件に使用できるケースの分類がありません。',
};
