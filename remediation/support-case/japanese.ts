/**
 * A case in Japanese. What CloudFront, DNS and the certificate store said stays as they said it, so that AWS can look
 * for it.
 */
import type { Holder, TargetId } from '../document.ts';
import { EVIDENCE_FILE } from './evidence.ts';
import type { CaseFacts, RecordFacts } from './facts.ts';
import type { Language } from './language.ts';

export const japanese: Language = {
  subject: (alias, others) =>
    `CloudFront: 代替ドメイン名 ${others > 0 ? `${alias} ほか ${others} 件` : alias} の移行のお願い`,

  paragraphs: (facts) => [
    request(facts),
    failed(facts),
    lines('移行をお願いしたい代替ドメイン名:', facts.aliases),
    holders(facts),
    lines('ドメイン所有権の証明 (パブリック DNS に公開済み):', facts.records.flatMap(record)),
    certificate(facts),
    lines('当方で移行できない理由:', obstacles(facts)),
    afterwards(facts),
    evidence[facts.evidence],
    ...facts.tables.map(({ name, at, lines: table }) =>
      lines(`(参考) ${name} に対する応答 (${at} 時点):`, table),
    ),
  ],

  cut: '[文字数の上限により以降を省略しました。省略した内容は DNS および上記の移行先でご確認いただけます]',

  notMoved: (aliases, target) =>
    [
      'お世話になっております。',
      `本ケースは解決済みとなりましたが、下記の代替ドメイン名が移行先${nouns[target.kind]} ${target.id} にまだ追加されていません。`,
      'お手数ですが、移行をお願いいたします。不足している情報や、当方で先に行うべき作業がございましたら、お知らせください。',
      '',
      ...aliases.map((alias) => `  ${alias}`),
    ].join('\n'),
};

/** As the Japanese console and guide of CloudFront call them. */
const nouns: Record<TargetId['kind'], string> = {
  distribution: 'ディストリビューション',
  tenant: 'ディストリビューションテナント',
};

const evidence: Record<CaseFacts['evidence'], string> = {
  attached: `添付: ${EVIDENCE_FILE} (各ネームサーバーの応答と確認日時の詳細)`,
  'left-out': '詳細な確認結果 (JSON) を添付できませんでした。必要でしたらお知らせください。',
  none: '',
};

function request({ target: { kind, id, domainName, account, tenancy } }: CaseFacts): string {
  return [
    'お世話になっております。',
    `下記の代替ドメイン名 (CNAME) を、当方の${nouns[kind]}へ移行していただけますでしょうか。`,
    '',
    `移行先${nouns[kind]}: ${id} (${domainName})`,
    `移行先アカウント: ${account}`,
    ...(tenancy
      ? [
          `マルチテナントディストリビューション: ${tenancy.distribution}`,
          `接続グループ: ${tenancy.connectionGroup} (ルーティングエンドポイント ${domainName})`,
        ]
      : []),
  ].join('\n');
}

function failed({ failure }: CaseFacts): string {
  if (!failure) return '';
  const { error, action, requestId, time } = failure;
  return lines('発生しているエラー:', [error, `${action}、リクエスト ID ${requestId}、${time}`]);
}

function holders(facts: CaseFacts): string {
  return lines(
    '現在の関連付け先 (ID は CloudFront がマスクした表示のとおり):',
    facts.holders.map(({ alias, holder }) =>
      holder
        ? `${alias}: ${holder.resourceType} ${holder.resourceId}、アカウント ${holder.accountId}${keptBy(holder)}`
        : `${alias}: 当方からは確認できません`,
    ),
  );
}

function record({ text, zone, servers, resolvers, since, byHttps }: RecordFacts): string[] {
  const when = since ? ` (${since} から)` : '';
  const byResolvers = `パブリックリゾルバー ${resolvers}`;
  const by = byHttps ? byResolvers : `${servers}${resolvers && `、および${byResolvers}`}`;
  return [text, `  ゾーン ${zone}、確認できたサーバー${when}: ${by}`];
}

function certificate({ certificate: { id, status, notAfter } }: CaseFacts): string {
  return lines('移行先に設定済みの証明書:', [
    `${id ?? 'なし'} (${status ?? '不明'})`,
    ...(notAfter ? [`有効期限: ${notAfter}`] : []),
  ]);
}

/** A service of AWS keeps it, in an account of its own. */
function keptBy({ keptBy }: Holder): string {
  if (!keptBy) return '';
  return keptBy.region === undefined
    ? ' (AWS のサービスが管理するもの)'
    : ` (${keptBy.region} の API Gateway が管理するもの)`;
}

function obstacles({ refusals, plain, left, foreignHolder, unseen }: CaseFacts): string[] {
  return [
    ...refusals.map(({ alias, refusal }) => `${alias}: CloudFront の応答 "${refusal}"`),
    ...plain.map(
      (alias) => `${alias}: TXT レコードがアンダースコアなしの形式のため、移行用の API を利用できません。`,
    ),
    ...left.map(
      (alias) => `${alias}: 当方の運用方針により、代替ドメイン名の移行は AWS サポートにお願いしております。`,
    ),
    ...(foreignHolder ? ['関連付け先は当方のアカウントのものではないため、無効化できません。'] : []),
    ...(unseen
      ? ['上記のとおり TXT レコードは公開済みで、古い応答がキャッシュに残っていることもありません。']
      : []),
  ];
}

function afterwards({ aliases, target }: CaseFacts): string {
  return [
    `移行の完了後、${aliases.join(', ')} の DNS を速やかに ${target.domainName} へ切り替えます。`,
    '作業の日時はいつでも差し支えなく、事前の調整は不要です。',
    'お手数をおかけしますが、よろしくお願いいたします。',
  ].join('\n');
}

function lines(heading: string, below: readonly string[]): string {
  return below.length === 0 ? '' : [heading, ...below.map((line) => `  ${line}`)].join('\n');
}
