/** Slack's incoming webhook. Its URL is the credential. */
import type { SlackMessage } from '../../remediation/announcements/slack.ts';
import { SlackRefused } from '../../remediation/errors.ts';
import { remedyFor } from '../../remediation/slack/remedy.ts';
import { type Patience, persistently, type Reply } from '../../remediation/slack/retry.ts';
import { isPostable } from './postable.ts';
import { secretIn } from './secret.ts';
import { postToSlack, slackWord } from './slack-post.ts';

/** @throws SlackRefused with status and Slack's own word for it: Lambda tries again, a minute later. */
export function createSlackWebhook(
  parameterName: string,
): (message: SlackMessage, patience: Patience) => Promise<void> {
  const url = secretIn(parameterName, 'URL that can be posted to', isPostable);
  return async (message, patience) => {
    const to = await url.read();
    const reply = await persistently(async () => said(await postToSlack(to, message)), patience);
    if (reply.status === 200 && reply.word === 'ok') return;
    // The webhook may have been replaced since this instance read it.
    url.forget();
    throw new SlackRefused(
      reply,
      remedyFor(reply, `Is the webhook in the SSM parameter ${parameterName} still valid?`),
    );
  };
}

function said(reply: Reply): Reply {
  return { ...reply, word: slackWord(reply.word) };
}
