/** Whether Slack knows a webhook, without a message to anybody. */
import { LONGEST_TRY_MS } from '../../remediation/slack/retry.ts';

/**
 * A message without text. Of a webhook that it knows Slack says that the text is missing; of others, that it knows none. So
 * TruffleHog verifies those that it finds:
 * https://github.com/trufflesecurity/trufflehog/blob/main/pkg/detectors/slackwebhook/slackwebhook.go
 */
const EMPTY = JSON.stringify({ text: '' });

/** The status, and Slack's word for what is wrong. The URL is a credential: no error has it. */
export async function askWebhook(url: string): Promise<{ status: number; word: string }> {
  const headers = { 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(LONGEST_TRY_MS);
  const response = await fetch(url, { method: 'POST', headers, body: EMPTY, signal });
  return { status: response.status, word: (await response.text()).slice(0, 100) };
}
