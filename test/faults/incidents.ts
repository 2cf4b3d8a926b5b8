/** What is cut: incidents of a few seconds that together call everything that the stack can call on its way. */
import { OURS, type Stage, THEIRS } from '../../sandbox/rehearsal/stage.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Outcome } from './outcome.ts';

/** What the incidents of a sandbox share. */
export interface Place {
  sandbox: Sandbox;
  stage: Stage;
  zone: { account: string; id: string };
  /** ACM ARNs, by account. */
  certificates: ReadonlyMap<string, string>;
}

export interface Contested {
  aliases: string[];
  target: { id: string; endpoint: string };
  /** Those that have had an alias, or still have. */
  holders: { account: string; id: string }[];
  certificateArn: string | undefined;
}

/** What the stack has done and said so far. */
export interface Seen extends Pick<Outcome, 'calls'> {
  hasEntered(state: string): Promise<boolean>;
}

export interface Incident {
  name: string;
  /** @param key is in all names, and in no others */
  setUp(place: Place, key: string): Promise<Contested>;
  /** People have their part, too. Called again and again. */
  look(place: Place, contested: Contested, seen: Seen): Promise<void>;
}

export const ZONE = 'example.com';

/**
 * It has it all: a certificate that the stack attaches, an alias that it moves by API, and one that only AWS Support can move, which
 * closes the case first without having done so. The owner of the zone has published both records before.
 */
export const moved: Incident = {
  name: 'moved',

  async setUp({ sandbox, stage, zone, certificates }, key) {
    const [own, far] = [`a${key}.${ZONE}`, `b${key}.${ZONE}`] as const;
    await stage.control('PUT', 'agent', { temper: 'silent' });
    const target = sandbox.world.seedDistribution({ account: OURS });
    const holders = [];
    for (const [name, account] of [
      [own, OURS],
      [far, THEIRS],
    ] as const) {
      const certificateArn = certificates.get(account) ?? '';
      const holder = sandbox.world.seedDistribution({ account, aliases: [name], certificateArn });
      await stage.record(zone, { name, type: 'CNAME', values: [holder.endpoint] });
      await stage.record(zone, { name: `_${name}`, type: 'TXT', values: [target.endpoint] });
      holders.push({ account, id: holder.id });
    }
    return { aliases: [own, far], target, holders, certificateArn: certificates.get(OURS) };
  },

  async look({ stage }, _contested, { calls }) {
    // Nobody at AWS reads a case within the seconds in which a lost answer is made up for: they read while the stack waits.
    const last = calls.findLast(({ by }) => /^(open|check)-support-case$|^await-support$/.test(by));
    const temper = last?.by === 'await-support' ? 'resolves-without-moving' : 'silent';
    await stage.control('PUT', 'agent', { temper });
  },
};

/** Nobody has the alias, but its record leads elsewhere: its owner changes it, and the alias is added. */
export const added: Incident = {
  name: 'added',

  async setUp({ sandbox, stage, zone, certificates }, key) {
    const alias = `a${key}.${ZONE}`;
    const certificateArn = certificates.get(OURS) ?? '';
    const target = sandbox.world.seedDistribution({ account: OURS, certificateArn });
    const other = sandbox.world.seedDistribution({ account: THEIRS });
    await stage.record(zone, { name: alias, type: 'CNAME', values: [other.endpoint], ttl: 1 });
    return { aliases: [alias], target, holders: [{ account: THEIRS, id: other.id }], certificateArn };
  },

  async look({ stage, zone }, { aliases: [alias = ''], target }, { hasEntered }) {
    if (!(await hasEntered('Wait for alias record'))) return;
    await stage.record(zone, { name: alias, type: 'CNAME', values: [target.endpoint], ttl: 1 });
  },
};
