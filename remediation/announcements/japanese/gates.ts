/** What is told in Japanese of the two gates: the ownership proof and the certificate. */

import type { Certificate, ProofTrouble, Remediation } from '../../document.ts';
import { readable } from '../../instant.ts';
import type { Language } from '../language.ts';
import { namesNow, provenNames, when } from '../names.ts';
import { listed, naming } from './naming.ts';

type Gate =
  | 'Certificate missing'
  | 'Certificate attached'
  | 'Ownership proof incomplete'
  | 'Ownership proof seen';

export const gates: Pick<Language['announcements'], Gate> = {
  'Certificate missing': {
    title: ({ remediation }) => `${naming.inTitle(namesNow(remediation))}: 移行先に証明書が必要です`,
    text: ({ remediation }) =>
      remediation.certificate ? certificateOf(remediation.certificate, remediation) : '',
    details: ({ remediation }) => remediation.certificate?.reason ?? '',
  },

  'Certificate attached': {
    title: ({ remediation }) => `${naming.inTitle(namesNow(remediation))}: 移行先に証明書を設定しました`,
    text: ({ remediation: { attachment, diagnosis } }) =>
      `証明書 ${attachment?.certificates.at(-1) ?? '(不明)'} を ${diagnosis?.target?.id ?? '移行先'} に設定しました。ほかの設定は変更していません。移行先のインフラストラクチャコードにもこの証明書を記述してください。記述がないと、次回のデプロイで外れます。`,
  },

  'Ownership proof incomplete': {
    title: ({ remediation }) => `${naming.inTitle(provenNames(remediation))}: TXT レコードを確認してください`,
    text: ({ remediation }) =>
      [...new Set((remediation.proof?.troubles ?? []).map(({ kind }) => TROUBLES[kind]))].join('\n\n'),
    details: ({ remediation }) =>
      (remediation.proof?.troubles ?? []).map(({ problem, remedy }) => `${problem} ${remedy}`).join('\n\n'),
  },

  'Ownership proof seen': {
    title: ({ remediation }) => `${naming.inTitle(provenNames(remediation))}: ドメイン所有権を確認しました`,
    text: ({ remediation }) => {
      const { dryRun } = remediation;
      const next = dryRun
        ? '次に、証明書を確認したうえで、実行されるはずの内容を調べます。'
        : `次に、移行先の証明書が対象としていることを確認でき次第、CloudFront に移行を要求します。AWS サポートだけが移行できる場合は、${when(remediation.proof?.settledAt) || 'キャッシュが失効した時点'} 以降にケースを起票します。`;
      return `${next}${proofOf(remediation.proof)}`;
    },
  },
};

const ALIASES_SHOWN = 3;

/** Which record is where, and since when. */
export function proofOf(proof: Remediation['proof']): string {
  if (!proof) return '';
  const sentences = proof.aliases.slice(0, ALIASES_SHOWN).map((look) => {
    const { record, zone, form, decidedBy, verdict, publishedAt, settledAt, aboveSilent, unavailable } = look;
    const name = `TXT ${record.name} "${record.value}"`;
    if (unavailable !== undefined) return `${name} について DNS に問い合わせることができませんでした。`;
    if (verdict === 'missing') {
      const having = new Set(
        look.servers.filter((each) => each.verdict === 'match').map(({ server }) => server),
      );
      const all = new Set(
        look.servers.filter(({ about }) => about === undefined).map(({ server }) => server),
      );
      return `${name} は、${zone} のネームサーバー ${all.size} 台のうち ${having.size} 台で確認できています。`;
    }
    const where =
      decidedBy === 'https'
        ? 'HTTPS で応答するすべてのパブリックリゾルバー'
        : `${zone} のすべてのネームサーバー`;
    const plain = form === 'plain' ? ' (アンダースコアなしの形式のため、AWS サポートでのみ有効)' : '';
    const until =
      verdict === 'settled'
        ? '古い応答がキャッシュに残っていることはありません。'
        : `${readable(settledAt)} までは古い応答がキャッシュに残っている可能性があります。`;
    const silent = aboveSilent
      ? '上位のゾーンから委任先の応答がなかったため、そこにだけ登録されたサーバーは確認していません。'
      : '';
    return `${name}${plain} は ${readable(publishedAt)} から ${where}で公開されています。${until}${silent}`;
  });
  const rest = proof.aliases.length - sentences.length;
  return sentences.join('') + (rest > 0 ? `ほか ${rest} 件も同様です。` : '');
}

const TROUBLES: Record<ProofTrouble['kind'], string> = {
  'wrong-value':
    'TXT レコードに別の値が設定されています。下記の値に修正するか、下記の値を 2 つ目の値として追加してください。',
  cname:
    'TXT レコードの名前に CNAME レコードがあり、TXT レコードと共存できません。CNAME レコードを下記の TXT レコードに置き換えてください。',
  'no-answer':
    '応答しないネームサーバーがあります。委任されている限り CloudFront がそのサーバーに問い合わせる可能性があるため、復旧させるか、委任から外してください。',
  behind:
    '1 時間以上経過してもレコードが反映されていないネームサーバーがあります。ゾーン転送や NOTIFY の設定を確認してください。',
  unavailable:
    'DNS からゾーンの所在を確認できません。レジストラでの委任と、ゾーンのネームサーバーを確認してください。',
};

/** What is to be done about the certificate; what is wrong with it in full is in the details. */
export function certificateOf(certificate: Certificate, { diagnosis }: Remediation): string {
  const { verdict, candidate, uncovered, byStack, attach, id } = certificate;
  const target = diagnosis?.target?.id ?? '移行先';
  const found = candidate ? `証明書 ${candidate.id}` : '証明書';
  const lacking =
    uncovered.length > 0
      ? `${target} に設定されている証明書は ${listed(uncovered)} を対象としていないか、CloudFront で使用できません。`
      : '';
  switch (verdict) {
    case 'covered':
      return `証明書 ${id ?? ''} がすべての代替ドメイン名を対象としています。`;
    case 'attachable':
      return attach
        ? `${lacking}${found} を設定します。`
        : `${lacking}${found} はすべての代替ドメイン名を対象としています。新しい代替ドメイン名を含めずに、${target} に設定してください。`;
    case 'would-be-attached':
      return byStack
        ? `${lacking}${found} が自動的に設定されるはずです。ドライランは、設定されたものとして続行します。`
        : `${lacking}${found} の設定をお願いすることになります。ドライランは、設定されたものとして続行します。`;
    case 'pending-validation':
      return `${lacking}${found} はすべての代替ドメイン名を対象としていますが、検証が完了していません (${candidate?.status ?? ''})。検証を完了してください。検証レコードは更新にも使用されるため、残しておいてください。`;
    case 'unusable':
      return `${lacking}すべての代替ドメイン名を対象とする証明書はありますが、CloudFront で使用できません。米国東部 (バージニア北部) リージョンの ACM で証明書をリクエストまたはインポートし、新しい代替ドメイン名を含めずに ${target} に設定してください。`;
    case 'missing':
      return `${lacking}すべての代替ドメイン名を対象とする証明書がありません。米国東部 (バージニア北部) リージョンの ACM で証明書をリクエストまたはインポートし、新しい代替ドメイン名を含めずに ${target} に設定してください。`;
  }
}
