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
  const byHand = isStartedByHand(incident);
  const names = listed(namesOf(aliases));
  switch (verdict) {
    case 'held-elsewhere':
      return held(diagnosis, byHand);
    case 'both':
      return `${held(diagnosis, byHand)}また、CloudFront によると、DNS レコードが別のディストリビューションを参照しています。移行後に、参照先を ${target?.domainName ?? '移行先'} に変更してください。`;
    case 'dns-points-elsewhere':
      return `${names} はどのリソースにも関連付けられていませんが、DNS レコードが別のディストリビューションを参照しているため、CloudFront は ${target?.id ?? '移行先'} への追加を受け付けません。DNS レコードの参照先を ${target?.domainName ?? '移行先'} に変更してください。`;
    case 'free':
      return `${names} は${byHand ? '、CloudFront の一覧では' : ''}どのリソースにも関連付けられていないため、${byHand ? `${target?.id ?? '移行先'} に追加する更新を行います` : `失敗した更新を ${target?.id ?? '移行先'} に対して再度行います`}。DNS レコードが別のディストリビューションを参照していなければ、CloudFront は追加を受け付けます。`;
    case 'arrived':
      return `${names} は ${target?.id ?? '移行先'} に追加されています。`;
    case 'already-settled':
      return `${listed(incident.aliases)} は ${target?.id ?? '移行先'} にすでに追加されています。`;
    case 'no-target':
      return noTarget(incident);
    case 'details-omitted':
      return detailsOmitted(incident);
  }
}

function held({ aliases, free, target }: Diagnosis, byHand: boolean): string {
  const rest = aliases.length - HOLDERS_SHOWN;
  const more = rest > 0 ? `ほかに ${rest} 件の代替ドメイン名があります。` : '';
  const others =
    free.length > 0
      ? `${listed(namesOf(free))} はどのリソースにも関連付けられていないため、ほかの代替ドメイン名の移行が完了した後、${byHand ? '更新を行って' : '失敗した更新を再度行って'}追加します。`
      : '';
  return `${whoHold(aliases.slice(0, HOLDERS_SHOWN))}${more}${target?.id ?? '移行先'} への追加が要求されています。${others}`;
}

/** Of aliases that are alike it is said once. */
function whoHold(aliases: readonly ContestedAlias[]): string {
  return [...Map.groupBy(aliases, whereItIs)]
    .map(([where, those]) => `${listed(namesOf(those))} ${where}`)
    .join('');
}

function whereItIs({ holder, listing }: ContestedAlias): string {
  if (!holder) {
    return listing === 'needs-certificate'
      ? 'の関連付け先はまだ分かりません (移行先に証明書が設定されると確認できます)。'
      : 'の関連付け先は、現時点で CloudFront の一覧に表示されません。';
  }
  const { certificate } = holder.keptBy ?? {};
  const own =
    certificate === undefined
      ? ''
      : `証明書 ${certificate} から、このアカウントのカスタムドメイン名と考えられます。`;
  const release = holder.keptBy
    ? `${own}こちらからは移行できませんが、カスタムドメイン名が削除されれば使用できるようになります。`
    : '';
  return `は${holderInFull(holder, isOurs(holder) ? 'このアカウントの' : undefined)} に関連付けられています。${release}`;
}

function noTarget({ aliases, action }: Incident): string {
  const names = aliases.length > 0 ? listed(aliases) : '代替ドメイン名';
  return targetKind(action) === 'tenant'
    ? `${action} が失敗したため、移行先がまだ存在しません。${nouns.tenant}にはドメインが必要です。誰も使用していないお手持ちのドメイン名を仮に指定し、そのドメイン名と ${names} の両方を対象とする証明書を指定して作成してください。その後、更新で ${names} を追加してください。更新が失敗すると修復が自動的に始まります。修復の完了後に、仮のドメイン名を外してください。`
    : `${action} が失敗したため、移行先がまだ存在しません。${names} は指定せず、対象とする証明書を指定して${nouns.distribution}を作成してから、更新で ${names} を追加してください。更新が失敗すると修復が自動的に始まります。`;
}

/** Of the request itself, or only of the names in it. */
function detailsOmitted({ action, target }: Incident): string {
  return 'id' in target
    ? `CloudTrail に記録された ${action} に代替ドメイン名が含まれていないため、${target.id} にどの代替ドメイン名を追加しようとしたのか分かりません。`
    : 'CloudTrail の記録にリクエストの内容が含まれていないため (100 KB を超えるパラメータは省略されます)、移行先も代替ドメイン名も分かりません。';
}
