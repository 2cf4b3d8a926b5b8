/** Where a remediation stands that has been found by now: AWS forgets executions after 90 days. */
import { type Standing, standingOf } from '../../providers/operator/standing.ts';
import { NotPossible } from '../trouble.ts';

/** @throws NotPossible */
export async function standingThere(arn: string): Promise<Standing> {
  const standing = await standingOf(arn);
  if (!standing) throw new NotPossible(`${arn} is not there any more.`);
  return standing;
}
