/** The packaged stage `sandbox`, which every run of the tests packages first, and the account that it would make. */
import { readFileSync } from 'node:fs';
import { STACK_NAME, TEMPLATE } from '../../sandbox/deployment.ts';
import { emptyAccount } from '../sandbox/cloudformation/account.ts';

export function sandboxTemplate() {
  return JSON.parse(readFileSync(TEMPLATE, 'utf8'));
}

export async function deployedSandbox() {
  const template = sandboxTemplate();
  const account = emptyAccount(STACK_NAME);
  const stack = await account.deploy(template);
  return { template, account, stack };
}
