/** What is told in Japanese of the two gates: the ownership proof and the certificate. */

import type { AliasProof, Certificate, ProofTrouble, Remediation } from '../../document.ts';
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
      `証明書 ${attachment?.certificates.at(-1) ?? '(不明)'} を ${diagnosis?.target?.id ?? naming.unknownTarget} に設定しました。ほかの設定は変更していません。移行先のインフラストラクチャコードにもこの証明書を記述してください。記述がないと、次回のデプロイで外れます。`,
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
      const { dryRun, proof } = remediation;
      const settled = proof?.settledAt === undefined ? 'キャッシュの失効後' : `${when(proof.settledAt)} 以降`;
      const next = dryRun
        ? '次に、代替ドメイン名を対象とする証明書があることを確認でき次第、実際の実行で行われる内容を調べます。'
        : `次に、移行先の証明書が代替ドメイン名を対象としていることを確認でき次第、CloudFront に移行を要求します。AWS サポートでなければ移行できない場合は、${settled}にケースを作成します。`;
      return `${next}${proofOf(proof)}`;
    },
  },
};

const ALIASES_SHOWN = 3;

/** Which records are where, and since when: of those that are alike it is said once. */
export function proofOf(proof: Remediation['proof']): string {
  if (!proof) return '';
  const shown = proof.aliases.slice(0, ALIASES_SHOWN);
  const sentences = [...Map.groupBy(shown, stateOf)].map(([state, those]) => {
    const names = those.map(({ record }) => `TXT ${record.name} "${record.value}"`);
    return `${listed(names)} ${state}`;
  });
  const rest = proof.aliases.length - shown.length;
  return sentences.join('') + (rest > 0 ? `ほかに ${rest} 件の TXT レコードがあります。` : '');
}

/** What follows the names of the records. */
function stateOf(look: AliasProof): string {
  if (look.unavailable !== undefined) return 'について DNS に問い合わせることができませんでした。';
  return look.verdict === 'missing' ? missingAt(look) : publishedAt(look);
}

function missingAt({ zone, servers, decidedBy }: AliasProof): string {
  if (decidedBy === 'https') {
    return `は、HTTPS で問い合わせたパブリックリゾルバーでまだ確認できていません (${zone} のネームサーバーには到達できません)。`;
  }
  // Those of a CNAME's target are not the zone's.
  const ofZone = servers.filter(({ about }) => about === undefined);
  const count = (reports: AliasProof['servers']) => new Set(reports.map(({ server }) => server)).size;
  const having = count(ofZone.filter(({ verdict }) => verdict === 'match'));
  return having === 0
    ? `は、${zone} のどのネームサーバーでもまだ確認できていません。`
    : `は、${zone} のネームサーバー ${count(ofZone)} 台のうち ${having} 台で確認できています。`;
}

function publishedAt(look: AliasProof): string {
  const { zone, form, decidedBy, verdict, publishedAt, settledAt, aboveSilent } = look;
  const where =
    decidedBy === 'https'
      ? 'HTTPS で応答するすべてのパブリックリゾルバー'
      : `${zone} のすべてのネームサーバー`;
  const plain = form === 'plain' ? '(アンダースコアなしの形式のため、AWS サポートでのみ有効) ' : '';
  const until =
    verdict === 'settled'
      ? '古い応答がキャッシュに残っていることはありません。'
      : `${readable(settledAt)} までは古い応答がキャッシュに残っている可能性があります。`;
  const silent = aboveSilent
    ? '上位のゾーンから委任先の応答がなかったため、そこにだけ登録されたネームサーバーは確認していません。'
    : '';
  return `${plain}は、${readable(publishedAt)} から ${where}で公開されています。${until}${silent}`;
}

const TROUBLES: Record<ProofTrouble['kind'], string> = {
  'wrong-value':
    'TXT レコードに別の値が設定されています。下記の値に修正するか、下記の値を 2 つ目の値として追加してください。',
  cname:
    'TXT レコードの名前に CNAME レコードがあり、TXT レコードと共存できません。CNAME レコードを下記の TXT レコードに置き換えてください。',
  'no-answer':
    '応答しないネームサーバーがあります。委任されている限り CloudFront がそのサーバーに問い合わせる可能性があるため、復旧させるか、委任から外してください。どのネームサーバーも応答しない場合は、レジストラでの委任も確認してください。',
  behind:
    '1 時間以上経過してもレコードが反映されていないネームサーバーがあります。ゾーン転送と NOTIFY、更新されないコピーの有無を確認してください。',
  unavailable:
    'DNS でゾーンの所在を確認できません。レジストラでの委任と、ゾーンのネームサーバーを確認してください。',
};

/** What is to be done about the certificate; what is wrong with it in full is in the details. */
export function certificateOf(certificate: Certificate, { diagnosis }: Remediation): string {
  const { verdict, candidate, byStack, attach, id } = certificate;
  const target = diagnosis?.target?.id ?? '移行先';
  const found = candidate ? `証明書 ${candidate.id} ` : '証明書';
  const lacking = lackOf(certificate, target);
  const request = `米国東部 (バージニア北部) リージョン (us-east-1) の ACM で証明書をリクエストまたはインポートし、新しい代替ドメイン名は追加せずに、${target} に設定してください。`;
  switch (verdict) {
    case 'covered':
      return `証明書 ${id ?? ''} がすべての代替ドメイン名を対象としています。`;
    case 'attachable':
      return attach
        ? `${lacking}${found}を設定します。`
        : `${lacking}${found}はすべての代替ドメイン名を対象としています。新しい代替ドメイン名は追加せずに、この証明書を ${target} に設定してください。`;
    case 'would-be-attached':
      return byStack
        ? `${lacking}実際の実行では、${found}が自動的に設定されます。ドライランは、設定されたものとして続行します。`
        : `${lacking}実際の実行では、${found}の設定をお願いすることになります。ドライランは、設定されたものとして続行します。`;
    case 'pending-validation':
      return `${lacking}${found}はすべての代替ドメイン名を対象としていますが、検証が完了していません (${candidate?.status ?? ''})。検証を完了してください。DNS の検証レコードは証明書の更新にも使用されるため、残しておいてください。`;
    case 'unusable':
      return `${lacking}すべての代替ドメイン名を対象とし、CloudFront で使用できる証明書がありません。${request}`;
    case 'missing':
      return `${lacking}すべての代替ドメイン名を対象とする証明書がありません。${request}`;
  }
}

function lackOf({ uncovered, id, notAfter, checkedAt }: Certificate, target: string): string {
  if (uncovered.length === 0) return '';
  if (id === undefined) return `${target} には固有の証明書が設定されていません。`;
  return notAfter !== undefined && notAfter <= checkedAt
    ? `${target} に設定されている証明書は ${when(notAfter)} に有効期限が切れました。`
    : `${target} に設定されている証明書は ${listed(uncovered)} を対象としていないか、CloudFront で使用できません。`;
}
