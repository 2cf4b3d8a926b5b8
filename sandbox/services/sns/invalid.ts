/** How SNS refuses a parameter. */
import { AwsError } from '../../wire/service.ts';

export function invalid(parameter: string, reason?: string): AwsError {
  return new AwsError(
    'InvalidParameter',
    `Invalid parameter: ${parameter}${reason ? ` Reason: ${reason}` : ''}`,
  );
}
