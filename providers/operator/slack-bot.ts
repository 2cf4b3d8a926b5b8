/** Whether Slack knows the token of a bot. */
import * as v from 'valibot';
import { LONGEST_TRY_MS } from '../../remediation/slack/retry.ts';

const Answer = v.object({
  ok: v.boolean(),
  error: v.optional(v.string()),
  user: v.optional(v.string()),
  team: v.optional(v.string()),
});
export type BotAnswer = v.InferOutput<typeof Answer> & {
  /** What the token may, where Slack says so. */
  scopes?: string[];
};

/**
 * https://docs.slack.dev/reference/methods/auth.test, which needs no scope and posts nothing. The token's scopes are in a header:
 * https://docs.slack.dev/authentication/installing-with-oauth
 * @param apiUrl with a slash at its end
 */
export async function askBot(apiUrl: string, token: string): Promise<BotAnswer> {
  const response = await fetch(`${apiUrl}auth.test`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(LONGEST_TRY_MS),
  });
  const scopes = response.headers.get('x-oauth-scopes')?.split(/\s*,\s*/);
  return { ...v.parse(Answer, await response.json()), ...(scopes && { scopes }) };
}
