/** Physical names of resources that the template leaves unnamed. */
import { createHash } from 'node:crypto';

/**
 * `<stack>-<LogicalId>-<suffix>` as CloudFormation forms them, except that the suffix is not random:
 * the same stack always gets the same names.
 * @param longest the length that the service allows; stack and logical id give way
 */
export function physicalName(stackName: string, logicalId: string, longest: number): string {
  const digest = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex');
  // Twelve characters of 0-9A-Z, as CloudFormation's own suffixes look.
  const suffix = BigInt(`0x${digest}`).toString(36).toUpperCase().slice(0, 12);
  return `${`${stackName}-${logicalId}`.slice(0, longest - suffix.length - 1)}-${suffix}`;
}
