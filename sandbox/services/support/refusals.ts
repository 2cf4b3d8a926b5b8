/**
 * How Support refuses what a call brings: two codes that its model does not list, but that callers see.
 */
import { AwsError } from '../../wire/service.ts';

/** Something is missing, too long or too many. */
export function invalid(member: string, constraint: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

/** A code that is not among those Support knows. */
export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}
