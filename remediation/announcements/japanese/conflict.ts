/** The conflict in Japanese: who holds which alias, from the facts of the diagnosis. */
import { isStartedByHand } from '../../by-hand.ts';
import type { ContestedAlias, Diagnosis, Incident } from '../../document.ts';
import { isOurs } from '../../holder-words.ts';
import { targetKind } from '../../target-kind.ts';
import { namesOf } from '../names.ts';
import { holderInFull, listed, nouns } from './naming.ts';

/** Of a hundred the first few. */
const HOLDERS_SHOWN = 6;

export function conflictOf(diagnosis: Diagnosis | undefined, incident: Incident): string {
  if (!diagnosis) return '';
  const { verdict, target, aliases } = diagnosis;
  const names = listed(namesOf(aliases));
  switch (verdict) {
    case 'held-elsewhere':
      return held(diagnosis);
    case 'both':
      return `${held(diagnosis)}また、CloudFront によると、DNS レコードが別のディストリビューションを参照しています。移行後に ${target?.domainName ?? '移行先'} へ変更してください。`;
    case 'dns-points-elsewhere':
      return `${names} はどのリソースにも関連付けられていませんが、DNS レコードが別のディストリビューションを参照しているため、CloudFront は ${target?.id ?? '移行先'} への追加を受け付けません。DNS レコードの参照先を ${target?.domainName ?? '移行先'} に変更してください。`;
    case 'free':
      return `${names} はどのリソースにも関連付けられていないため、${isStartedByHand(incident) ? `${target?.id ?? '移行先'} に対して更新を行います` : `失敗した更新を ${target?.id ?? '移行先'} に対して再度行います`}。DNS レコードが別のディストリビューションを参照していなければ、CloudFront は追加を受け付けます。`;
    case 'arrived':
      return `${names} は ${target?.id ?? '移行先'} に追加されています。`;
    case 'already-settled':
      return `${listed(incident.aliases)} は ${target?.id ?? '移行先'} にすでに追加されています。`;
    case 'no-target':
      return noTarget(incident);
    case 'details-omitted':
      return 'CloudTrail の記録にリクエストの内容が含まれていないため (100 KB を超えるパラメータは省略されます)、移行先または代替ドメイン名が分かりません。';
  }
}

function held({ aliases, free, target }: Diagnosis): string {
  const rest = aliases.length - HOLDERS_SHOWN;
  const more = rest > 0 ? `ほか ${rest} 件も同様です。` : '';
  const others =
    free.length > 0
      ? `${listed(namesOf(free))} はどのリソースにも関連付けられていないため、上記の完了後に、更新を行って追加します。`
      : '';
  return `${aliases.slice(0, HOLDERS_SHOWN).map(whoHolds).join('')}${more}${target?.id ?? '移行先'} への追加が要求されました。${others}`;
}

function whoHolds({ alias, holder, listing }: ContestedAlias): string {
  if (!holder) {
    return listing === 'needs-certificate'
      ? `${alias} の関連付け先はまだ分かりません (移行先に証明書が設定されると確認できます)。`
      : `${alias} は現時点でどのリソースの一覧にも表示されません。`;
  }
  const whose = isOurs(holder) ? '（このアカウントのもの）' : '';
  const { certificate } = holder.keptBy ?? {};
  const own =
    certificate === undefined
      ? ''
      : `証明書 ${certificate} から、このアカウントのカスタムドメイン名と考えられます。`;
  const release = holder.keptBy
    ? `${own}こちらからは移行できませんが、カスタムドメイン名が削除されれば使用できるようになります。`
    : '';
  return `${alias} は${holderInFull(holder)} に関連付けられています${whose}。${release}`;
}

function noTarget({ aliases, action }: Incident): string {
  const names = aliases.length > 0 ? listed(aliases) : '代替ドメイン名';
  return targetKind(action) === 'tenant'
    ? `${action} が失敗したため、移行先がまだ存在しません。${nouns.tenant}にはドメインが必要です。誰も使用していない仮のドメイン名と、そのドメイン名および ${names} の両方を対象とする証明書を指定して作成してください。その後、更新で ${names} を追加してください。更新が失敗すると修復が自動的に始まります。完了後に仮のドメイン名を外してください。`
    : `${action} が失敗したため、移行先がまだ存在しません。${names} を指定せず、証明書を指定して${nouns.distribution}を作成してから、更新で追加してください。更新が失敗すると修復が自動的に始まります。`;
}
