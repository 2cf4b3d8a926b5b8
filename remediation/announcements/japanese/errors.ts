/** What each error means in Japanese, and what to do about it. Which names and times it is about stands in the details. */
import type * as errors from '../../errors.ts';

type ErrorName = Exclude<keyof typeof errors, 'RemediationError'>;

export const ERRORS: Record<ErrorName, string> = {
  InvalidAlias:
    '代替ドメイン名として使用できない文字列が指定されました。正しい名前で更新を再度行ってください。',
  DnsUnavailable:
    'DNS に問い合わせることができませんでした。通常は一時的なものです。ゾーンの委任とネームサーバーを確認してから再実行してください。',
  ProofDeadlineExceeded:
    '期限までに、すべてのネームサーバーで TXT レコードを確認できませんでした。不足している TXT レコードを公開してから再実行してください。期限は再実行の時点から数え直されます。',
  StepOutOfOrder:
    '前のステップの結果がないため、ステップを実行できませんでした。実行の入力を確認し、失敗した更新を再度行ってください。',
  InvalidEvent:
    'イベントの内容を解釈できませんでした。イベントの全文はデッドレターキューに保存されています。',
  AliasClaimed:
    '別の修復がこの代替ドメイン名を扱っています。そちらの完了を待つか、停止してください。その後、失敗した更新を再度行ってください。',
  ClaimPending: 'この代替ドメイン名を扱う別の修復が、まもなく開始されます。通常は自動的に解消します。',
  UnknownConflict:
    '未知の理由で API コールが失敗しました。エラーメッセージを確認し、原因を取り除いてから再実行してください。',
  AliasRecordDeadlineExceeded:
    '期限を過ぎても、代替ドメイン名の DNS レコードが別のディストリビューションを参照しています。DNS レコードを変更してから再実行してください。期限は再実行の時点から数え直されます。',
  UpdateRefused:
    'CloudFront が代替ドメイン名の追加を拒否しました。CloudFront のメッセージに示された原因を取り除いてから再実行してください。',
  TargetGone:
    '移行先がこのアカウントに存在しません。削除されたのであれば、この修復は不要です。再実行しないでください。',
  AttachRefused:
    'CloudFront が証明書の設定を拒否しました。CloudFront のメッセージに示された原因を取り除くか、新しい代替ドメイン名は追加せずに証明書を手動で設定してから再実行してください。',
  CertificateDeadlineExceeded:
    '期限までに、すべての代替ドメイン名を対象とする証明書が移行先に設定されませんでした。証明書を設定してから再実行してください。期限は再実行の時点から数え直されます。',
  AliasFoughtOver:
    'この代替ドメイン名は、最近この移行先から別の移行先に移行されました。2 つのスタックのコードに同じ代替ドメイン名が記述されているため、移行は行っていません。どちらで使用するかを決め、もう一方のインフラストラクチャコードから取り除いてください。この移行先で使用する場合は、詳細に示された日時以降に再実行してください。それより前に再実行するには、ランブックの手順に従ってください。',
  MoveRefusedForGood:
    'CloudFront が移行を拒否しました。待機や AWS サポートへの依頼では解消しません。CloudFront のメッセージに示された原因 (権限、クォータ、証明書など) を取り除いてから再実行してください。',
  CaseNotPossible:
    'AWS サポートでこの件のケースを作成または確認できませんでした。詳細を確認し、原因を取り除いてから再実行してください。',
  SupportResolvedWithoutMove:
    '代替ドメイン名が移行されていないことをケースで AWS サポートに伝えましたが、ケースが再び解決済みになりました。AWS の回答を確認し、ケースに返信して再開してから再実行してください。',
  SupportDeadlineExceeded:
    '期限までに AWS サポートによる移行が完了しませんでした。AWS サポートに状況を確認してから再実行してください。期限は再実行の時点から数え直されます。',
  AliasNotArrived:
    '代替ドメイン名を移行しましたが、移行先で使用できる状態になっていません。デプロイによって外された場合は、移行先のインフラストラクチャコードに記述してデプロイしてください。証明書の対象外の場合は、対象とする証明書を設定してください。その後、再実行してください。',
  DeploymentDeadlineExceeded:
    '期限までに移行先のデプロイが完了しませんでした。CloudFront コンソールで状態を確認してから再実行してください。',
  TransientAwsError:
    'AWS の一時的なエラーが再試行しても解消しませんでした。しばらくしてから再実行してください。',
  SlackRefused:
    'Slack がメッセージを受け付けませんでした。Slack の設定を確認してください。メッセージはデッドレターキューに保存されます。',
  TagMissing:
    'このスタックは指定のタグ (onlyTagged) が付いたリソースだけを変更しますが、タグが付いていないものがあります。何も変更しておらず、AWS サポートへの依頼も行っていません。該当するリソースの管理者の同意が得られた場合は、タグを付けてから再実行してください。得られない場合は、再実行しないでください。',
  DryRunRefused:
    'ドライランのスタックでは変更を行えません。続行するには、dryRun=false でデプロイしてから再実行してください。',
};

/** Those of AWS and Step Functions have no sentence of their own. */
export function errorOf(error: string | undefined): string {
  const known: Readonly<Record<string, string>> = ERRORS;
  return error !== undefined && Object.hasOwn(known, error)
    ? (known[error] ?? '')
    : '予期しないエラーで停止しました。詳細を確認し、原因を取り除いてから再実行してください。';
}
