/** Which remediation a message is about: in a channel there are several, and of several stages. */

/** infra/ names the state machine `<service>-<stage>`. */
const SERVICE = 'cname-rescue-';

/** Of an execution's ARN; the stage only where the state machine is called as infra/ calls it. */
export function placeOf(executionArn: string): { account: string; stage: string | undefined } {
  const [, , , , account = '', , stateMachine = ''] = executionArn.split(':');
  return {
    account,
    stage: stateMachine.startsWith(SERVICE) ? stateMachine.slice(SERVICE.length) : undefined,
  };
}

/** `www.example.com_E2EXAMPLE_0a1b2c3d · prod · 111122223333`: nothing to translate. */
export function whichOne({ name, arn }: { name: string; arn: string }): string {
  const { account, stage } = placeOf(arn);
  return [name, stage, account].filter(Boolean).join(' · ');
}
