/** What stands beside, above and below in Japanese. */
import type { Captions, Label, Language } from '../language.ts';

export const labels: Record<Label, string> = {
  wantedBy: '移行先',
  heldBy: '現在の関連付け先',
  failedCall: '失敗した API コール',
  startedBy: '開始者',
  at: '日時',
  target: '移行先',
  notCovered: '証明書の対象外',
  certificate: '証明書',
  certificateEnds: '証明書の有効期限',
  acmGivesUp: 'ACM の検証期限',
  nextLook: '次回の確認',
  givenUp: '確認の期限',
  settledAt: 'キャッシュの失効予定',
  beforeOn: '以前の関連付け先',
  dns: 'DNS',
  case: 'サポートケース',
  subject: '件名',
  status: 'ステータス',
  request: 'リクエスト ID',
  askedBy: '実行者',
  for: '要求された移行先',
  runsFor: '実行中の修復の移行先',
  state: '失敗したステップ',
  error: 'エラー',
  runbook: 'ランブック',
  since: '発生日時',
  cloudWatch: 'CloudWatch',
};

export const captions: Captions = {
  record: (zone) => `ゾーン ${zone} に作成`,
  recordAgain: (zone) => `ゾーン ${zone} における正しいレコード`,
  serversSaid: (name, at) => `${name} に対する応答 (${at} 時点)`,
  aliasRecord: (zone) => `ゾーン ${zone} における代替ドメイン名のレコード`,
  // Z2FDTNDATAQYW2 is CloudFront's, in every Route 53 alias record.
  apexRecord:
    'ゾーン頂点 (Zone Apex) における代替ドメイン名のレコード (Route 53 ではエイリアスレコード、ホストゾーン ID は Z2FDTNDATAQYW2)',
  validation: (zone) =>
    zone === undefined
      ? 'DNS に作成 (ACM が証明書を発行するための検証レコード)'
      : `ゾーン ${zone} に作成 (ACM が証明書を発行するための検証レコード)`,
  attach: '新しい代替ドメイン名は追加せずに、証明書だけを設定するコマンド',
  customDomainName:
    'カスタムドメイン名を保有するアカウントで確認するコマンド (Amplify の場合は [ホスティング] の [カスタムドメイン])',
  caseToPaste: 'サポートケースの文面 (「アカウントと請求」のケースに貼り付け)',
  caseDrafted: (byUs) =>
    byUs
      ? 'AWS サポートに送信されるケースの文面 (実際には CloudFront の応答も引用されます)'
      : '手動での作成をお願いすることになるケースの文面 (実際には CloudFront の応答も引用されます)',
  calls: '実際の実行で行われる API コール',
  whatIsLeft: 'CloudFront が移行しなかったもの',
  startCreated: '作成後に ID を記入して実行するコマンド (更新を再度行う代わりに使用できます)',
  startOmitted: '移行先と代替ドメイン名を記入して実行するコマンド',
  follow: '進行状況を確認するコマンドと、移行を望まない場合に停止するコマンド',
  stop: '実行中の修復を停止するコマンド',
  retry: '原因を取り除いた後に再実行するコマンド',
  goOn: '停止した修復を続行するコマンド',
  byAwsCli: 'AWS CLI で行う場合',
};

export const links: Language['links'] = {
  execution: '実行の詳細',
  redrive: '実行の詳細 (上部の [Redrive] で再実行)',
  supportCase: 'サポートケース',
  runbook: 'ランブック',
  alarm: 'アラーム',
};
