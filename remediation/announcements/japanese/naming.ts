/** How things are called in Japanese: as the Japanese consoles and guides of AWS call them. */
import type { Holder, Target, TargetId } from '../../document.ts';
import { inTitle } from '../in-title.ts';
import type { Naming } from '../language.ts';
import { statusOf } from './case.ts';

const NAMES_IN_SENTENCE = 6;

/** `a.example.com、b.example.com (ほか 98 件)`: ends without a Japanese character, so a space can stand after it. */
export function listed(names: readonly string[], most = NAMES_IN_SENTENCE): string {
  const rest = names.length - most;
  return names.slice(0, most).join('、') + (rest > 0 ? ` (ほか ${rest} 件)` : '');
}

export const nouns: Record<TargetId['kind'], string> = {
  distribution: 'ディストリビューション',
  tenant: 'ディストリビューションテナント',
};

const IN_FULL: Record<TargetId['kind'], (target: Target) => string> = {
  distribution: ({ id, domainName }) => `${id} (${domainName})`,
  tenant: ({ id, domainName }) => `${id} (${nouns.tenant}、ルーティングエンドポイント ${domainName})`,
};

const LEADS = {
  target: '移行先を参照しています',
  elsewhere: '別のディストリビューションを参照しています',
  away: '移行先を参照していません',
  unknown: '参照先を確認できませんでした',
} as const;

export const naming: Naming = {
  inTitle: (aliases) => (aliases.length > 0 ? inTitle(aliases, listed) : '(不明な代替ドメイン名)'),
  target: (target) => IN_FULL[target.kind](target),
  unknownTarget: '(不明)',
  holder: (holder) => (holder ? holderInFull(holder) : '当方からは確認できません'),
  betweenHolders: '、',
  call: (action, caller) => `${action} (実行者: ${caller})`,
  caseStatus: statusOf,
  // Names and addresses stay as the name servers gave them.
  dns: ({ alias, leads, detail }) =>
    `${alias}: ${LEADS[leads]} (${detail.replace(/^leads to |^has addresses, .*?: /, '').replace(/^has no address$/, 'アドレスなし')})`,
};

/** `whose`: in a sentence that tells our account from others. */
export function holderInFull(holder: Holder, whose = `アカウント ${holder.accountId} の`): string {
  const { resourceType, resourceId } = holder;
  return `${whose}${nounOf(resourceType)} ${resourceId}${keeper(holder)}`;
}

/** What CloudFront calls a resource that has no word here stays as it is. */
function nounOf(resourceType: string): string {
  if (resourceType === 'distribution') return nouns.distribution;
  return resourceType === 'distribution-tenant' ? nouns.tenant : `リソース (${resourceType})`;
}

/** A service of AWS keeps it, in an account of its own. */
function keeper({ keptBy }: Holder): string {
  if (!keptBy) return '';
  const service = keptBy.region === undefined ? 'AWS のサービス' : `${keptBy.region} の API Gateway `;
  return ` (${service}がカスタムドメイン名のために管理)`;
}

/** `15 分`, `10 日` */
export function duration(seconds: number): string {
  const units: [name: string, length: number][] = [
    ['日', 86_400],
    ['時間', 3600],
    ['分', 60],
    ['秒', 1],
  ];
  const [name, length] = units.find(([, each]) => seconds % each === 0) ?? ['秒', 1];
  return `${seconds / length} ${name}`;
}
