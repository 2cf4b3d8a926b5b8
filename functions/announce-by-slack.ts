/** Our bus, and the stack's alarms -> here -> Slack. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createSlackBot } from '../providers/announcements/slack-bot.ts';
import { createSlackWebhook } from '../providers/announcements/slack-webhook.ts';
import { slackWay, telling } from '../providers/environment.ts';
import { ledgerTable, slackThreads } from '../providers/ledger.ts';
import type { Invocation } from '../remediation/ports.ts';
import { newsOf } from '../remediation/slack/news.ts';
import type { Patience } from '../remediation/slack/retry.ts';
import type { News } from '../remediation/slack/thread.ts';
import { announceInThread } from '../remediation/steps/announce-in-thread.ts';
import { lambda } from './lambda.ts';

type Tell = (news: News, invocation: Invocation & Patience) => Promise<void>;

const { webhook, bot } = slackWay();
const tell = bot ? byBot(bot) : byWebhook(webhook);
const how = telling();

export const handler = lambda((event, invocation) => tell(newsOf(event, how), { ...invocation, sleep }));

function byBot({ ledger, ...given }: NonNullable<typeof bot>): Tell {
  const channel = createSlackBot(given);
  const threads = slackThreads(ledgerTable(ledger, Date.now));
  return (news, invocation) =>
    announceInThread(news, { slack: channel(invocation), threads, now: Date.now }, invocation);
}

function byWebhook(parameter: string): Tell {
  const post = createSlackWebhook(parameter);
  return ({ message }, invocation) => post(message, invocation);
}
