/** What is told in Japanese when a remediation begins, or when there is nothing to begin. */
import { isStartedByHand } from '../../by-hand.ts';
import { targetKind } from '../../target-kind.ts';
import type { Language } from '../language.ts';
import { areCustomDomainNames, namesNow, targetId, wereAskedToProve } from '../names.ts';
import type { Telling } from '../telling.ts';
import { caseName } from './case.ts';
import { conflictOf } from './conflict.ts';
import { ADD_IT_YOURSELF, CREATE_IT_ALL_THE_SAME } from './dry-run.ts';
import { duration, listed, naming, nouns } from './naming.ts';

type Opening =
  | 'Remediation opened'
  | 'DNS record in the way'
  | 'Alias free'
  | 'Nothing to do'
  | 'No target'
  | 'Details omitted'
  | 'Alias claimed';

export const opening: Pick<Language['announcements'], Opening> = {
  'Remediation opened': {
    title: ({ remediation }) => {
      const first = areCustomDomainNames(remediation) ? 'カスタムドメイン名を削除するか、' : '';
      const purpose = remediation.dryRun ? '(移行内容の確認)' : '(移行への同意)';
      return `${naming.inTitle(namesNow(remediation))}: ${first}TXT レコードを作成してください ${purpose}`;
    },
    text: ({ remediation }, telling) =>
      [
        remediation.dryRun ? CREATE_IT_ALL_THE_SAME : consent(namesNow(remediation)),
        looks(telling),
        conflictOf(remediation.diagnosis, remediation.incident),
      ].join(''),
  },

  'DNS record in the way': {
    title: ({ remediation }) =>
      `${naming.inTitle(namesNow(remediation))}: 先に DNS レコードを変更してください`,
    text: ({ remediation }) =>
      `${conflictOf(remediation.diagnosis, remediation.incident)}変更が完了し、古いレコードの TTL が経過すると、失敗した更新を自動的に再度行います。${remediation.dryRun ? ADD_IT_YOURSELF : ''}`,
  },

  'Alias free': {
    title: ({ remediation }) =>
      `${naming.inTitle(namesNow(remediation))}: どのリソースにも関連付けられていません`,
    text: ({ remediation }) =>
      [
        conflictOf(remediation.diagnosis, remediation.incident),
        'DNS レコードがまだ別のディストリビューションを参照している場合は、下記のとおりに変更してください。',
        wereAskedToProve(remediation) ? 'この追加に TXT レコードは必要ありません。' : '',
        remediation.case?.caseId
          ? `${caseName(remediation.case)}は、代替ドメイン名が移行先に追加された後、解決済みにしてかまいません。`
          : '',
        remediation.dryRun ? ADD_IT_YOURSELF : '',
      ].join(''),
  },

  'Nothing to do': {
    title: ({ remediation }) => `${naming.inTitle(namesNow(remediation))}: すでに解決しています`,
    text: ({ remediation }) => conflictOf(remediation.diagnosis, remediation.incident),
  },

  'No target': {
    title: ({ remediation }) =>
      `${naming.inTitle(namesNow(remediation))}: 先に${nouns[targetKind(remediation.incident.action)]}を作成してください`,
    text: ({ remediation }) => conflictOf(remediation.diagnosis, remediation.incident),
  },

  'Details omitted': {
    title: () => 'CNAMEAlreadyExists が発生しましたが、CloudTrail の記録から対象が分かりません',
    text: ({ remediation }) =>
      `${conflictOf(remediation.diagnosis, remediation.incident)}${remediation.incident.caller} に確認するか、リクエスト ID から対象を調べて、下記のコマンドで修復を開始してください。`,
  },

  'Alias claimed': {
    title: ({ remediation, claim }) =>
      `${naming.inTitle(claim ? [claim.alias] : remediation.incident.aliases)}: ${claim?.target ?? '別の移行先'} に対する修復の実行中に ${wanting(remediation)} への追加が要求されました`,
    text: ({ remediation, claim }) => {
      const { action, aliases } = remediation.incident;
      const [alias, target] = [claim?.alias ?? listed(aliases), wanting(remediation)];
      const other = claim?.target ?? '実行中の移行先';
      const byHand = isStartedByHand(remediation.incident);
      const asking = byHand ? '手動で要求された修復' : `失敗した ${action}`;
      const again = byHand ? '修復を再度開始してください' : '失敗した更新を再度行ってください';
      return `2 つの移行先が ${alias} を要求しているため、${asking} (${listed(aliases)}) ${byHand ? 'は' : 'に対する修復は'}開始していません。${other} が正しい場合は、実行中の修復はそのまま続行させ、${target} のインフラストラクチャコードから ${alias} を取り除いてください。${target} が正しい場合は、実行中の修復を停止してから、${again}。`;
    },
  },
};

function wanting(remediation: Parameters<typeof targetId>[0]): string {
  return targetId(remediation) ?? naming.unknownTarget;
}

function consent(names: readonly string[]): string {
  return names.length === 1
    ? '下記の TXT レコードが公開されるまで、移行は行われません。この TXT レコードは DNS の所有者による同意を示すものです。'
    : '下記の TXT レコードがすべて公開されるまで、移行は行われません。これらの TXT レコードは DNS の所有者による同意を示すものです。';
}

function looks({ longestCheckSeconds, proofDeadlineSeconds }: Telling): string {
  return `公開されたかどうかの確認は直ちに始まり、徐々に間隔を空けながら (少なくとも ${duration(longestCheckSeconds)}に 1 回)、最長で ${duration(proofDeadlineSeconds)}にわたって続きます。`;
}
