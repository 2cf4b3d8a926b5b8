/** What CloudFront answers to a call that changes something: a refusal is for the rules to judge. */
import { awsError } from '../aws/client.ts';

export type ChangeOutcome = { done: true } | { done: false; code: string; message: string };

/** Refusals are outcomes; what is transient is thrown. */
export async function attempt(call: () => Promise<unknown>): Promise<ChangeOutcome> {
  try {
    await call();
    return { done: true };
  } catch (error) {
    const refusal = awsError(error);
    if (!refusal) throw error;
    return { done: false, ...refusal };
  }
}
