/** Slack's incoming webhook. Its URL is the credential. */
import type { SlackMessage } from '../../remediation/announcements/slack.ts';
import { SlackRefused } from '../../remediation/errors.ts';
import { remedyFor } from '../../remediation/slack/remedy.ts';
import { type Patience, persistently, type Reply } from '../../remediation/slack/retry.ts';
import { isPostable } from './postable.ts';
import { secretIn } from './secret.ts';
import { postToSlack } from './slack-post.ts';

/** @throws SlackRefused with status and Slack's own word for it: Lambda tries again, a minute later. */
export function createSlackWebhook(
  parameterName: string,
): (message: SlackMessage, patience: Patience) => Promise<void> {
  const url = secretIn(parameterName, 'URL that can be posted to', isPostable);
  return async (message, patience) => {
    const to = await url.read();
    const reply = await persistently(async () => said(await postToSlack(to, message)), patience);
    if (reply.status === 200) return;
    // The webhook may have been replaced since this instance read it.
    url.forget();
    throw new SlackRefused(
      reply,
      remedyFor(reply, `Is the webhook in the SSM parameter ${parameterName} still valid?`),
    );
  };
}

/** Slack answers with a word, or a few. A page of a proxy's may have the URL in it. */
function said(reply: Reply): Reply {
  return /^[\w ]{1,100}$/.test(reply.word) ? reply : { ...reply, word: 'no word of Slack’s' };
}
