/**
 * A person at AWS Support who works on cases about aliases: reads what the customer wrote, looks at DNS and at the
 * target, and moves the alias, or does something else, as people do.
 */
import type { Resolver } from '../parts.ts';
import { namesEndpoint, proofName } from '../services/cloudfront/ownership-proof.ts';
import type { Case } from '../services/support/cases.ts';
import type { SupportDesk } from '../services/support/support.ts';
import { readRequest } from './case-reading.ts';

/**
 * - `helpful`: checks, moves, says so, resolves; asks when something is missing.
 * - `asks-back`: asks a question first, and is helpful once the customer has said something.
 * - `resolves-without-moving`: closes the case with a general answer; helpful when the case is opened again.
 * - `silent`: does not look.
 */
export type Temper = 'helpful' | 'asks-back' | 'resolves-without-moving' | 'silent';

/** What the agent can see and do at CloudFront. */
export interface DistributionDesk {
  find(id: string): { id: string; account: string; endpoint: string } | undefined;
  whoHolds(alias: string): { id: string } | undefined;
  /** What keeps the certificate of a target from bringing it an alias. */
  certificateProblem(id: string, alias: string): Promise<string | undefined>;
  moveByAgent(alias: string, targetId: string): void;
}

export interface SupportAgentOptions {
  desk: SupportDesk;
  distributions: DistributionDesk;
  /** The agent's own view of public DNS. */
  resolver: Resolver;
  /** From the customer's last words. */
  answersAfterSeconds: number;
  /** Epoch milliseconds. */
  now: () => number;
  temper?: Temper;
}

export interface SupportAgent {
  temper: Temper;
  /** Works on every case whose turn it is. Called by the agent's own clock; safe to call besides. */
  look(): Promise<void>;
  /** Stops the clock and waits for what is being worked on. */
  close(): Promise<void>;
}

export function createSupportAgent(options: SupportAgentOptions): SupportAgent {
  const { desk, distributions, resolver, answersAfterSeconds, now } = options;
  let looking: Promise<void> | undefined;

  const agent: SupportAgent = {
    temper: options.temper ?? 'helpful',
    look() {
      looking ??= work().finally(() => {
        looking = undefined;
      });
      return looking;
    },
    async close() {
      clearInterval(timer);
      await looking;
    },
  };

  // Often enough that the answer is not late by more than a tenth, and never a busy loop.
  const interval = Math.min(Math.max(answersAfterSeconds * 100, 50), 5000);
  const timer = setInterval(() => void agent.look(), interval);
  timer.unref();

  async function work(): Promise<void> {
    for (const one of desk.openCases()) {
      if (agent.temper === 'silent') return;
      if (isDue(one)) await answer(one);
    }
  }

  function isDue(one: Case): boolean {
    const last = one.communications.at(-1);
    return last?.origin === 'CUSTOMER' && now() >= last.at + answersAfterSeconds * 1000;
  }

  async function answer(one: Case): Promise<void> {
    const isFirstAnswer = one.communications.every(({ origin }) => origin === 'CUSTOMER');
    if (agent.temper === 'asks-back' && isFirstAnswer) {
      desk.reply(
        one,
        'Hello,\n\nbefore I go on: please confirm that you want the alternate domain names in this case to be moved, ' +
          'and that nothing else still depends on the distribution that has them now.',
        'pending-customer-action',
      );
    } else if (agent.temper === 'resolves-without-moving' && isFirstAnswer) {
      desk.reply(
        one,
        'Hello,\n\nan alternate domain name can be on one distribution only. Please remove it from the other one ' +
          'first; the developer guide describes how. I am resolving this case.',
        'work-in-progress',
      );
      desk.resolve(one);
    } else {
      await help(one);
    }
  }

  async function help(one: Case): Promise<void> {
    const read = readRequest(customerWords(one), one.account, distributions);
    const missing = 'question' in read ? [read.question] : await findMissing(read.targetId, read.aliases);
    // While DNS was asked, the customer may have said more, or resolved the case: then it is read again, or left.
    if (one.status === 'resolved' || !isDue(one)) return;
    if (missing.length > 0 || 'question' in read) {
      desk.reply(one, ['Hello,', ...missing].join('\n\n'), 'pending-customer-action');
      return;
    }
    for (const alias of read.aliases) distributions.moveByAgent(alias, read.targetId);
    desk.reply(
      one,
      `Hello,\n\nI have verified the ownership of ${read.aliases.join(', ')} and moved it to ${read.targetId}. ` +
        'Please point its DNS record at that distribution once it is deployed.',
      'work-in-progress',
    );
    desk.resolve(one);
  }

  /** Sentences about what is not in order yet. */
  async function findMissing(targetId: string, aliases: readonly string[]): Promise<string[]> {
    const endpoint = distributions.find(targetId)?.endpoint ?? '';
    const missing: string[] = [];
    for (const alias of aliases) {
      if (distributions.whoHolds(alias)?.id === targetId) continue;
      const name = await proofName(alias, resolver);
      // The plain form of 2020, at the alias itself, convinces a person too.
      const proven =
        (await namesEndpoint(name, endpoint, resolver)) || (await namesEndpoint(alias, endpoint, resolver));
      if (!proven) missing.push(`I cannot see the TXT record ${name} with the value ${endpoint} yet.`);
      const problem = await distributions.certificateProblem(targetId, alias);
      if (problem !== undefined) missing.push(`About ${alias} on ${targetId}: ${problem}`);
    }
    return missing;
  }

  return agent;
}

function customerWords(one: Case): string {
  const words = one.communications.filter(({ origin }) => origin === 'CUSTOMER').map(({ body }) => body);
  return [one.subject, ...words].join('\n');
}
