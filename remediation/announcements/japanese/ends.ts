/** What is told in Japanese of an execution that did not get to its end. */
import { recordsThatStay } from '../../remains.ts';
import type { Language } from '../language.ts';
import { namesNow } from '../names.ts';
import { caseName } from './case.ts';
import { errorOf } from './errors.ts';
import { listed, naming } from './naming.ts';

type End = 'Remediation failed' | 'Remediation stopped';

export const ends: Pick<Language['announcements'], End> = {
  'Remediation failed': {
    title: ({ remediation, failure }) =>
      `${naming.inTitle(namesNow(remediation))}: 修復が停止しました (${failure?.error ?? '原因不明'})`,
    text: ({ failure }) =>
      `${errorOf(failure?.error)}再実行する場合は、下のリンク先の [Redrive] またはコマンドを使用します。失敗したステップから続行されます。`,
    details: ({ failure }) => failure?.cause || 'Step Functions tells no cause.',
  },

  'Remediation stopped': {
    title: ({ remediation }) => `${naming.inTitle(namesNow(remediation))}: 手動で停止されました`,
    text: ({ remediation: { case: asked, proof } }) =>
      `実行が停止されました。再実行されるまで何も行われません。${asked?.caseId ? `${caseName(asked)}は未解決のままです。解決済みにしないと、AWS サポートが代替ドメイン名を移行する可能性があります。` : ''}${consentThatStays(recordsThatStay(proof))}`,
    details: ({ failure }) => failure?.cause ?? '',
  },
};

function consentThatStays(records: readonly string[]): string {
  return records.length > 0
    ? `TXT レコード ${listed(records)} は DNS に残っています。移行への同意とみなされるため、削除してください。`
    : '';
}
