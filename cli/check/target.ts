/** `--target`, as people have it at hand: an id, an ARN, a domain name. */
import { createClients } from '../../providers/cloudfront/cloudfront.ts';
import { targetByName } from '../../providers/operator/targets.ts';
import { normaliseAlias } from '../../remediation/alias.ts';
import type { TargetId } from '../../remediation/document.ts';
import { targetNamed as targetWithId } from '../target.ts';
import { UsageError } from '../trouble.ts';

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
  return text.includes('.') ? { name: normaliseAlias(text) } : targetWithId(text);
}

/** @throws UsageError, InvalidAlias */
export async function findTarget(text: string, account: string): Promise<TargetId> {
  const named = targetMeant(text, account);
  if ('id' in named) return named;
  const found = await targetByName(createClients('look').client, named.name);
  if (found) return found;
  throw new UsageError(
    `Account ${account} has no distribution or tenant of the name ${named.name}. Is it in another account? aws cloudfront list-distributions shows those of this one.`,
  );
}
