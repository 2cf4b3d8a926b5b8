/** One POST to Slack. Where it goes and by what right are secrets, and so in none of its errors. */
import { LONGEST_TRY_MS, type Reply } from '../../remediation/slack/retry.ts';

/** `word`: the whole body, which may not be one. */
export async function postToSlack(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      // No connection is kept: it would be dead by the next message, hours later, and fetch repeats no POST that fails of it.
      headers: { 'content-type': 'application/json; charset=utf-8', connection: 'close', ...headers },
      body: JSON.stringify(body),
      // Slack sends nobody elsewhere. Followed, a message would be handed to whoever does, and his page taken for an answer.
      redirect: 'manual',
      signal: AbortSignal.timeout(LONGEST_TRY_MS),
    });
    const { status } = response;
    const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
    return { status, word: await response.text(), retryAfterSeconds: seconds > 0 ? seconds : undefined };
  } catch (error) {
    return { status: undefined, word: nameOf(error), retryAfterSeconds: undefined };
  }
}

/** What Slack says of a message. A page of a proxy's, or what that puts in such a place, may have the credential in it. */
export function slackWord(text: string): string {
  return /^[\w ]{1,100}$/.test(text) ? text : 'no word of Slack’s';
}

/** Of the system's errors it is the code, like ECONNREFUSED. What they say besides may name the address. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code);
  return error.name;
}
