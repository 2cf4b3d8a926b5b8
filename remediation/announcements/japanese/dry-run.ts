/** What is told in Japanese by a dry run: that it is one, in every message, and at the end what would be done. */
import { isStartedByHand } from '../../by-hand.ts';
import type { AliasMove, Draft, Remediation } from '../../document.ts';
import { wouldBeDone } from '../dry-run.ts';
import type { Language, Sentences } from '../language.ts';
import { namesNow, namesOf, when } from '../names.ts';
import { NO_PLAN } from './case.ts';
import { certificateOf } from './gates.ts';
import { listed, naming } from './naming.ts';

export const dryRun: Language['dryRun'] = {
  mark: '[ドライラン]',
  before: (text) =>
    `これはドライランです。CloudFront の設定は変更されず、AWS サポートへの依頼も行われません。${text}`,
};

/** Why somebody should create a record by which nothing moves. */
export const CREATE_IT_ALL_THE_SAME =
  '下記の TXT レコードを作成しても、移行は行われません。すべてのネームサーバーに反映されるかどうかを確認し、実際の実行であれば次に何が行われるかをお知らせします。TXT レコードは、残っている間、実際に移行を行うスタックに対しても同意を示します。同意しない場合は、ドライランの終了後に削除してください。';

export const ADD_IT_YOURSELF =
  'ただし、ドライランでは更新を行いません。妨げとなる DNS レコードがなくなり、古いレコードの TTL が経過した時点でお知らせしますので、ご自身で更新を再度行ってください。更新を行わないと、この名前に応答するディストリビューションがない状態が続きます。';

export const finished: Sentences = {
  title: ({ remediation }) => `${naming.inTitle(namesNow(remediation))}: ${inShort(remediation)}`,
  text: ({ remediation }) => {
    const { certificate, draft, addition, proof } = remediation;
    return [
      certificate?.verdict === 'would-be-attached' ? certificateOf(certificate, remediation) : '',
      wouldBeDone(remediation) ? '実際の実行では、次のとおり処理します。' : '',
      addition ? additions(addition.aliases) : moves(remediation),
      draft && proof?.verdict === 'published'
        ? `AWS サポートへの依頼は、キャッシュが失効する ${when(proof.settledAt)} 以降に行います。`
        : '',
      draft ? DRAFTS[draft.verdict] : '',
      wouldBeDone(remediation)
        ? `実際に行うには、dryRun=false でスタックをデプロイし、${isStartedByHand(remediation.incident) ? '修復を再度開始してください' : '失敗した API コールを再度行ってください'}。${addition ? '' : 'その時点で TXT レコードが残っていれば、そのまま有効です。'}`
        : '',
    ].join('');
  },
  details: ({ remediation: { certificate, draft } }) =>
    [certificate?.verdict === 'would-be-attached' && certificate.reason, draft?.reason]
      .filter(Boolean)
      .join(' '),
};

function inShort({ move, addition }: Remediation): string {
  if (addition && addition.aliases.length > 0) return '実際の実行では移行先に追加します';
  const verdicts = (move?.aliases ?? []).map(({ verdict }) => verdict);
  if (verdicts.includes('would-be-tried')) return '実際の実行では移行を試みます';
  if (verdicts.includes('would-be-moved')) return '実際の実行では移行します';
  return move?.verdict === 'would-need-support'
    ? '実際の実行では AWS サポートに移行を依頼します'
    : 'すでに移行先に追加されています';
}

const MOVES: [verdict: AliasMove['verdict'], sentence: (names: string) => string][] = [
  ['moved', (names) => `${names} はすでに移行先に追加されているため、何も行いません。`],
  [
    'would-be-moved',
    (names) =>
      `${names} に対して UpdateDomainAssociation を呼び出します。関連付け先はこのアカウントのものなので、CloudFront が直ちに移行します。`,
  ],
  [
    'would-be-tried',
    (names) =>
      `${names} に対して UpdateDomainAssociation を呼び出します。関連付け先が有効かどうかは、呼び出して初めて分かります。無効であれば、この呼び出しで移行されます。別のアカウントで有効になっている場合は、AWS サポートに移行を依頼します。`,
  ],
  [
    'plain-proof',
    (names) =>
      `${names} は、TXT レコードがアンダースコアなしの形式で移行用の API を利用できないため、AWS サポートに移行を依頼します。`,
  ],
  [
    'self-service-off',
    (names) => `${names} は、このスタックの設定 (selfService=false) により、AWS サポートに移行を依頼します。`,
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
  return `${listed(names)} はどのリソースにも関連付けられていないため、更新を行って追加します。ほかの設定は変更しません。`;
}

function additions(names: readonly string[]): string {
  return names.length > 0
    ? `${additionOf(names)}DNS レコードがまだ妨げになっているかどうかは、最終的に CloudFront が判断します。`
    : 'すでに移行先に追加されているため、何も行いません。';
}

const DRAFTS: Record<Draft['verdict'], string> = {
  possible: 'ケースは API で作成できます。',
  filed: 'この件に関するケースはすでに作成されているため、新たには作成しません。',
  'by-hand': `${NO_PLAN}、手動でのケースの作成をお願いすることになります。`,
  'not-possible': 'AWS サポートには、この件に使用できるケースの分類がありません。',
};
