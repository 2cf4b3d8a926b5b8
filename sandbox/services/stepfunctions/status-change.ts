/**
 * "Step Functions Execution Status Change", as EventBridge gets it on the default bus.
 * https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
 */
import type { AwsEvent } from '../../parts.ts';
import type { Execution } from './execution.ts';

/** Input and output that together are longer are left out (same page), in bytes. */
const MOST_DATA = 248 * 1024;

export function statusChange(
  execution: Execution,
  account: string,
): Pick<AwsEvent, 'source' | 'detail-type' | 'account' | 'resources' | 'detail'> {
  const { input, output = '', notRedrivable } = execution;
  const included = Buffer.byteLength(input) + Buffer.byteLength(output) <= MOST_DATA;
  return {
    source: 'aws.states',
    'detail-type': 'Step Functions Execution Status Change',
    account,
    resources: [execution.arn],
    detail: {
      executionArn: execution.arn,
      stateMachineArn: execution.stateMachine.arn,
      name: execution.name,
      status: execution.status,
      startDate: execution.startDate.getTime(),
      stopDate: execution.stopDate?.getTime() ?? null,
      input: included ? input : null,
      inputDetails: { included },
      output: included ? (execution.output ?? null) : null,
      outputDetails: execution.output === undefined ? null : { included },
      stateMachineVersionArn: null,
      stateMachineAliasArn: null,
      redriveCount: execution.redriveCount,
      redriveDate: execution.redriveDate?.getTime() ?? null,
      redriveStatus: notRedrivable === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
      redriveStatusReason: notRedrivable ?? null,
      error: execution.error ?? null,
      cause: execution.cause ?? null,
    },
  };
}
