/** The stack of a stage, by its names: infra/ calls everything after service and stage. */

/** CloudFront's calls are recorded there, and the stack is nowhere else. */
export const REGION = 'us-east-1';

export interface Stack {
  stage: string;
  /** Of the AWS configuration, where one was named. */
  profile?: string | undefined;
  /** The command was called by npx, as one that is not installed. */
  byNpx?: boolean | undefined;
  account: string;
  /** ARN of whoever asks. */
  caller: string;
  /** `cname-rescue-prod`: of the state machine, and what the other names begin with. */
  name: string;
  stateMachineArn: string;
  executionArn(name: string): string;
  /** Of a function, by the name of its file. */
  functionName(fn: string): string;
}

/** @param caller of the account that the stack is in */
export function stackOf(
  stage: string,
  caller: string,
  { profile, byNpx = false }: Pick<Stack, 'profile' | 'byNpx'> = {},
): Stack {
  const [, partition = 'aws', , , account = ''] = caller.split(':');
  const name = `cname-rescue-${stage}`;
  const states = `arn:${partition}:states:${REGION}:${account}`;
  return {
    stage,
    profile,
    byNpx,
    account,
    caller,
    name,
    stateMachineArn: `${states}:stateMachine:${name}`,
    executionArn: (execution) => `${states}:execution:${name}:${execution}`,
    functionName: (fn) => `${name}-${fn}`,
  };
}
