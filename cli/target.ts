/** `--target`, as people have it at hand: an id, an ARN, a domain name. */
import { createClients } from '../providers/cloudfront/cloudfront.ts';
import { targetByName } from '../providers/operator/targets.ts';
import type { TargetId } from '../remediation/document.ts';
import { targetNoun } from '../remediation/target-words.ts';
import { aliasesTyped } from './aliases.ts';
import { UsageError } from './trouble.ts';

export const TARGET = {
  type: 'string',
  requiresArg: true,
  demandOption: true,
  describe: 'id (E…, dt_…), ARN or domain name of the distribution or tenant that is to have them',
} as const;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudfront.html#amazoncloudfront-resources-for-iam-policies */
const ARN = /^arn:[^:]+:cloudfront::(\d{12}):(distribution|distribution-tenant)\/(\w+)$/;

/**
 * Not yet known to be there.
 *
 * @throws UsageError
 */
export function targetMeant(text: string, account: string): TargetId | { name: string } {
  const [, owner, type, id = ''] = ARN.exec(text) ?? [];
  if (owner !== undefined && owner !== account) {
    throw new UsageError(
      `${text} is of account ${owner}, and these credentials are of account ${account}. Use those of ${owner}: only there it can be looked at.`,
    );
  }
  if (type !== undefined) return { kind: type === 'distribution' ? 'distribution' : 'tenant', id };
  if (!text.includes('.')) return targetWithId(text);
  const [name = ''] = aliasesTyped([text]);
  return { name };
}

/** @throws UsageError */
export async function findTarget(text: string, account: string): Promise<TargetId> {
  const named = targetMeant(text, account);
  if ('id' in named) return named;
  const found = await targetByName(createClients('look').client, named.name);
  if (found) return found;
  throw new UsageError(
    `Account ${account} has no distribution or tenant of the name ${named.name}. Is it in another account? aws cloudfront list-distributions shows those of this one.`,
  );
}

/**
 * CloudFront says how neither is made; all that it shows begin so.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionTenant.html
 *
 * @throws UsageError
 */
function targetWithId(id: string): TargetId {
  if (/^dt_\w+$/.test(id)) return { kind: 'tenant', id };
  if (/^E[A-Z0-9]+$/.test(id)) return { kind: 'distribution', id };
  throw new UsageError(
    `${JSON.stringify(id)} is no id of a distribution (like E2TARGETEXAMPLE) or of a distribution tenant (like dt_2sTenantExample).`,
  );
}

export function missingTarget(target: TargetId, account: string): UsageError {
  return new UsageError(
    `Account ${account} has no ${targetNoun(target)} ${target.id}. Is the id right, and does it belong to these credentials?`,
  );
}
