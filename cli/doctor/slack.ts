/** Whether Slack takes what the parameter holds: the URL of a webhook, or the token of a bot. Nothing is posted. */
import { isPostable } from '../../providers/announcements/postable.ts';
import { readParameter, type SecretParameter } from '../../providers/operator/parameters.ts';
import { askBot, type BotAnswer } from '../../providers/operator/slack-bot.ts';
import { askWebhook } from '../../providers/operator/slack-webhook.ts';
import { REGION } from '../stack.ts';
import type { Check } from './check.ts';
import { type Judgement, notUsed, ok, problem, type Remedy, unknown } from './finding.ts';
import { SLACK } from './parts.ts';

export const slack: Check = {
  name: 'slack',
  async look({ fn }) {
    const deployed = await fn(SLACK);
    if (!deployed) return [notUsed('Slack is not configured.')];
    const { SLACK_BOT_TOKEN_PARAMETER: token, SLACK_WEBHOOK_PARAMETER: webhook = '' } = deployed.environment;
    const secret = token ? botOf(token, deployed.environment) : webhookOf(webhook);
    const parameter = await readParameter(secret.name);
    const wrong = judgeParameter(secret, parameter);
    if (wrong || !parameter) return wrong ? [wrong] : [];
    try {
      return [await secret.ask(parameter.value)];
    } catch {
      // What fetch says of it may have the URL.
      return [unknown('Slack could not be reached from here, so it is not known whether it takes it.')];
    }
  },
};

/** What is stored in the parameter of this name. */
interface Secret {
  name: string;
  /** For a sentence. */
  what: string;
  hasShape(value: string): boolean;
  ask(value: string): Promise<Judgement>;
  store: Remedy;
}

export function webhookOf(name: string): Secret {
  const store = {
    fix: 'Store the URL of an incoming webhook (https://api.slack.com/apps, your app, Incoming Webhooks), from a file that holds nothing else:',
    command: put(name, 'webhook-url.txt'),
  };
  return {
    name,
    what: 'the URL of a webhook',
    hasShape: isPostable,
    async ask(value) {
      const { status, word } = await askWebhook(value);
      return judgeWebhook(status, word, store);
    },
    store,
  };
}

/** @param environment of the function */
export function botOf(name: string, environment: Readonly<Record<string, string>>): Secret {
  const { SLACK_CHANNEL: channel = '', SLACK_API_URL: apiUrl = 'https://slack.com/api/' } = environment;
  const store = {
    fix: 'Store the Bot User OAuth Token (https://api.slack.com/apps, your app, OAuth & Permissions), from a file that holds nothing else:',
    command: put(name, 'bot-token.txt'),
  };
  return {
    name,
    what: 'the token of a bot (xoxb-…)',
    // https://docs.slack.dev/authentication/tokens
    hasShape: (value) => /^xoxb-\S+$/.test(value),
    ask: async (value) => judgeBot(await askBot(apiUrl, value), channel, store),
    store,
  };
}

function put(name: string, file: string): string {
  return `aws ssm put-parameter --region ${REGION} --overwrite --type SecureString --name ${name} --value file://${file}`;
}

/** @returns undefined where nothing is wrong with it */
export function judgeParameter(
  { name, what, hasShape, store }: Secret,
  parameter: SecretParameter | undefined,
): Judgement | undefined {
  if (!parameter)
    return problem(
      `Slack hears nothing: there is no SSM parameter ${name}, which is to hold ${what}.`,
      store,
    );
  if (!hasShape(parameter.value))
    return problem(`Slack hears nothing: the SSM parameter ${name} does not hold ${what}.`, store);
  if (!parameter.isEncrypted)
    return problem(
      `The SSM parameter ${name} is no SecureString: whoever may read parameters can post to Slack.`,
      {
        fix: 'Delete it, and store it anew as SecureString; one that is overwritten keeps its type:',
        command: `aws ssm delete-parameter --region ${REGION} --name ${name}`,
      },
    );
  return undefined;
}

/** @param status @param word of Slack's answer to a message without text. @param store how another one is stored */
export function judgeWebhook(status: number, word: string, store: Remedy): Judgement {
  // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors
  if (status === 400 && /^(no_text|missing_text)/.test(word))
    return ok('Slack knows the webhook. Nothing was posted.');
  if ([403, 404, 410].includes(status))
    return problem(`Slack hears nothing: it refuses the webhook (${status} ${word}).`, store);
  return unknown(`Slack answered ${status} ${word}, which does not say whether it knows the webhook.`);
}

/** It may post where it was invited. Whether that is so, Slack tells only those who may read channels. */
const SCOPE = 'chat:write';

export function judgeBot(
  { ok: isKnown, error, user, team, scopes }: BotAnswer,
  channel: string,
  store: Remedy,
): Judgement {
  if (!isKnown) return problem(`Slack hears nothing: it refuses the token (${error}).`, store);
  if (scopes && !scopes.includes(SCOPE))
    return problem(`Slack hears nothing: the bot ${user} may not post, for lack of the scope ${SCOPE}.`, {
      fix: `Add the scope ${SCOPE} to the bot (https://api.slack.com/apps, your app, OAuth & Permissions), and install the app again.`,
    });
  return ok(
    `Slack knows the bot ${user} of ${team}. Nothing was posted; that the bot is in the channel ${channel}, only a message shows.`,
  );
}
