/**
 * Tells news in Slack through a bot: where the remediation stands, in the first message of its thread, and what happened, as a reply.
 *
 * Lambda delivers in any order, several at once, and twice. So one invocation at a time works on a thread's first message, for which it
 * takes the thread in the ledger until its own end: whoever dies has given it back by then. In whatever line that happens, the
 * news is delivered by the next attempt, at worst below a second first message.
 */
import type { SlackMessage } from '../announcements/slack.ts';
import { SlackRefused } from '../errors.ts';
import type { Invocation, Now, SlackThreads } from '../ports.ts';
import type { Posted, SlackChannel } from '../slack/channel-port.ts';
import { remedyFor } from '../slack/remedy.ts';
import { isPassing, type Patience } from '../slack/retry.ts';
import type { Root } from '../slack/root.ts';
import { isRootGone, isThreadClosed, type News, type Turn, taskFor } from '../slack/thread.ts';

/** Between two looks whether the thread is free: a call of Slack takes about as long. */
const LOOK_AGAIN_MS = 250;
/** Whoever has less left than this could not do anything with the thread any more. */
const LEAST_LEFT_MS = 20_000;

interface Ports {
  slack: SlackChannel;
  threads: SlackThreads;
  now: Now;
}

/** @throws SlackRefused when Slack does not take it. Lambda tries again then, and in the end there is a dead letter. */
export async function announceInThread(
  { message, remediation }: News,
  { slack, threads, now }: Ports,
  invocation: Invocation & Patience,
): Promise<void> {
  if (!remediation) return assertTaken(await slack.post(message));
  const { execution, isLoud } = remediation;
  const { bringUpToDate, succeed } = firstMessage(remediation, slack, invocation);
  const thread = aloneInThread(threads, execution, now, invocation);
  const reply = (root: Root | undefined) =>
    // What a first message was begun for is in the channel already.
    slack.post(message, root && { thread: root.ts, broadcast: isLoud && root.begunBy !== invocation.id });

  const root = await thread(bringUpToDate);
  const replied = await reply(root);
  if (!root || !isThreadClosed(replied.word)) return assertTaken(replied);
  const next = await thread((standing) =>
    // Another one may have succeeded it meanwhile.
    standing?.ts === root.ts ? succeed(standing) : bringUpToDate(standing),
  );
  assertTaken(await reply(next));
}

/** What an announcement does with the first message. */
function firstMessage(turn: Turn, slack: SlackChannel, { id }: Invocation) {
  const open = async (summary: SlackMessage): Promise<Root> => {
    const posted = await slack.post(summary);
    if (!posted.ts) throw refused(posted);
    return { channel: slack.id, ts: posted.ts, shows: turn.at, begunBy: id };
  };
  const bringUpToDate = async (standing: Root | undefined): Promise<Root | undefined> => {
    const task = taskFor(standing, turn, slack.id);
    if (task.task === 'leave') return task.root;
    if (task.task === 'open') return open(task.summary);
    const updated = await slack.update(task.root.ts, task.summary);
    if (updated.ts) return { ...task.root, shows: turn.at };
    if (isRootGone(updated.word)) return open(task.summary);
    if (isPassing(updated)) throw refused(updated);
    // It stays as it is, and the reply counts. What keeps that back, too, is said there.
    return task.root;
  };
  /** Where nobody can reply. What is older than what that shows would begin with a step back, and is a message of its own. */
  const succeed = async (closed: Root): Promise<Root | undefined> => {
    const task = taskFor(closed, turn, slack.id);
    return task.task === 'update' ? open(task.summary) : undefined;
  };
  return { bringUpToDate, succeed };
}

/** Works on the first message while nobody else does. */
function aloneInThread(
  threads: SlackThreads,
  execution: string,
  now: Now,
  { id, leftMs, sleep }: Invocation & Patience,
) {
  const take = async () => {
    for (;;) {
      const holder = { invocation: id, from: now(), until: now() + leftMs() };
      const taken = await threads.takeThread(execution, holder);
      if (taken) return { holder, ...taken };
      if (leftMs() < LEAST_LEFT_MS)
        throw new Error(`Another invocation works on the thread of ${execution}. Lambda tries again.`);
      await sleep(LOOK_AGAIN_MS);
    }
  };
  /** @returns the first message as it is then */
  return async (work: (root: Root | undefined) => Promise<Root | undefined>): Promise<Root | undefined> => {
    for (;;) {
      const { holder, root: standing } = await take();
      const root = await work(standing).catch(async (error: unknown) => {
        // If not even that works, it is free once this invocation is over.
        await threads.leaveThread(execution, holder, undefined).catch(() => {});
        throw error;
      });
      if (await threads.leaveThread(execution, holder, root)) return root;
      // It was taken over, or the ledger's first answer was lost. What counts is what stands there by now.
    }
  };
}

function assertTaken(posted: Posted): void {
  if (!posted.ts) throw refused(posted);
}

function refused(posted: Posted): SlackRefused {
  return new SlackRefused(
    posted,
    remedyFor(posted, 'Is the bot token in the SSM parameter of slackBotTokenParameter still valid?'),
  );
}
