/** The chain of causes in Japanese, from the facts of the document. */
import { isStartedByHand } from '../../by-hand.ts';
import type { Link } from '../../chain.ts';
import type { Remediation } from '../../document.ts';
import { readable } from '../../instant.ts';
import type { AnnouncementDetail } from '../announcement.ts';
import type { ChainWords, Language } from '../language.ts';
import { awaitedNames, namesNow, targetId } from '../names.ts';
import { caseName, statusOf } from './case.ts';
import { conflictOf } from './conflict.ts';
import { errorOf } from './errors.ts';
import { certificateOf, proofOf } from './gates.ts';
import { listed, naming } from './naming.ts';
import { moveOf, unopenedOf } from './progress.ts';

export const chain: ChainWords = {
  names: {
    call: '失敗した API コール',
    conflict: '競合',
    proof: 'ドメイン所有権の証明',
    'alias-record': '代替ドメイン名の DNS レコード',
    certificate: '証明書',
    move: '移行',
    addition: '追加',
    case: 'サポートケース',
    confirmation: '設定の反映',
  },
  startedByHand: '手動での開始',
  reason: (link, detail) => (link.state === 'ahead' ? '' : reasonOf(link, detail)),
};

function reasonOf({ name, state }: Link, { remediation, failure }: AnnouncementDetail): string {
  if (state === 'failed') return failure ? errorOf(failure.error) : '実行が停止されました。';
  return REASONS[name](remediation, state === 'done');
}

const REASONS: Record<Link['name'], (remediation: Remediation, done: boolean) => string> = {
  call: ({ incident }) => {
    const { action, caller, time, errorCode } = incident;
    return isStartedByHand(incident)
      ? `${readable(time)} に ${caller} が開始しました。`
      : `${readable(time)} に ${caller} による ${action} が失敗しました (${errorCode})。`;
  },
  conflict: ({ diagnosis, incident }, done) =>
    done ? conflictOf(diagnosis, incident) : '関連付け先を調べています。',
  proof: (remediation, done) =>
    `${done ? '' : 'すべてのネームサーバーで TXT レコードが公開されるのを待っています。'}${proofOf(remediation.proof)}`,
  'alias-record': ({ diagnosis, aliasRecord }, done) => {
    if (done) return '別のディストリビューションを参照する DNS レコードはありません。';
    return aliasRecord?.verdict === 'leaving'
      ? 'DNS レコードは変更されました。古いレコードの TTL が経過するのを待っています。'
      : `DNS レコードが別のディストリビューションを参照しなくなるのを待っています。参照先を ${diagnosis?.target?.domainName ?? '移行先'} に変更してください。`;
  },
  certificate: (remediation) =>
    remediation.certificate
      ? certificateOf(remediation.certificate, remediation)
      : '移行先の証明書を確認しています。',
  move: ({ move }, done) =>
    done ? '移行先への移行が完了しました。' : `移行を要求しています。${move ? moveOf(move) : ''}`,
  addition: (_remediation, done) =>
    done ? '移行先への追加が完了しました。' : '移行先に追加する更新を行います。',
  case: ({ move, case: asked, draft, ...rest }, done) => {
    if (draft) return 'AWS サポートへの依頼の内容を確認しました。';
    if (done) return 'AWS サポートによる対応が完了しました。';
    const why = move ? moveOf(move) : '';
    if (!asked) return `${why}ケースを作成しています。`;
    if (asked.verdict === 'by-hand' || asked.verdict === 'limit') {
      return unopenedOf(asked, awaitedNames({ move, case: asked, ...rest }));
    }
    return asked.caseId
      ? `${why}${caseName(asked)}のステータスは「${statusOf(asked.status)}」です。`
      : `${why}ケースを確認しています。`;
  },
  confirmation: ({ confirmation }, done) =>
    done
      ? `${listed(confirmation?.aliases ?? [])} は移行先で利用できるようになりました。`
      : '新しい設定がすべてのエッジロケーションに反映されるのを待っています。',
};

export const summary: Language['summary'] = ({ remediation }, links) => {
  const target = targetId(remediation);
  const names = naming.inTitle(namesNow(remediation));
  return `${target === undefined ? names : `${names} → ${target}`}: ${standing(links, remediation.dryRun)}`;
};

function standing(links: readonly Link[], dryRun: boolean | undefined): string {
  const failed = links.find(({ state }) => state === 'failed');
  if (failed) return `停止 (${chain.names[failed.name]})`;
  const waiting = links.filter(({ state }) => state === 'waiting').map(({ name }) => chain.names[name]);
  if (waiting.length > 0) return `待機中 (${waiting.join('、')})`;
  if (dryRun) return 'ドライラン終了';
  return links.some(({ name }) => name === 'confirmation') ? '完了' : '終了';
}
